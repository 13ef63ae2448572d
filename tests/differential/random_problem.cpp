// SPDX-License-Identifier: MIT
#include "random_problem.hpp"

#include <algorithm>

namespace slope::differential {

namespace {

constexpr std::size_t arithmetic = 6;  // the first operations of the catalog: the operators and pow

Op draw_from(std::size_t i) { return static_cast<Op>(static_cast<std::size_t>(Op::add) + i); }

}  // namespace

// SplitMix64 (Steele, Lea and Flood, 2014).
std::size_t RandomProblem::below(std::size_t n) {
  std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return static_cast<std::size_t>((z ^ (z >> 31)) % n);
}

double RandomProblem::coordinate() {
  const double fraction = static_cast<double>(below(std::size_t{1} << 53)) * 0x1p-53,
               sign = below(2) == 0 ? 1 : -1;
  switch (below(8)) {
    case 0: return sign * static_cast<double>(below(9));
    case 1: return sign * (static_cast<double>(below(9)) + 0.5);
    case 2: return sign * std::ldexp(1 + fraction, -5 - static_cast<int>(below(36)));
    case 3: return sign * std::ldexp(1 + fraction, 5 + static_cast<int>(below(36)));
    default: return sign * 4 * fraction;
  }
}

Expr RandomProblem::number() {
  static constexpr std::int64_t denominators[] = {1, 1, 2, 3, 10, 7919};
  return Rational(static_cast<std::int64_t>(below(19)) - 9, denominators[below(std::size(denominators))]);
}

RandomProblem::Drawn RandomProblem::leaf() {
  if (below(4) != 0) {
    const std::size_t i = below(variables);
    return {symbol(variable_names[i]), at_[i]};
  }
  const Expr n = number();
  return {n, n.node().value().as<double>()};
}

// Not to be left: sizes whose products and quotients stay within the range of doubles, one in 32 of all cases apart.
bool RandomProblem::is_acceptable(double value) {
  const double size = std::abs(value);
  return size == 0 || (size > 1e-30 && size < 1e30) || below(32) == 0;
}

RandomProblem::Drawn RandomProblem::operation(Op op) {
  const Function& function = function_of(op);
  const std::size_t count =
      function.arity == Function::any_number ? 1 + below(4) : static_cast<std::size_t>(function.arity);
  for (int tries = 0; tries < 12; ++tries) {
    std::vector<NodeRef> args;
    std::vector<double> x;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t recent = std::min<std::size_t>(pool_.size(), 4);
      Drawn arg = below(4) == 0 ? pool_[below(pool_.size())] : pool_[pool_.size() - 1 - below(recent)];
      if (function.name == "polygamma" && i == 0) {
        const auto order = static_cast<int>(below(5));
        arg = {order, static_cast<double>(order)};
      } else if (below(8) == 0) {
        const Expr n = number();
        arg = {n, n.node().value().as<double>()};
      }
      args.push_back(arg.f.node());
      x.push_back(arg.value);
      pool_.push_back(std::move(arg));  // so that the node is held
    }
    const double value = function.evaluator<double>()(x);
    pool_.resize(pool_.size() - count, pool_[0]);
    if (!is_acceptable(value)) continue;
    const Graph::Session session;
    return {Expr(NodeRef::apply(op, args)), value};
  }
  return leaf();
}

RandomProblem::RandomProblem(std::uint64_t seed, std::uint64_t index)
    : state_(seed * 0xd1342543de82ef95 + index * 0x2545f4914f6cdd1d) {
  for (double& x : at_) x = coordinate();
  const std::size_t functions = Op::add < Op::first_function ? all_functions().size() : 0;
  for (int i = 0; i < 3; ++i) pool_.push_back(leaf());
  const std::size_t operations = 1 + below(1 + below(24));
  for (std::size_t i = 0; i < operations; ++i)
    pool_.push_back(operation(draw_from(below(3) == 0 ? below(arithmetic) : below(functions))));
  f_ = pool_.back().f;
}

}  // namespace slope::differential
