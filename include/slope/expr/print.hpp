// SPDX-License-Identifier: MIT
// Expressions as text, in many languages.
#pragma once

#include <array>
#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "slope/expr/expr.hpp"

namespace slope {

enum class Format { text, unicode, latex, mathml, cpp, c, python, json };

/// The names of the formats, in their order.
inline constexpr std::array<std::string_view, 8> format_names = {"text", "unicode", "latex",  "mathml",
                                                                 "c++",  "c",       "python", "json"};

/// The format of that name, if there is one.
constexpr std::optional<Format> format_named(std::string_view name) {
  for (std::size_t i = 0; i < format_names.size(); ++i)
    if (format_names[i] == name) return static_cast<Format>(i);
  return std::nullopt;
}

/// The expression in that format. `text` reads back by `parse` to the same node. O(nodes of the printed tree)
/// for text, unicode, latex and mathml, in which shared parts are written out; O(nodes) for code and json.
/// Code is a whole function `f` of the symbols in natural order, in the numerically stable form (see `lower`).
/// @throws LimitError if the text would be longer than `max_printed_bytes`; UsageError if a function has no form in
/// the language.
std::string print(const Expr& f, Format format = Format::text);
inline constexpr std::size_t max_printed_bytes = std::size_t{1} << 30;

/// Writes the expression as text.
std::ostream& operator<<(std::ostream& out, const Expr& f);

}  // namespace slope
