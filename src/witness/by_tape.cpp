// SPDX-License-Identifier: MIT
#include "modes.hpp"
#include "slope/tape/tape.hpp"
#include "walk.hpp"

namespace slope::witness {

std::vector<double> slopes_by_tape(const Expr& f, std::span<const double> x) {
  using V = Var<double>;
  const Postorder order(f.node());
  Tape<double> tape;
  std::vector<double> out;
  for (const double at : x) {
    tape.clear();
    const V variable = tape.variable(at);
    const auto number = [](const Rational& q) { return V(q.as<double>()); };
    tape.reverse(walk<V>(order, variable, number).back());
    out.push_back(tape.adjoint(variable));
  }
  return out;
}

}  // namespace slope::witness
