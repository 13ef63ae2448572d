// SPDX-License-Identifier: MIT
// Formulas as text, read into expressions.
#pragma once

#include <string_view>

#include "slope/expr/expr.hpp"

namespace slope {

/// Reads a formula (docs/expression-language.md has the grammar). Numbers are read exactly.
/// @throws ParseError with the line, a caret under the place, what was found, what was expected and, for a
/// misspelt function, a suggestion; LimitError (a named limit) for input that would exhaust memory or time.
/// O(length), and no stack growth at any nesting.
Expr parse(std::string_view text);

}  // namespace slope
