// SPDX-License-Identifier: MIT
// Expressions in fmt's format strings: "{}" is text, "{:latex}", "{:c++}" and so on any format of print.hpp.
#pragma once

#include <fmt/format.h>

#include "slope/expr/print.hpp"

template <> struct fmt::formatter<slope::Expr> {
  constexpr auto parse(fmt::format_parse_context& context) {
    auto end = context.begin();
    while (end != context.end() && *end != '}') ++end;
    const std::string_view name(context.begin(), static_cast<std::size_t>(end - context.begin()));
    if (!name.empty()) {
      const auto found = slope::format_named(name);
      if (!found)
        throw fmt::format_error(
            "an expression's format is text, unicode, latex, mathml, c++, c, python or json");
      format_ = *found;
    }
    return end;
  }

  template <class Context> auto format(const slope::Expr& f, Context& context) const {
    return fmt::format_to(context.out(), "{}", slope::print(f, format_));
  }

 private:
  slope::Format format_ = slope::Format::text;
};
