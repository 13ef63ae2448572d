// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <string_view>
#include <vector>

namespace slope::bench {

/// W9b: the flow of water through a borehole, a function of 8 inputs that is common in the literature on
/// computer experiments (Morris, Mitchell, Ylvisaker, "Bayesian design and analysis of computer experiments",
/// Technometrics 35, 1993).
struct Borehole {
  static constexpr std::string_view name = "W9b";
  static constexpr std::string_view title = "borehole function, 8 inputs, forward";
  static constexpr std::size_t inputs = 8;

  static std::vector<double> start() { return {0.1, 2000, 90000, 1050, 90, 760, 1400, 10950}; }

  template <class T> T operator()(std::span<const T> x) const {
    using std::log;
    const T &hole_radius = x[0], &radius = x[1], &upper_transmissivity = x[2], &upper_head = x[3];
    const T &lower_transmissivity = x[4], &lower_head = x[5], &length = x[6], &conductivity = x[7];
    const T log_ratio = log(radius / hole_radius);
    const T leak =
        2.0 * length * upper_transmissivity / (log_ratio * hole_radius * hole_radius * conductivity);
    return 2.0 * std::numbers::pi * upper_transmissivity * (upper_head - lower_head) /
           (log_ratio * (1.0 + leak + upper_transmissivity / lower_transmissivity));
  }
};

}  // namespace slope::bench
