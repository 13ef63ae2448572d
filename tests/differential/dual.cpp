// SPDX-License-Identifier: MIT
#include "slope/dual/dual.hpp"

#include "modes.hpp"

namespace slope::differential {

using D = Dual<double, variables>;
SLOPE_RULE_TABLE(D)

Derivatives by_dual(const Program& f, const Point& at) {
  std::array<D, variables> x;
  for (std::size_t i = 0; i < variables; ++i) x[i] = D::variable(at[i], i);
  const D y = run(f, x).back();
  return {y.slope[0], y.slope[1], y.slope[2], not_computed};
}

}  // namespace slope::differential
