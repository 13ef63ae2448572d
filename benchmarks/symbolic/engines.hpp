// SPDX-License-Identifier: MIT
// The engines that are measured side by side, each with the same few names, so that a workload is written
// once.
#pragma once

#include <ginac/ginac.h>

#include <string>

#include "slope/expr/expr.hpp"
#include "slope/function/exponential.hpp"
#include "slope/function/sigmoid.hpp"
#include "slope/function/trigonometric.hpp"

namespace slope::bench {

struct Slope {
  using Expr = slope::Expr;
  static Expr symbol(const std::string& name) { return slope::symbol(name); }
  static Expr sigmoid(const Expr& u) { return slope::sigmoid(u); }
  static Expr square(const Expr& u) { return u * u; }
  /// Takes every node that nothing holds out of the intern table, so that it must be made anew.
  static void forget() { Graph::instance().sweep(); }
};

/// GiNaC has no sigmoid: it differentiates the definition.
struct Ginac {
  using Expr = GiNaC::ex;
  static Expr symbol(const std::string& name) { return GiNaC::symbol(name); }
  static Expr sigmoid(const Expr& u) { return 1 / (1 + exp(-u)); }
  static Expr square(const Expr& u) { return pow(u, 2); }
  static void forget() {}
};

}  // namespace slope::bench
