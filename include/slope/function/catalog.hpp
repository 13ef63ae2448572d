// SPDX-License-Identifier: MIT
// The list of built-in rules. The operators come first, in the order of `Op` (expr/graph.hpp).
#pragma once

#include "slope/function/arithmetic.hpp"
#include "slope/function/exponential.hpp"
#include "slope/function/sigmoid.hpp"

namespace slope {

using Catalog = RuleList<Add, Subtract, Multiply, Divide, Negate, Pow,  //
                         Exp, Log,                                      //
                         Sigmoid>;

}  // namespace slope
