// SPDX-License-Identifier: MIT
// Ctrl-C, and how a long run learns of it.
#pragma once

#include <csignal>

namespace slope::tool {

/// While it exists, SIGINT, SIGTERM and SIGHUP do not end this process but are kept, and writing to a pipe that nobody
/// reads is an error of the write (no SIGPIPE). One at a time.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  /// The signal that came, or 0.
  int signal() const;
  /// A descriptor that is readable once a signal has come.
  int descriptor() const;
  /// Ends this process by the signal that came, as if nothing had kept it.
  [[noreturn]] void obey();

 private:
  void restore();
  struct sigaction before_[4];
};

}  // namespace slope::tool
