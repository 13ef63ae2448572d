// SPDX-License-Identifier: MIT
#include "progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>

namespace slope::tool {

namespace {
std::atomic<int> received{0};
std::atomic<std::int64_t> received_at{0};  // in ms
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<std::int64_t>::is_always_lock_free);

std::size_t terminal_columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
}

// Only what a signal's handler may call.
std::int64_t milliseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}
extern "C" void mark_interrupted(int signal) {
  constexpr std::int64_t at_once = 1000;
  const std::int64_t now = milliseconds();
  if (received == 0) {
    received_at = now;
    received = signal;
  } else if (now - received_at > at_once) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}
}  // namespace

ProgressBar::ProgressBar() : on_terminal_(::isatty(STDERR_FILENO)) {}
ProgressBar::~ProgressBar() {
  if (shown_) std::fputs("\r\033[K", stderr);
}
void ProgressBar::show(std::string_view what, double part) {
  const auto now = std::chrono::steady_clock::now();
  if (!on_terminal_ || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  shown_ = true;
  const std::size_t columns = terminal_columns();
  const std::size_t width = what.size() + 50 > columns ? 10 : 30;
  const auto full = static_cast<std::size_t>(part * static_cast<double>(width));
  const std::string line = fmt::format("[{}{}] {:3.0f} % {}", std::string(full, '#'),
                                       std::string(width - full, '.'), 100 * part, what);
  fmt::print(stderr, "\r\033[K{}", line.substr(0, columns - 1));
  std::fflush(stderr);
}

Interruption::Interruption() {
  received = 0;
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, mark_interrupted);
}
Interruption::~Interruption() {
  if (asked()) return;  // what is said then is not cut off either
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
}
int Interruption::signal() { return received.load(std::memory_order_relaxed); }

}  // namespace slope::tool
