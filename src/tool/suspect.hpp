// SPDX-License-Identifier: MIT
// Which operation of a formula is at its kink, pole or edge, or outside its domain.
#pragma once

#include <optional>
#include <string>

#include "place.hpp"

namespace slope::tool {

/// True if some operation in f is near a point where it is not smooth, so that a closer look is worth its
/// time.
bool may_be_rough(const Expr& f, const Place& place);

/// The first operation that is not defined here, as "log is defined for x > 0, its argument is -1".
std::optional<std::string> undefined_operation(const Expr& f, const Place& place);

/// The first function with the end of its domain here, as "sqrt is defined for x >= 0".
std::optional<std::string> edge_operation(const Expr& f, const Place& place);

}  // namespace slope::tool
