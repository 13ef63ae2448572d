// SPDX-License-Identifier: MIT
// The formula of your own code: a callable is called with symbols.
#include <fmt/format.h>

#include "slope/calculus/calculus.hpp"
#include "slope/expr/print.hpp"
#include "slope/expr/simplify.hpp"
#include "slope/function/sigmoid.hpp"

int main() {
  const auto neuron = [](auto w, auto x, auto b) { return slope::sigmoid(w * x + b); };
  const slope::Expr formula = slope::symbolic(neuron, {"w", "x", "b"});
  const slope::Expr by_w = slope::diff(formula, slope::symbol("w"));
  fmt::print("{}\n{}\n", slope::print(formula), slope::print(by_w));

  // the same callable serves every mode
  using slope::Mode;
  const auto tape = slope::gradient<Mode::reverse>(neuron, 2.0, 0.5, -0.25);
  const auto formulas = slope::gradient<Mode::symbolic>(neuron, 2.0, 0.5, -0.25);
  for (std::size_t i = 0; i < 3; ++i) fmt::print("{:.15f} {:.15f}\n", tape[i], formulas[i]);
}
