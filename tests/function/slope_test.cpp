// SPDX-License-Identifier: MIT
// The slope of every rule against difference quotients of its value at 100 digits, on both sides of every
// kink.
#include <gtest/gtest.h>

#include <algorithm>

#include "reference.hpp"
#include "slope/expr/evaluate_any.hpp"

namespace slope::reference {
namespace {

using Point100 = std::vector<Big>;

// What the test needs of one rule, in 100 digits.
struct Rule {
  Big (*value)(std::span<const Big>);
  std::vector<Big> (*slopes)(std::span<const Big>);
};

template <class F> std::vector<Big> slopes_of(std::span<const Big> x) {
  constexpr int n = detail::arity_of<F>();
  const Big y = detail::evaluate_rule<F, Big>(x);
  std::vector<Big> out(x.size());
  if constexpr (n == 1) out[0] = F::slope(x[0], y);
  else if constexpr (n == 2) std::ranges::copy(F::slope(x[0], x[1], y), out.begin());
  else if constexpr (n == 3) std::ranges::copy(F::slope(x[0], x[1], x[2], y), out.begin());
  else if constexpr (n == Function::any_number)
    for (std::size_t i = 0; i < x.size(); ++i) out[i] = F::slope(x, y, i);
  return out;
}

template <class... F> std::vector<Rule> table(RuleList<F...>) {
  return {{&detail::evaluate_rule<F, Big>, &slopes_of<F>}...};
}

const Rule& rule_of(Op op) {
  static const std::vector<Rule> rules = table(Catalog());
  return rules.at(static_cast<std::size_t>(op) - static_cast<std::size_t>(Op::add));
}

// (f(x + h) − f(x))/h in argument i, extrapolated to h = 0 from h, h/2 and h/4.
Big quotient(const Rule& f, const Point100& x, std::size_t i, Big h) {
  const Big y = f.value(x);
  const auto difference = [&](const Big& step) {
    Point100 moved = x;
    moved[i] += step;
    return Big((f.value(moved) - y) / step);
  };
  const Big a = difference(h), b = difference(h / 2), c = difference(h / 4);
  return (a - 6 * b + 8 * c) / 3;
}

const Big step("1e-32"), tolerance("1e-38");

bool near(const Big& a, const Big& b) { return abs(a - b) <= tolerance * (1 + abs(a) + abs(b)); }

bool jumps(const Big& quotient) { return !(abs(quotient) < 1e20); }

// Of the slopes to the left and to the right, and all between them, the one nearest 0; a jump counts as flat.
Big least(const Big& left, const Big& right) {
  if (jumps(left) || jumps(right) || left * right <= 0) return 0;
  return abs(left) < abs(right) ? left : right;
}

bool is_kink(const Function& f, double x) {
  for (const double k : f.kinks)
    if (x == k || (f.kinks_every > 0 && std::remainder(x - k, f.kinks_every) == 0)) return true;
  return false;
}

bool inside(const Domain& d, double x) {
  const bool pole = (d.poles == Poles::zero || d.poles == Poles::multiples_of_pi) ? x == 0
                    : d.poles == Poles::nonpositive_integers ? x <= 0 && x == std::floor(x)
                                                             : false;
  if (pole) return false;
  return d.outside ? x < d.low || x > d.high : d.low < x && x < d.high;
}

bool ordinary(const Row& row, std::size_t i) {
  const Function& f = row.function();
  const double x = row.args[i];
  return isfinite(row.value) && std::abs(x) < 1000 && (x == 0 || std::abs(x) > 1e-9) &&
         inside(f.domain[std::min(i, f.domain.size() - 1)], x);
}

TEST(Slope, IsTheLimitOfDifferenceQuotients) {
  for (const Row& row : rows()) {
    const Function& f = row.function();
    const Rule& rule = rule_of(row.op);
    const Point100 x(row.args.begin(), row.args.end());
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (!ordinary(row, i) || (f.name == "polygamma" && i == 0)) continue;
      const Big slope = rule.slopes(x)[i];
      const Big right = quotient(rule, x, i, step), left = quotient(rule, x, i, -step);
      const auto context = [&] {
        return row.text() + " by argument " + std::to_string(i + 1) + ": slope " + slope.str(20) + ", left " +
               left.str(20) + ", right " + right.str(20);
      };
      if (x.size() == 1 && is_kink(f, row.args[0])) {
        EXPECT_TRUE(jumps(left) || !near(left, right)) << "no kink: " << context();
        EXPECT_TRUE(near(slope, least(left, right))) << "not of least norm: " << context();
      } else if (x.size() == 1) {
        EXPECT_TRUE(isinf(slope) ? jumps(left) || jumps(right) : near(slope, left) && near(slope, right))
            << context();
      } else if (!isfinite(slope)) {
        EXPECT_TRUE(jumps(left) || jumps(right) || !near(left, right)) << context();
      } else {
        EXPECT_TRUE(near(slope, left) || near(slope, right) || near(slope, least(left, right))) << context();
      }
    }
  }
}

// The derivative as an expression, evaluated in double, is the slope in numbers.
TEST(Slope, AsAnExpressionIsTheSame) {
  for (const Row& row : rows()) {
    std::vector<Expr> symbols;
    Point<double> at;
    for (std::size_t i = 0; i < row.args.size(); ++i) {
      symbols.push_back(symbol("x" + std::to_string(i)));
      at["x" + std::to_string(i)] = row.args[i];
    }
    std::vector<Expr> partial;
    {
      const Graph::Session session;
      std::vector<NodeRef> args, out(symbols.size());
      for (const Expr& s : symbols) args.push_back(s.node());
      if (!args.empty()) row.function().slope(args, NodeRef::apply(row.op, args), out);
      for (const NodeRef n : out) partial.emplace_back(n);
    }
    const Point100 x(row.args.begin(), row.args.end());
    for (std::size_t i = 0; i < partial.size(); ++i) {
      if (!ordinary(row, i) || (row.function().name == "polygamma" && i == 0)) continue;
      const Big slope = rule_of(row.op).slopes(x)[i];
      const Big computed = evaluate(partial[i], at);
      if (!(abs(slope) < 1e300)) continue;
      if (row.op == Op::pow && row.args[0] == 0)
        continue;  // an expression does not know that 0·log(0) is 0 there
      EXPECT_LE(Big(abs(computed - slope)), 1e-12 * (1 + abs(slope)))
          << row.text() << " by argument " << i + 1 << ": " << computed << ", should be " << slope;
    }
  }
}

}  // namespace
}  // namespace slope::reference
