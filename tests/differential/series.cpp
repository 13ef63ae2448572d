// SPDX-License-Identifier: MIT
#include "slope/taylor/series.hpp"

#include "modes.hpp"

namespace slope::differential {

using S = Series<double>;
SLOPE_RULE_TABLE(S)

Derivatives by_series(const Program& f, const Point& at) {
  Derivatives out{};
  for (std::size_t i = 0; i < variables; ++i) {
    if ((f.steps.back().depends >> i & 1) == 0) continue;
    std::array<S, variables> x{at[0], at[1], at[2]};
    x[i] = S::variable(at[i], i == 0 ? 2 : 1);
    const S y = run(f, x).back();
    out[i] = y.derivative(1);
    if (i == 0) out[second] = y.derivative(2);
  }
  return out;
}

}  // namespace slope::differential
