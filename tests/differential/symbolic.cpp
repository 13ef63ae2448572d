// SPDX-License-Identifier: MIT
#include <set>

#include "modes.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/lower.hpp"

namespace slope::differential {

SLOPE_RULE_TABLE(double)

bool has_error(const Program::Step& operand, const Program::Step& user) {
  static const std::set<std::string_view> slopes_are_sums = {
      "gelu", "swish", "mish", "gamma", "lgamma", "digamma", "polygamma", "logaddexp", "logsumexp"};
  if (user.selects) return false;
  if (operand.rounds || user.op < Op::add) return operand.rounds;
  return operand.number == Program::none && slopes_are_sums.contains(function_of(user.op).name);
}

namespace {

struct Shake {
  Random& random;
  void operator()(const Program::Step& step, const Program::Step& user, double& v) const {
    if (has_error(step, user)) v *= shaken(random);
  }
};

}  // namespace

Symbolic::Symbolic(const Expr& f, bool simplified) {
  std::vector<Expr> x, d;
  for (const std::string& name : variable_names) x.push_back(symbol(name));
  if (simplified) {
    for (const Expr& by : x) d.push_back(diff(f, by));
    d.push_back(diff(f, x[0], 2));
  } else {
    d = gradient(f, x);
    d.push_back(raw_diff(d[0], x[0]));
  }
  for (const Expr& e : d) derivatives_.emplace_back(lower(e));
}

Derivatives Symbolic::at(const Point& point, Random* random) const {
  Derivatives out;
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = random ? run(derivatives_[i], point, Shake{*random}).back() : run(derivatives_[i], point).back();
  return out;
}

std::vector<double> values(const Program& f, const Point& at) { return run(f, at); }

}  // namespace slope::differential
