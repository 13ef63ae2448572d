// SPDX-License-Identifier: MIT
// Characters of formulas: UTF-8, and which characters are letters of a name.
#pragma once

#include <cstddef>
#include <string_view>

namespace slope::detail {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 0;  ///< 0 if the text does not start with valid UTF-8
};

/// The first character of a text, by the strict rules: no surrogates, nothing longer than needed.
Character first_character(std::string_view text);

/// The bytes that the longest identifier at the start of the text takes; 0 if there is none.
std::size_t identifier_length(std::string_view text);

}  // namespace slope::detail
