// SPDX-License-Identifier: MIT
// Expressions as text, in many languages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "slope/expr/expr.hpp"

namespace slope {

enum class Format { text, unicode, latex, mathml, cpp, c, python, json };

/// The format of that name (text, unicode, latex, mathml, c++, c, python, json), if there is one.
std::optional<Format> format_named(std::string_view name);

/// The expression in that format. `text` reads back by `parse` to the same node. O(nodes of the printed tree)
/// for text, unicode, latex and mathml, in which shared parts are written out; O(nodes) for code and json.
/// @throws LimitError if the text would be longer than `max_printed_bytes`.
std::string print(const Expr& f, Format format = Format::text);
inline constexpr std::size_t max_printed_bytes = std::size_t{1} << 30;

}  // namespace slope
