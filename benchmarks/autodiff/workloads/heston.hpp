// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "random.hpp"

namespace slope::bench {

/// W7: the price of a call option in Heston's model by Monte Carlo, log-Euler steps: 10 paths of 100 steps.
/// Inputs: spot, strike, rate, variance at the start, and speed, mean, volatility and correlation of the
/// variance.
struct Heston {
  static constexpr std::string_view name = "W7";
  static constexpr std::string_view title = "Heston Monte Carlo, 100 steps a path, 8 inputs";
  static constexpr std::size_t inputs = 8, steps = 100, paths = 10;
  static constexpr double maturity = 1, lowest_variance = 1e-6;

  static std::vector<double> start() { return {100, 95, 0.03, 0.04, 2.0, 0.05, 0.3, -0.7}; }

  template <class T> T operator()(std::span<const T> x) const {
    using std::exp, std::sqrt;
    const T &spot = x[0], &strike = x[1], &rate = x[2], &first_variance = x[3];
    const T &speed = x[4], &mean = x[5], &volatility = x[6], &correlation = x[7];
    const double dt = maturity / steps;
    const T uncorrelated = sqrt(1.0 - correlation * correlation);
    T sum(0.0);
    for (std::size_t path = 0; path < paths; ++path) {
      const double* z = normals.data() + 2 * steps * path;
      T price = spot, variance = first_variance;
      for (std::size_t step = 0; step < steps; ++step, z += 2) {
        const T deviation = sqrt(variance * dt);
        price *= exp((rate - 0.5 * variance) * dt + deviation * z[0]);
        variance += speed * (mean - variance) * dt +
                    volatility * deviation * (correlation * z[0] + uncorrelated * z[1]);
        if (variance < lowest_variance) variance = T(lowest_variance);
      }
      if (price > strike) sum += price - strike;
    }
    return exp(-rate * maturity) * sum / static_cast<double>(paths);
  }

  std::vector<double> normals = Random(8).normals(2 * steps * paths);
};

}  // namespace slope::bench
