// SPDX-License-Identifier: MIT
// Simplification that tells which laws it used.
#pragma once

#include <string_view>
#include <vector>

#include "slope/expr/expr.hpp"

namespace slope::simplification {

/// One law at work on a part of the expression.
struct Change {
  std::string_view law;
  Expr before;
  Expr after;
};

/// What `slope::simplify` returns; the laws that led to it are appended to `changes` unless it is null.
Expr simplify(const Expr& f, std::vector<Change>* changes);

}  // namespace slope::simplification
