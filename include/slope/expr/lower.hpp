// SPDX-License-Identifier: MIT
// From the form that people read to the form that machines should evaluate.
#pragma once

#include "slope/expr/expr.hpp"

namespace slope {

/// The same function in a numerically stable form: 1 − σ(u) becomes σ(−u), log(1 + e^u) becomes softplus(u),
/// 1 − tanh²(u) becomes 4 σ(2u) σ(−2u), and so on. The printed form is for people, this one for numbers.
/// O(nodes).
Expr lower(const Expr& f);

}  // namespace slope
