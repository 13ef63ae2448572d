// SPDX-License-Identifier: MIT
// What must hold for every text that is given to the parser.
#pragma once

#include <string>
#include <string_view>

#include "slope/core/error.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/print.hpp"

namespace slope {

/// Empty if the text is read or refused as it should be, else what is wrong. Any text is an expression or a named
/// error with a place in it; what is read prints as text that reads back to the same node.
inline std::string parse_complaint(std::string_view text) {
  Expr f;
  try {
    f = parse(text);
  } catch (const ParseError& e) {
    if (e.offset > text.size()) return "the error's offset is outside the text";
    return std::string_view(e.what()).starts_with("line ") ? "" : "the error names no place";
  } catch (const LimitError& e) {
    return std::string_view(e.what()).find("limit") != std::string_view::npos ? "" : "the limit has no name";
  }
  // A derivative may print as text exponentially longer than its formula.
  if (text.find("diff") != std::string_view::npos || f.node_count() > 1000) return "";
  const std::string printed = print(f);
  try {
    if (parse(printed) != f) return "reads back to another expression: " + printed;
  } catch (const Error& e) {
    return "does not read back: " + std::string(e.what());
  }
  return "";
}

}  // namespace slope
