// SPDX-License-Identifier: MIT
// The conditions under which formulas are defined and differentiable, and the fewest of them that must be
// assumed.
#pragma once

#include <span>
#include <vector>

#include "signs.hpp"

namespace slope::certificate {

struct Requirement {
  Sign sign;
  NodeRef node;
};

/// What the values of the nodes need: denominators not 0, arguments of log positive, of sqrt not negative,
/// cosines under tan not 0.
std::vector<Requirement> for_values(std::span<const NodeRef> roots);
/// What the derivative by x needs more: arguments of sqrt positive.
std::vector<Requirement> for_derivative(NodeRef f, NodeRef x);

/// Conditions from which the requirements follow, those that are given first. None can be left out.
std::vector<Hypothesis> hypotheses_for(const std::vector<Requirement>& requirements,
                                       const std::vector<Condition>& given, const SymbolNames& names);

}  // namespace slope::certificate
