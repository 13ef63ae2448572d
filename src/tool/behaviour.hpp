// SPDX-License-Identifier: MIT
// How a formula and its derivative behave at a point: smooth, or at a kink, a jump, a pole, an edge of the
// domain.
#pragma once

#include "place.hpp"

namespace slope::tool {

/// A value in double, and what a reader has to know of it.
struct Finding {
  double value;
  std::vector<std::string> notes;
};

/// The value of f at a place. Where f is not defined, nan.
Finding value_at(const Expr& f, const Place& place);

/// The value of the derivative df = ∂f/∂x at a place. At a kink it is the one that the rules state (the
/// subgradient of least norm); where f is not defined, nan; where the derivative grows beyond bounds, inf,
/// -inf, or nan if its two sides disagree. One-sided limits are taken along x, from values in high precision
/// near the place.
Finding derivative_at(const Expr& f, const Expr& df, const Expr& x, const Place& place);

}  // namespace slope::tool
