// SPDX-License-Identifier: MIT
// σ and its relatives as what they are defined to be.
#pragma once

#include "slope/expr/expr.hpp"

namespace slope::witness {

/// f with sigmoid, swish and softplus written by exponentials, so that their rules are not taken on trust.
Expr by_definition(const Expr& f);

}  // namespace slope::witness
