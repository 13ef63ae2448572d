// SPDX-License-Identifier: MIT
// Callables whose derivatives reference.inc holds, and what it means to be close to them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "reference.inc"
#include "slope/function/catalog.hpp"

namespace slope {

inline constexpr auto small_function = [](const auto& x, const auto& y) {
  return x * sigmoid(y) + sin(x * y) + exp(-x) * log(y);
};

// Σ sin(xᵢxᵢ₊₁) + √(1 + Σxᵢ²) + tanh(x₁ − xₙ)
inline constexpr auto wide_function = [](const auto& x) {
  using T = std::remove_cvref_t<decltype(x[0])>;
  T sum = 0, squares = 1;
  for (std::size_t i = 0; i + 1 < static_cast<std::size_t>(x.size()); ++i) {
    sum += sin(x[i] * x[i + 1]);
    squares += x[i] * x[i];
  }
  const T &first = x[0], &last = x[x.size() - 1];
  squares += last * last;
  return T(sum + sqrt(squares) + tanh(first - last));
};
inline constexpr std::size_t wide_size = 10;
template <class T> std::vector<T> wide_point() {
  std::vector<T> x;
  for (std::size_t i = 1; i <= wide_size; ++i) x.push_back(T(static_cast<double>(i)) / T(8));
  return x;
}

inline constexpr auto outputs_function = [](const auto& x, const auto& y, const auto& z) {
  using T = std::remove_cvref_t<decltype(x)>;
  return std::array<T, 4>{T(x * y * z), T(atan(y / x)), T(exp(-z) + x), T(log(x * x + y * y))};
};

inline constexpr auto curve_function = [](const auto& x) { return exp(sin(x)) / (1 + x * x); };

/// Whether all elements are within that many units in the last place of the largest reference value.
template <class List>
void expect_close(const List& got, std::span<const long double> expected, int ulps = 4) {
  ASSERT_EQ(static_cast<std::size_t>(got.size()), expected.size());
  using T = std::remove_cvref_t<decltype(got[0])>;
  long double most = 0;
  for (const long double e : expected) most = std::max(most, std::abs(e));
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_LE(std::abs(static_cast<long double>(got[i]) - expected[i]),
              most * ulps * static_cast<long double>(std::numeric_limits<T>::epsilon()))
        << "element " << i << ": " << got[i] << " for " << expected[i];
}

}  // namespace slope
