// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <span>
#include <string_view>
#include <vector>

namespace slope::bench {

/// W1: f(a, b, c) = σ(ab + c) sin a − log(1 + e^(bc)).
struct Tiny {
  static constexpr std::string_view name = "W1";
  static constexpr std::string_view title = "tiny function, 3 inputs";
  static constexpr std::size_t inputs = 3;

  static std::vector<double> start() { return {0.7, -1.3, 0.4}; }

  template <class T> T operator()(std::span<const T> x) const {
    using std::exp, std::log, std::sin;
    const T &a = x[0], &b = x[1], &c = x[2];
    return sigmoid(a * b + c) * sin(a) - log(1.0 + exp(b * c));
  }
};

}  // namespace slope::bench
