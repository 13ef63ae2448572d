// SPDX-License-Identifier: MIT
// Bounds on all values that an expression takes in a box.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "slope/expr/expr.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/interval/interval.hpp"

namespace slope {

/// Values of symbols, by name: a box of points.
using Box = std::map<std::string, Interval, std::less<>>;

/// An interval that contains f(x) for every point x of the box; it says too whether f is defined there (see
/// `Interval`). Each node is evaluated once, in intervals, as it stands: the narrower the box, the better the bounds;
/// a symbol that occurs twice counts as two. A user's rule must have been added for intervals,
/// `add_function<Rule, Interval>()`, else nothing is known of it.
/// Computed with the thread's `IntervalPrecision`, or with that many bits. O(nodes), without recursion.
/// @throws UsageError for a symbol without a value.
/// @{
Interval enclose(const Expr& f, const Box& box);
Interval enclose(const Expr& f, const Box& box, int bits);
/// The value at an exact point.
Interval enclose(const Expr& f, const std::map<std::string, Rational, std::less<>>& at, int bits);
/// @}

/// The same for several expressions that share nodes.
std::vector<Interval> enclose(const std::vector<Expr>& f, const Box& box);

}  // namespace slope
