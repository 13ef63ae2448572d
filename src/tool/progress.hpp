// SPDX-License-Identifier: MIT
// Long runs: a bar that shows how far they are, and Ctrl-C.
#pragma once

#include <chrono>
#include <string_view>

namespace slope::tool {

/// A line on standard error, if that is a terminal, that is drawn anew up to ten times a second and wiped out in the
/// end. It is cut where the terminal ends.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  void show(std::string_view what, double part);
  bool on_terminal() const { return on_terminal_; }

 private:
  bool on_terminal_, shown_ = false;
  std::chrono::steady_clock::time_point last_{};
};

/// While it lives, Ctrl-C or SIGTERM only sets a mark; another, a second later, ends the program as usual. (Sooner it is the
/// same: `timeout` sends a signal to the program and to its group.) Once asked, that stays so.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  static bool asked() { return signal() != 0; }  ///< from any thread
  static int signal();                           ///< which one it was, or 0
};

}  // namespace slope::tool
