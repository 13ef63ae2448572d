// SPDX-License-Identifier: MIT
// The derivative of a formula at points, in every mode that computes in double.
#pragma once

#include <span>
#include <vector>

#include "slope/expr/expr.hpp"

namespace slope::witness {

std::vector<double> slopes_by_dual(const Expr& f, std::span<const double> x);
std::vector<double> slopes_by_series(const Expr& f, std::span<const double> x);
std::vector<double> slopes_by_tape(const Expr& f, std::span<const double> x);

}  // namespace slope::witness
