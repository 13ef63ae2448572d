// SPDX-License-Identifier: MIT
#include "slope/dual/dual.hpp"
#include "modes.hpp"

namespace slope::differential {

using First = Dual<double, 1>;
using Second = Dual<First, variables>;
SLOPE_RULE_TABLE(Second)

namespace {

struct Shake {
  Random& random;
  void operator()(const Program::Step& step, const Program::Step& user, Second& v) const {
    if (has_error(step, user)) v.value.value *= shaken(random);
    if (step.depends == 0) return;
    v.value.slope[0] *= shaken(random);
    for (First& s : v.slope) {
      s.value *= shaken(random);
      s.slope[0] *= shaken(random);
    }
  }
  // The terms of the chain rule by several arguments round before they are added: so they are added again, with other
  // signs and as little weight as an error has.
  void result(const Program::Step& step, std::vector<Second>& x, unsigned constants, Second& v) const {
    for (std::size_t k = 1; k < step.count; ++k) {
      const Second kept = x[k];
      x[k].value.slope[0] = -kept.value.slope[0];
      for (First& s : x[k].slope) s = First(-s.value, {s.slope[0]});
      const Second other = rule<Second>(step.op)(x, constants);
      x[k] = kept;
      const auto add = [&](double& to, double term) { to += (shaken(random) - 1) * term; };
      add(v.value.slope[0], other.value.slope[0]);
      for (std::size_t i = 0; i < variables; ++i) {
        add(v.slope[i].value, other.slope[i].value);
        add(v.slope[i].slope[0], other.slope[i].slope[0]);
      }
    }
  }
};

}  // namespace

Derivatives by_dual_of_dual(const Program& f, const Point& at, Random* random) {
  std::array<Second, variables> x;
  for (std::size_t i = 0; i < variables; ++i)
    x[i] = Second::variable(i == 0 ? First::variable(at[i]) : First(at[i]), i);
  const Second y = random ? run(f, x, Shake{*random}).back() : run(f, x).back();
  return {y.slope[0].value, y.slope[1].value, y.slope[2].value, y.slope[0].slope[0]};
}

}  // namespace slope::differential
