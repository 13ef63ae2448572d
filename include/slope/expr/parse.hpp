// SPDX-License-Identifier: MIT
// Formulas as text, read into expressions.
#pragma once

#include <cstddef>
#include <string_view>

#include "slope/expr/expr.hpp"

namespace slope {

/// Reads a formula (docs/expression-language.md has the grammar). Numbers are read exactly; an operator or a
/// function of numbers is folded where its value is exact; diff(f, x) becomes the derivative.
/// @throws ParseError with the line, a caret under the place, what was found, what was expected and, for a
/// misspelt function, a suggestion; LimitError for input beyond a limit below.
/// O(length), and no stack growth at any nesting.
Expr parse(std::string_view text);

/// The limits of the language, which bound the time and memory that any text can ask for.
/// @{
inline constexpr std::size_t max_formula_bytes = std::size_t{1} << 24;
inline constexpr std::size_t max_number_digits = 200'000;
inline constexpr std::size_t max_open_operations = 4'000'000;  ///< brackets, calls and operators at once
inline constexpr std::size_t max_exact_work = std::size_t{1} << 28;  ///< on long numbers; about a second
inline constexpr std::size_t max_differentiated_nodes = 2'000'000;  ///< by all diff() of one formula together
/// @}

}  // namespace slope
