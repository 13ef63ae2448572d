// SPDX-License-Identifier: MIT
// Parts of slopes in two forms, equal in mathematics: people read the short one, numbers are put into the one
// that neither cancels nor overflows.
#pragma once

#include "slope/function/exponential.hpp"

namespace slope::detail {

/// 1 − x²
template <class T> T one_minus_square(const T& x) {
  if constexpr (is_numeric<T>)
    if (x > T(0.5) || x < T(-0.5)) return (T(1) - x) * (T(1) + x);
  return T(1) - x * x;  // between, its derivative −2x does not cancel
}

/// √(x² − 1) for x ≥ 1
template <class T> T root_of_square_minus_one(const T& x) {
  if constexpr (is_numeric<T>) return sqrt(T(x - T(1))) * sqrt(T(x + T(1)));
  else return sqrt(T(x * x - T(1)));
}

/// √(x² + 1)
template <class T> T root_of_square_plus_one(const T& x) {
  if constexpr (is_numeric<T>) return hypot(x, T(1));
  else return sqrt(T(x * x + T(1)));
}

/// n/(x² + 1)
template <class T> T over_square_plus_one(const T& n, const T& x) {
  if constexpr (is_numeric<T>)
    if (x > T(1e8) || x < T(-1e8)) {
      const T r = T(1) / x, square = r * r;
      return n * (square / (square + T(1)));
    }
  return n / (x * x + T(1));
}

/// e^(−x²/k), right to the last digits though x², rounded, is not. Not in the catalog.
template <int k> struct Bell {
  static constexpr std::string_view name = "bell";
  static constexpr bool internal = true;
  template <Real R> static R value(const R& x) {
    using std::exp, std::fma;
    const R square = x * x, y = exp(R(-square / R(k)));
    if constexpr (std::is_floating_point_v<R>)
      if (y > 0 && y < 1) return y - y * (fma(x, x, -square) / R(k));
    return y;
  }
  template <class T> static T slope(const T& x, const T& y) { return T(-2) / T(k) * x * y; }
};
template <int k, class T> T bell(const T& x) {
  if constexpr (is_numeric<T>) return lift<Bell<k>>(x);
  else if constexpr (k == 1) return exp(T(-(x * x)));
  else return exp(T(-(x * x) / T(k)));
}

}  // namespace slope::detail
