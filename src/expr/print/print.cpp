// SPDX-License-Identifier: MIT
#include "slope/expr/print.hpp"

#include <array>
#include <utility>

#include "notations.hpp"
#include "slope/core/error.hpp"

namespace slope {

namespace {

struct Entry {
  std::string_view name;
  Format format;
  std::string (*print)(NodeRef);
};
constexpr std::array entries{
    Entry{"text", Format::text, printing::text},       Entry{"unicode", Format::unicode, printing::unicode},
    Entry{"latex", Format::latex, printing::latex},    Entry{"mathml", Format::mathml, printing::mathml},
    Entry{"c++", Format::cpp, printing::cpp},          Entry{"c", Format::c, printing::c},
    Entry{"python", Format::python, printing::python}, Entry{"json", Format::json, printing::json}};

}  // namespace

std::optional<Format> format_named(std::string_view name) {
  for (const Entry& e : entries)
    if (e.name == name) return e.format;
  return std::nullopt;
}

std::string print(const Expr& f, Format format) {
  if (!f.node()) throw UsageError("an expression that was moved from cannot be printed");
  for (const Entry& e : entries)
    if (e.format == format) return e.print(f.node());
  throw UsageError("there is no such format");
}

}  // namespace slope
