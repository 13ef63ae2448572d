// SPDX-License-Identifier: MIT
#include "slope/check/traced.hpp"

#include "slope/core/error.hpp"

namespace slope {

Expr Traced::number(double x) {
  if (std::isfinite(x)) return Expr(x);
  if (std::isnan(x)) throw UsageError("the code under test computes with NaN, which no formula has");
  static const Rational beyond = Rational(10).power(400);
  return Expr(x > 0 ? beyond : -beyond);
}

}  // namespace slope
