// SPDX-License-Identifier: MIT
#include "progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace slope::tool {

namespace {

void draw(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

Progress::Progress(std::string what, std::size_t total)
    : what_(std::move(what)),
      total_(total),
      next_(Clock::now() + std::chrono::milliseconds(500)),
      terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (drawn_) draw("\r\033[K");
}

void Progress::show(std::size_t done) {
  constexpr std::size_t width = 30;
  if (!terminal_ || total_ == 0) return;
  if (const auto now = Clock::now(); now < next_) return;
  else next_ = now + std::chrono::milliseconds(100);
  drawn_ = true;
  draw(fmt::format("\r{} [{:-<{}}] {} of {}\033[K", what_, std::string(done * width / total_, '#'), width,
                   done, total_));
}

}  // namespace slope::tool
