// SPDX-License-Identifier: MIT
// One-sided limits, estimated from values in high precision.
#pragma once

#include <optional>

#include "place.hpp"

namespace slope::tool {

enum class Side { left = -1, right = 1 };

/// The limit of f as x goes to its value at the place from one side: a number, inf, -inf; nan if f is not
/// defined on that side; nothing if the values show no limit.
std::optional<double> limit(const Expr& f, const Expr& x, const Place& place, Side side);

/// True if both are numbers or infinities and equal up to rounding.
bool agree(std::optional<double> a, std::optional<double> b);

}  // namespace slope::tool
