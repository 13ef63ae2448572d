// SPDX-License-Identifier: MIT
// Names of symbols and functions: what is one, how they sort, and what a misspelt one may have meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace slope {

/// Letters (those of Unicode too, but no operators, spaces or invisible marks), digits and _, not starting
/// with a digit; valid UTF-8 of at most `max_name_bytes`.
bool is_identifier(std::string_view text);
inline constexpr std::size_t max_name_bytes = 1000;

/// The name that formulas use for derivatives, diff(f, x): neither a symbol nor a function can have it.
inline constexpr std::string_view derivative_name = "diff";

/// Alphabetical, with runs of digits compared as numbers: x2 before x10.
bool natural_less(std::string_view a, std::string_view b);

/// `; did you mean "sigmoid"?` if a function's name is near, else empty. Reads the catalog.
std::string suggestion(std::string_view misspelt);
/// The same for the names of a list.
std::string suggestion(std::string_view misspelt, const std::vector<std::string_view>& names);

}  // namespace slope
