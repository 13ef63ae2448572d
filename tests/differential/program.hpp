// SPDX-License-Identifier: MIT
// An expression as a list of steps, and its evaluation in any scalar.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "rule_table.hpp"
#include "slope/expr/expr.hpp"

namespace slope::differential {

/// The names of the variables; an expression uses some of them.
inline const std::vector<std::string> variable_names = {"x", "y", "z"};
inline constexpr std::size_t variables = 3;

/// The nodes of an expression, each after those that it uses.
struct Program {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct Step {
    Op op;
    std::size_t variable = none, number = none;  // which, if it is one
    double constant = 0;                         // the number, rounded
    std::size_t first = 0, count = 0;            // its arguments in `args`
    unsigned depends = 0;                        // bit i: on variable i
    bool selects = false;  // its value is one of its operands (but for a sign) or a whole number
    bool rounds = true;    // its value in double need not be exact
  };
  explicit Program(const Expr& f);

  std::vector<Step> steps;
  std::vector<std::size_t> args;
  std::vector<Rational> numbers;
};

/// What `run` does with an operand before an operation uses it: nothing.
struct AsIs {
  template <class S> void operator()(const Program::Step&, const Program::Step&, S&) const {}
};

/// The values of all steps at a point, in the scalar S. Each operand is handed to
/// `use(step, user, value)` first, and each result to `use.result` if there is one. With `base`,
/// only what depends on the variables in `moved` is computed; the rest is taken from there.
template <class S, class Use = AsIs> std::vector<S> run(const Program& p, const std::array<S, variables>& at,
                                                        Use&& use = {}, const std::vector<S>* base = nullptr,
                                                        unsigned moved = 0) {
  std::vector<S> value(p.steps.size()), x;
  for (std::size_t i = 0; i < p.steps.size(); ++i) {
    const Program::Step& step = p.steps[i];
    if (base && (step.depends & moved) == 0) {
      value[i] = (*base)[i];
    } else if (step.variable != Program::none) {
      value[i] = at[step.variable];
    } else if (step.number != Program::none) {
      if constexpr (Real<S>) value[i] = p.numbers[step.number].template as<S>();
      else value[i] = S(step.constant);
    } else {
      x.clear();
      unsigned constants = 0;
      for (std::size_t k = 0; k < step.count; ++k) {
        const std::size_t arg = p.args[step.first + k];
        x.push_back(value[arg]);
        use(p.steps[arg], step, x.back());
        if (p.steps[arg].number != Program::none) constants |= 1u << k;
      }
      value[i] = rule<S>(step.op)(x, constants);
      if constexpr (requires { use.result(step, x, constants, value[i]); })
        use.result(step, x, constants, value[i]);
    }
  }
  use(p.steps.back(), Program::Step{Op::none}, value.back());
  return value;
}

}  // namespace slope::differential
