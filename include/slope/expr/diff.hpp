// SPDX-License-Identifier: MIT
// Derivatives of expressions, as expressions.
#pragma once

#include <vector>

#include "slope/expr/expr.hpp"

namespace slope {

/// The derivative ∂ⁿf/∂xⁿ, simplified. @param x a symbol. @param order n ≥ 0.
/// Each node is visited once an order; σ and tanh of a linear argument take all orders at once.
/// @throws UsageError if x is no symbol or order < 0; LimitError if order > `max_order` (a polynomial of
/// lower degree gives 0 at any order) or if a derivative on the way has more than `max_derivative_nodes`.
Expr diff(const Expr& f, const Expr& x, std::int64_t order = 1);
inline constexpr std::int64_t max_order = 10'000;
inline constexpr std::size_t max_derivative_nodes = 200'000;

/// ∂f/∂x as the rules give it, without simplification: O(nodes) time and new nodes.
Expr raw_diff(const Expr& f, const Expr& x);

/// All partial derivatives by one reverse sweep over the graph, so that they share their work: O(nodes) for
/// all together, without simplification.
std::vector<Expr> gradient(const Expr& f, const std::vector<Expr>& variables);

/// The matrix of second derivatives, row by row: one reverse sweep for the gradient and one for each of its
/// components. Symmetric: entry (i, j) and (j, i) are one expression.
std::vector<std::vector<Expr>> hessian(const Expr& f, const std::vector<Expr>& variables);

}  // namespace slope
