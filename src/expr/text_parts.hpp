// SPDX-License-Identifier: MIT
// Parts of what users write around formulas: lists of values, ranges and identities.
#pragma once

#include <string_view>
#include <vector>

namespace slope::detail {

/// A text without white space at its ends.
std::string_view trimmed(std::string_view text);

/// The parts between commas that stand in no bracket; ( and [ close with either of ) and ].
std::vector<std::string_view> parts_of(std::string_view text);

}  // namespace slope::detail
