// SPDX-License-Identifier: MIT
#include "interrupt.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iterator>

#include "slope/core/error.hpp"

namespace slope::tool {

namespace {

constexpr int watched[] = {SIGINT, SIGTERM, SIGHUP};
volatile std::sig_atomic_t received = 0;
int wake[2] = {-1, -1};

void keep(int signal) {
  received = signal;
  const char byte = 0;
  [[maybe_unused]] const auto n = ::write(wake[1], &byte, 1);
}

}  // namespace

InterruptWatch::InterruptWatch() {
  received = 0;
  if (::pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) throw Error("no pipe can be made: too many open files");
  struct sigaction action {};
  action.sa_handler = keep;
  for (std::size_t i = 0; i < std::size(watched); ++i) {
    ::sigaction(watched[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) ::sigaction(watched[i], &action, nullptr);  // as under nohup
  }
  action.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &action, &before_[3]);
}

void InterruptWatch::restore() {
  for (std::size_t i = 0; i < std::size(watched); ++i) ::sigaction(watched[i], &before_[i], nullptr);
  ::sigaction(SIGPIPE, &before_[3], nullptr);
}

InterruptWatch::~InterruptWatch() {
  restore();
  for (int& end : wake) {
    ::close(end);
    end = -1;
  }
}

int InterruptWatch::signal() const { return received; }
int InterruptWatch::descriptor() const { return wake[0]; }

void InterruptWatch::obey() {
  restore();
  std::fflush(nullptr);
  ::raise(received);
  std::_Exit(128 + received);  // if the signal was blocked
}

}  // namespace slope::tool
