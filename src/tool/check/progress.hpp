// SPDX-License-Identifier: MIT
// A bar on standard error that shows how far a long run is.
#pragma once

#include <chrono>
#include <string>

namespace slope::tool {

/// Draws nothing unless standard error is a terminal, nothing in the first half second, and then ten times a second at
/// most. It is gone when the run is over.
class Progress {
 public:
  /// @param what stands before the bar
  Progress(std::string what, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done);

 private:
  using Clock = std::chrono::steady_clock;
  std::string what_;
  std::size_t total_;
  Clock::time_point next_;
  bool terminal_, drawn_ = false;
};

}  // namespace slope::tool
