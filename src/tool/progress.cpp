// SPDX-License-Identifier: MIT
#include "progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <string>

namespace slope::tool {

namespace {
std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);
extern "C" void mark_interrupted(int) {
  interrupted.store(true, std::memory_order_relaxed);
  std::signal(SIGINT, SIG_DFL);
}
}  // namespace

ProgressBar::ProgressBar() : on_terminal_(::isatty(STDERR_FILENO)) {}
ProgressBar::~ProgressBar() {
  if (shown_) std::fputs("\r\033[K", stderr);
}
void ProgressBar::show(std::string_view what, double part) {
  constexpr int width = 30;
  const auto now = std::chrono::steady_clock::now();
  if (!on_terminal_ || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  shown_ = true;
  const int full = static_cast<int>(part * width);
  fmt::print(stderr, "\r\033[K[{}{}] {:3.0f} % {}", std::string(static_cast<std::size_t>(full), '#'),
             std::string(static_cast<std::size_t>(width - full), '.'), 100 * part, what);
  std::fflush(stderr);
}

Interruption::Interruption() {
  interrupted = false;
  std::signal(SIGINT, mark_interrupted);
}
Interruption::~Interruption() { std::signal(SIGINT, SIG_DFL); }
bool Interruption::asked() { return interrupted.load(std::memory_order_relaxed); }

}  // namespace slope::tool
