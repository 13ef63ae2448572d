// SPDX-License-Identifier: MIT
#include "progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <string>

namespace slope::tool {

namespace {
std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free);

std::size_t terminal_columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
}

extern "C" void mark_interrupted(int signal) {
  received.store(signal, std::memory_order_relaxed);
  std::signal(signal, SIG_DFL);
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
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
}
int Interruption::signal() { return received.load(std::memory_order_relaxed); }

}  // namespace slope::tool
