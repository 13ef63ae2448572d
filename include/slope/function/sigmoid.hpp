// SPDX-License-Identifier: MIT
// The logistic sigmoid and its relatives.
#pragma once

#include "slope/function/exponential.hpp"

namespace slope {

struct Sigmoid;
template <Scalar T> T sigmoid(const T& x) { return lift<Sigmoid>(x); }

/// σ(x) = 1/(1 + e^−x). Two branches, so that no exponential overflows and neither tail cancels.
struct Sigmoid {
  static constexpr std::string_view name = "sigmoid";
  static constexpr Trend trend = Trend::rising;
  static constexpr Symmetry symmetry = Symmetry::complement;
  static constexpr std::string_view latex = "\\sigma";
  static constexpr std::string_view unicode = "σ";
  static std::optional<Rational> exact(const Rational& x) {
    return x.is_zero() ? std::optional<Rational>(Rational(1, 2)) : std::nullopt;
  }
  template <Real R> static R value(const R& x) {
    using std::exp;
    if (x >= 0) return R(1) / (R(1) + exp(-x));
    const R e = exp(x);
    return e / (R(1) + e);
  }
  // As numbers right in both tails, where y(1 − y) is 0 from x = 37 on; as an expression σ(−x) reads 1 −
  // σ(x).
  template <class T> static T slope(const T& x, const T& y) { return y * sigmoid(-x); }
};

}  // namespace slope
