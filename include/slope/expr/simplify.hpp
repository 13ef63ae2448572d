// SPDX-License-Identifier: MIT
// Shorter forms of an expression, for reading.
#pragma once

#include "slope/expr/expr.hpp"

namespace slope {

/// An equal expression in the form that reads best: like terms collected, exponential quotients as sigmoids,
/// common factors pulled out, terms in reading order. Never larger than `f` (nodes as they are printed,
/// numbers not counted; beyond 10 000 nodes, distinct nodes too): what would grow is returned as it is.
Expr simplify(const Expr& f);

/// Products and integer powers of sums multiplied out, like terms collected.
/// @throws LimitError beyond `max_expanded_terms`.
Expr expand(const Expr& f);
inline constexpr std::size_t max_expanded_terms = 1'000'000;

}  // namespace slope
