// SPDX-License-Identifier: MIT
// The derivatives diff(u, x) in the text of a formula.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "slope/expr/expr.hpp"

namespace slope::certificate {

/// `result` is the derivative of `f` by `x`.
struct Differential {
  Expr f, x, result;
};

/// The derivatives f′, …, f⁽ⁿ⁾ of one another that `diff` gives.
std::vector<Differential> differentials(const Expr& f, const Expr& x, std::int64_t order);

struct Formula {
  Expr value;                           ///< with all derivatives carried out
  std::vector<Differential> contained;  ///< inner ones first
  bool is_derivative = false;           ///< nothing but one diff(u, x), the last of `contained`
};

/// Reads a formula and the derivatives in it.
Formula read_formula(std::string_view text);

}  // namespace slope::certificate
