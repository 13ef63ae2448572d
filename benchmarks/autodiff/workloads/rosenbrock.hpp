// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "random.hpp"

namespace slope::bench {

/// W4: Rosenbrock's function of 1000 variables, Σ 100 (x_{i+1} − x_i²)² + (1 − x_i)².
struct Rosenbrock {
  static constexpr std::string_view name = "W4";
  static constexpr std::string_view title = "Rosenbrock, n = 1000";
  static constexpr std::size_t inputs = 1000;

  static std::vector<double> start() { return Random(4).uniforms(inputs, -1.5, 1.5); }

  template <class T> T operator()(std::span<const T> x) const {
    T sum(0.0);
    for (std::size_t i = 0; i + 1 < inputs; ++i) {
      const T valley = x[i + 1] - x[i] * x[i];
      const T distance = 1.0 - x[i];
      sum += 100.0 * valley * valley + distance * distance;
    }
    return sum;
  }
};

}  // namespace slope::bench
