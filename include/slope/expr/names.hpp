// SPDX-License-Identifier: MIT
// Names of symbols and functions: what is one, how they sort, and what a misspelt one may have meant.
#pragma once

#include <string>
#include <string_view>

namespace slope {

/// Letters (any of Unicode outside ASCII too), digits and _, not starting with a digit; valid UTF-8.
bool is_identifier(std::string_view text);

/// Alphabetical, with runs of digits compared as numbers: x2 before x10.
bool natural_less(std::string_view a, std::string_view b);

/// `; did you mean "sigmoid"?` if a function's name is near, else empty. Reads the catalog.
std::string suggestion(std::string_view misspelt);

}  // namespace slope
