// SPDX-License-Identifier: MIT
// One step of the chain rule, shared by differentiation forward, in reverse, and with its steps shown.
#pragma once

#include <optional>
#include <span>

#include "slope/expr/expr.hpp"

namespace slope::detail {

/// The partial derivatives of the function node `y` by its arguments. Needs a session.
void partials(NodeRef y, std::span<const NodeRef> args, std::span<NodeRef> out);

/// d y, given the derivative of each argument: the sum, product, quotient, power or chain rule.
NodeRef differential(NodeRef y, std::span<const NodeRef> u, std::span<const NodeRef> d);

/// The derivative of that order where all orders follow one formula (σ and tanh of a linear argument), from 2 on.
std::optional<Expr> closed_form(const Expr& f, const Expr& x, std::int64_t order);

}  // namespace slope::detail
