// SPDX-License-Identifier: MIT
// One step of the chain rule, shared by differentiation forward, in reverse, and with its steps shown.
#pragma once

#include <span>

#include "slope/expr/node_ref.hpp"

namespace slope::detail {

/// The partial derivatives of the function node `y` by its arguments. Needs a session.
void partials(NodeRef y, std::span<const NodeRef> args, std::span<NodeRef> out);

/// d y, given the derivative of each argument: the sum, product, quotient, power or chain rule.
NodeRef differential(NodeRef y, std::span<const NodeRef> u, std::span<const NodeRef> d);

}  // namespace slope::detail
