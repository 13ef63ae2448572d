// SPDX-License-Identifier: MIT
#include "slope/expr/print.hpp"

#include <ostream>

#include "notations.hpp"
#include "slope/core/error.hpp"

namespace slope {

std::string print(const Expr& f, Format format) {
  if (!f.node()) throw UsageError("an expression that was moved from cannot be printed");
  switch (format) {
    case Format::text: return printing::text(f.node());
    case Format::unicode: return printing::unicode(f.node());
    case Format::latex: return printing::latex(f.node());
    case Format::mathml: return printing::mathml(f.node());
    case Format::cpp: return printing::cpp(f.node());
    case Format::c: return printing::c(f.node());
    case Format::python: return printing::python(f.node());
    case Format::json: return printing::json(f.node());
  }
  throw UsageError("there is no such format");
}

std::ostream& operator<<(std::ostream& out, const Expr& f) { return out << print(f); }

}  // namespace slope
