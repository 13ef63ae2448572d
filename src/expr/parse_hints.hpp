// SPDX-License-Identifier: MIT
// What the parser says when a formula cannot go on: what was expected, what was found, what may have been
// meant.
#pragma once

#include <string>

#include "lexer.hpp"

namespace slope::detail {

/// A number, a name or a bracket must come here. `before` is the token before it.
std::string operand_expected(const Token& found, const Token& before);
/// An operand is complete. A product sign may have been left out.
std::string operator_expected(std::string_view text, const Token& before, const Token& found,
                              bool inside_brackets);
/// A name that is no function is followed by a bracket.
std::string not_a_function(std::string_view text, const Token& name, const Token& open, bool is_symbol);
/// A function's name is not followed by a bracket.
std::string call_expected(const Token& function, const Token& found);
/// A comma outside a call.
std::string stray_comma(bool inside_brackets);

}  // namespace slope::detail
