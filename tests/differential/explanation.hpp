// SPDX-License-Identifier: MIT
// Where no derivative can be compared, and differences that are understood and no defects.
#pragma once

#include "reference.hpp"

namespace slope::differential {

/// Why the values in double, which are `found`, are no ground for derivatives: digits were lost, or a step decides another
/// way than the truth. Null if they are.
const char* trouble_on_the_way(const Program& f, const std::vector<double>& found,
                               const std::vector<Big>& truth);

/// Why a mode may differ from the reference. Null if it may not.
/// @param by_paths the mode sums over paths from the result to the variables: expressions and tapes
const char* explanation(const Program& f, const Reference& reference, bool is_expression, bool by_paths,
                        bool is_finite);

}  // namespace slope::differential
