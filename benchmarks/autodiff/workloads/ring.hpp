// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace slope::bench {

/// W9: eight terms of W1's kind around a ring, Σ σ(x_i x_{i+1}) sin x_i − log(1 + e^(x_i x_{i+1})).
struct Ring {
  static constexpr std::string_view name = "W9";
  static constexpr std::string_view title = "W1's terms around a ring of 8 inputs, forward";
  static constexpr std::size_t inputs = 8;

  static std::vector<double> start() { return {0.7, -1.3, 0.4, 1.1, -0.6, 0.9, -0.2, 1.7}; }

  template <class T> T operator()(std::span<const T> x) const {
    using std::exp, std::log, std::sin;
    T sum(0.0);
    for (std::size_t i = 0; i < inputs; ++i) {
      const T product = x[i] * x[(i + 1) % inputs];
      sum += sigmoid(product) * sin(x[i]) - log(1.0 + exp(product));
    }
    return sum;
  }
};

}  // namespace slope::bench
