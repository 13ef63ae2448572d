// SPDX-License-Identifier: MIT
// The line on which the points of a check lie: for regions, and for a plot.
#pragma once

#include <algorithm>
#include <cmath>

namespace slope::tool {

/// Maps [low, high] onto [0, 1], evenly; a range beyond ±10^5 by a signed logarithm, so that small numbers have room.
class Axis {
 public:
  Axis(double low, double high)
      : low_(low), high_(high), even_(std::max(std::fabs(low), std::fabs(high)) <= 1e5) {}

  double low() const { return low_; }
  double high() const { return high_; }
  bool even() const { return even_; }

  double position(double x) const {
    if (!(high_ > low_)) return 0;
    return std::clamp((scaled(x) - scaled(low_)) / (scaled(high_) - scaled(low_)), 0.0, 1.0);
  }
  double at(double position) const {
    if (position <= 0 || position >= 1) return position <= 0 ? low_ : high_;
    const double s = scaled(low_) + position * (scaled(high_) - scaled(low_));
    return std::clamp(even_ ? s : std::sinh(s), low_, high_);
  }

 private:
  double scaled(double x) const { return even_ ? x : std::asinh(x); }
  double low_, high_;
  bool even_;
};

}  // namespace slope::tool
