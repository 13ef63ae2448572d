// SPDX-License-Identifier: MIT
#include "modes.hpp"
#include "slope/taylor/series.hpp"
#include "walk.hpp"

namespace slope::witness {

std::vector<double> slopes_by_series(const Expr& f, std::span<const double> x) {
  using S = Series<double>;
  const Postorder order(f.node());
  std::vector<double> out;
  for (const double at : x) {
    const auto number = [](const Rational& q) { return S(q.as<double>()); };
    out.push_back(walk<S>(order, S::variable(at, 1), number).back().derivative(1));
  }
  return out;
}

}  // namespace slope::witness
