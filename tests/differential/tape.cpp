// SPDX-License-Identifier: MIT
#include "slope/tape/tape.hpp"

#include "modes.hpp"

namespace slope::differential {

using V = Var<double>;
SLOPE_RULE_TABLE(V)

Derivatives by_tape(const Program& f, const Point& at) {
  static thread_local Tape<double> tape;
  tape.clear();
  std::array<V, variables> x;
  for (std::size_t i = 0; i < variables; ++i) x[i] = tape.variable(at[i]);
  tape.reverse(run(f, x).back());
  return {tape.adjoint(x[0]), tape.adjoint(x[1]), tape.adjoint(x[2]), not_computed};
}

}  // namespace slope::differential
