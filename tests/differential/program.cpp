// SPDX-License-Identifier: MIT
#include "program.hpp"

#include <algorithm>

#include "slope/expr/postorder.hpp"

namespace slope::differential {

namespace {

bool is_one_of(Op op, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, function_of(op).name) != names.end();
}

bool is_whole(Op op) {
  return is_one_of(
      op, {"floor", "ceil", "sign", "less", "less_equal", "greater", "greater_equal", "equal", "not_equal"});
}

// Exact in double: a multiple of 2^−20 below 2^32.
bool fits(const Rational& n) {
  return (n * Rational(1 << 20)).is_integer() && n.abs() < Rational(std::int64_t{1} << 32);
}

}  // namespace

Program::Program(const Expr& f) {
  const Postorder order(f.node());
  std::vector<std::size_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    if (n.op() == Op::none || n.op() == Op::pair) continue;
    place[i] = steps.size();
    Step step{n.op()};
    if (n.is_number()) {
      step.number = numbers.size();
      numbers.push_back(n.value());
      step.constant = numbers.back().as<double>();
      step.rounds = !fits(numbers.back());
    } else if (n.is_symbol()) {
      step.variable =
          static_cast<std::size_t>(std::ranges::find(variable_names, n.name()) - variable_names.begin());
      step.depends = 1u << step.variable;
      step.rounds = false;
    } else {
      step.first = args.size();
      n.each_arg([&](NodeRef arg) { args.push_back(place[order.slot(arg)]); });
      step.count = args.size() - step.first;
      for (std::size_t k = step.first; k < args.size(); ++k) step.depends |= steps[args[k]].depends;
      step.selects =
          is_whole(n.op()) || is_one_of(n.op(), {"abs", "max", "min", "clamp", "where", "relu", "negate"});
      if (step.selects) step.rounds = false;
      if (step.selects && !is_whole(n.op()))
        for (std::size_t k = step.first; k < args.size(); ++k) step.rounds |= steps[args[k]].rounds;
    }
    steps.push_back(step);
  }
}

}  // namespace slope::differential
