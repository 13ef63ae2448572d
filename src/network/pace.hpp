// SPDX-License-Identifier: MIT
// How often the state of a run is written.
#pragma once

#include <algorithm>
#include <chrono>

namespace slope::detail {

/// Not sooner than so many seconds after the last time, nor than twenty times as long as it took then: so that at most a
/// twentieth of the time goes into it, however slow the disk and however large the state. 0 seconds: always.
class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Seconds = std::chrono::duration<double>;
  Pace(double least_seconds, Time start) : least_(least_seconds), last_(start) {}

  bool is_due(Time now) const { return least_.count() == 0 || now - last_ >= std::max(least_, 20 * cost_); }
  void wrote(Time from, Time to) {
    cost_ = to - from;
    last_ = to;
  }

 private:
  Seconds least_, cost_{0};
  Time last_;
};

}  // namespace slope::detail
