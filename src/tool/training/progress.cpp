// SPDX-License-Identifier: MIT
#include "progress.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>

#include "outcome.hpp"

namespace slope::tool {

namespace {

// "accuracy 97.3 %", or nothing without validation.
std::string metric(Task task, double value) {
  if (std::isnan(value)) return "";
  return task == Task::regression ? fmt::format(", error {:.3g}", value)
                                  : fmt::format(", accuracy {}", percent(value));
}

}  // namespace

std::string duration_text(double seconds) {
  const auto s = static_cast<long long>(std::ceil(std::min(std::max(seconds, 0.0), 1e15)));
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {} s", s / 60, s % 60);
  return fmt::format("{} h {} min", s / 3600, s / 60 % 60);
}

TrainingProgress::TrainingProgress(std::size_t epochs, Task task)
    : epochs_(epochs), task_(task), start_(Clock::now()) {}

void TrainingProgress::show(const EpochReport& report) {
  if (first_ == 0) first_ = report.epoch;  // later than 1 for a run that goes on
  const double part = static_cast<double>(report.epoch) / static_cast<double>(epochs_);
  if (bar_.on_terminal()) {
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    const double speed = static_cast<double>(report.epoch - first_ + 1) / std::max(seconds, 1e-9);
    bar_.show(
        fmt::format("loss {:.3g}{}, {:.3g}/s, {} left", report.loss, metric(task_, report.validation_metric),
                    speed, duration_text(static_cast<double>(epochs_ - report.epoch) / speed)),
        part);
    return;
  }
  const auto tenth = static_cast<std::size_t>(part * 10);
  if (report.epoch != first_ && tenth == lines_) return;
  lines_ = tenth;
  std::string validation;
  if (!std::isnan(report.validation_loss))
    validation =
        fmt::format(", validation {:.4g}{}", report.validation_loss, metric(task_, report.validation_metric));
  fmt::print(stderr, "epoch {} of {}: loss {:.4g}{}\n", report.epoch, epochs_, report.loss, validation);
}

}  // namespace slope::tool
