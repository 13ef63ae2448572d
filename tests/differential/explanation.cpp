// SPDX-License-Identifier: MIT
#include "explanation.hpp"

#include <algorithm>

namespace slope::differential {

namespace {

bool is_one_of(Op op, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, function_of(op).name) != names.end();
}

bool is_comparison(Op op) {
  return op >= Op::add &&
         is_one_of(op, {"less", "less_equal", "greater", "greater_equal", "equal", "not_equal"});
}

// A step decides at its very switch, where the slope is a convention: |u| at u = 0 and the like, and 0⁰. What is made of
// it may be smooth all the same, as |u|² is, or where(u, u, 0), or √(u²) in an even function.
bool is_on_a_switch(const Program& f, const std::vector<Big>& truth) {
  return std::ranges::any_of(f.steps, [&](const Program::Step& step) {
    if (step.op < Op::add || step.count == 0) return false;
    const auto arg = [&](std::size_t k) { return f.args[step.first + k]; };
    const auto tie = [&](std::size_t a, std::size_t b) {
      return arg(a) != arg(b) && truth[arg(a)] == truth[arg(b)];
    };
    const Big& x = truth[arg(0)];
    if (is_one_of(step.op, {"floor", "ceil"})) return x == floor(x);
    if (is_one_of(step.op, {"abs", "sign", "relu", "leaky_relu", "elu", "selu"})) return x == 0;
    if (is_one_of(step.op, {"hypot", "atan2", "pow"})) return x == 0 && truth[arg(1)] == 0;
    if (is_one_of(step.op, {"sqrt"})) return x == 0 && f.steps[arg(0)].depends != 0;
    if (is_one_of(step.op, {"clamp"})) return tie(0, 1) || tie(0, 2) || tie(1, 2);
    if (is_one_of(step.op, {"where"}))
      return x == 0 && f.steps[arg(0)].depends != 0 && !is_comparison(f.steps[arg(0)].op);
    if (is_comparison(step.op) && (isnan(x) || isnan(truth[arg(1)]))) return true;  // may be taken for either
    return (is_comparison(step.op) || is_one_of(step.op, {"max", "min"})) && tie(0, 1);
  });
}

// 0^u: its slope by the exponent, y·log(0), is 0 to numbers and NaN to an expression.
bool has_power_of_zero(const Program& f, const std::vector<Big>& truth) {
  return std::ranges::any_of(f.steps, [&](const Program::Step& step) {
    return step.op == Op::pow && truth[f.args[step.first]] == 0;
  });
}

// (−a)^u is real at single u only, so that its derivatives are NaN. A mode that knows that they do not matter does not ask.
bool has_isolated_power(const Program& f, const std::vector<Big>& truth) {
  return std::ranges::any_of(f.steps, [&](const Program::Step& step) {
    return step.op == Op::pow && truth[f.args[step.first]] < 0 &&
           f.steps[f.args[step.first + 1]].depends != 0;
  });
}

}  // namespace

const char* trouble_on_the_way(const Program& f, const std::vector<double>& found,
                               const std::vector<Big>& truth) {
  const auto greater = [&](std::size_t a, std::size_t b) {
    return found[a] > found[b] ? 1 : found[a] < found[b] ? -1 : 0;
  };
  const auto truly = [&](std::size_t a, std::size_t b) {
    return truth[a] > truth[b] ? 1 : truth[a] < truth[b] ? -1 : 0;
  };
  for (std::size_t i = 0; i < f.steps.size(); ++i) {
    if (isnan(truth[i]) && std::isnan(found[i])) continue;
    const Big size = abs(truth[i]);
    if (size > Big(1e100) || (size != 0 && size < Big(1e-100))) return "beyond 1e±100 on the way";
    if (!(abs(Big(found[i]) - truth[i]) <= 1e-6 * size)) return "digits or a branch lost on the way";
    const Program::Step& step = f.steps[i];
    if (step.count > 0 && is_one_of(step.op, {"gamma", "lgamma", "digamma", "polygamma"}) &&
        found[f.args[step.first + step.count - 1]] < -1e12)
      return "gamma where poles are as dense as doubles";
    for (std::size_t a = 1; a < step.count; ++a)
      for (std::size_t b = 0; b < a; ++b) {
        const std::size_t p = f.args[step.first + a], q = f.args[step.first + b];
        if (step.selects && greater(p, q) != truly(p, q)) return "digits or a branch lost on the way";
      }
  }
  return nullptr;
}

const char* explanation(const Program& f, const Reference& reference, bool is_expression, bool by_paths,
                        bool is_finite) {
  const std::vector<Big>& truth = reference.values();
  if (is_on_a_switch(f, truth)) return "a convention at a switch";
  if (is_finite) return nullptr;
  if (has_isolated_power(f, truth)) return "(-a)^u, real at single points";
  if (is_expression && has_power_of_zero(f, truth)) return "0^u as an expression";
  // Forward, the argument's derivative is known to be 0 before the slope is used; in reverse, and in expressions, it is
  // a sum over paths, of infinities.
  if (by_paths && reference.has_infinite_slope()) return "0 times an infinite slope";
  return nullptr;
}

}  // namespace slope::differential
