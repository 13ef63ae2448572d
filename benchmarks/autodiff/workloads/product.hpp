// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "random.hpp"

namespace slope::bench {

/// W5: the product of 1000 variables (Speelpenning's function).
struct Product {
  static constexpr std::string_view name = "W5";
  static constexpr std::string_view title = "product of 1000";
  static constexpr std::size_t inputs = 1000;

  static std::vector<double> start() { return Random(5).uniforms(inputs, 0.95, 1.05); }

  template <class T> T operator()(std::span<const T> x) const {
    T product = x[0];
    for (std::size_t i = 1; i < inputs; ++i) product *= x[i];
    return product;
  }
};

}  // namespace slope::bench
