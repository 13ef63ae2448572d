// SPDX-License-Identifier: MIT
// What the rules claim of themselves, symmetry, trend and domain, against mpmath's values.
#include <gtest/gtest.h>

#include <map>

#include "reference.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/print.hpp"

namespace slope::reference {
namespace {

// Argument and value at the finite points of the table.
using Curve = std::map<double, Big>;

std::map<const Function*, Curve> graphs() {
  std::map<const Function*, Curve> list;
  for (const Row& row : rows())
    if (row.args.size() == 1 && std::isfinite(row.args[0])) list[&row.function()][row.args[0]] = row.value;
  return list;
}

bool contains(const Domain& d, double x) {
  const bool at_pole = d.poles == Poles::nonpositive_integers ? x <= 0 && x == std::floor(x)
                       : d.poles == Poles::zero || d.poles == Poles::multiples_of_pi ? x == 0
                                                                                     : false;
  if (at_pole) return false;
  if (x == d.low) return d.low_included;
  if (x == d.high) return d.high_included;
  return d.outside ? x < d.low || x > d.high : d.low < x && x < d.high;
}

bool same(const Big& a, const Big& b) {
  return (isnan(a) && isnan(b)) || a == b || abs(a - b) <= 1e-40 * (abs(a) + abs(b));
}

bool has(Symmetry symmetry, const Curve& f) {
  for (const auto& [x, y] : f) {
    const auto mirrored = f.find(-x);
    if (mirrored == f.end() || x == 0) continue;
    const Big& z = mirrored->second;
    if (isinf(y) && isinf(z)) continue;  // a pole or an overflow, whose sign is a convention
    if (symmetry == Symmetry::even && !same(z, y)) return false;
    if (symmetry == Symmetry::odd && !same(z, -y)) return false;
    if (symmetry == Symmetry::complement && !(abs(z - (1 - y)) <= 1e-40)) return false;
  }
  return true;
}

bool goes(Trend trend, const Function& f, const Curve& graph) {
  const Big* last = nullptr;
  for (const auto& [x, y] : graph) {
    if (!contains(f.domain[0], x) || isnan(y)) continue;
    if (last && (trend == Trend::rising ? y < *last : y > *last)) return false;
    last = &y;
  }
  return true;
}

TEST(Claims, OfSymmetryAreTrueAndComplete) {
  for (const auto& [f, graph] : graphs())
    for (const Symmetry s : {Symmetry::even, Symmetry::odd, Symmetry::complement})
      EXPECT_EQ(has(s, graph), f->symmetry == s) << f->name << ", symmetry " << static_cast<int>(s);
}

TEST(Claims, OfTrendAreTrueAndComplete) {
  for (const auto& [f, graph] : graphs()) {
    EXPECT_EQ(goes(Trend::rising, *f, graph), f->trend == Trend::rising) << f->name;
    EXPECT_EQ(goes(Trend::falling, *f, graph), f->trend == Trend::falling) << f->name;
  }
}

TEST(Claims, OfDomainAreTrue) {
  for (const auto& [f, graph] : graphs())
    for (const auto& [x, y] : graph) {
      if (contains(f->domain[0], x)) EXPECT_FALSE(isnan(y)) << f->name << " has no value at " << x;
      else EXPECT_FALSE(isfinite(y)) << f->name << " has a value at " << x;
    }
}

// A call of every function, printed and read back, is the same node.
TEST(Claims, OfTheNameReadBack) {
  for (const Row& row : rows()) {
    std::vector<Expr> held;
    Expr f;
    {
      const Graph::Session session;
      std::vector<NodeRef> args;
      for (std::size_t i = 0; i < row.args.size(); ++i) {
        held.push_back(symbol("x" + std::to_string(i)));
        args.push_back(held.back().node());
      }
      f = Expr(NodeRef::apply(row.op, args));
    }
    EXPECT_EQ(parse(print(f)), f) << print(f);
    EXPECT_EQ(parse(print(-f * f)), -f * f) << print(-f * f);
  }
}

// Mirrored arguments give mirrored values to the last bit.
TEST(Claims, OfSymmetryHoldInDouble) {
  for (const Row& row : rows()) {
    const Function& f = row.function();
    if (row.args.size() != 1 || !contains(f.domain[0], row.args[0]) || f.symmetry == Symmetry::none ||
        f.symmetry == Symmetry::complement)
      continue;
    const auto value = f.evaluator<double>();
    const double x = row.args[0], mirrored = -x, y = value({&x, 1}), z = value({&mirrored, 1});
    EXPECT_TRUE(z == (f.symmetry == Symmetry::even ? y : -y) || (y != y && z != z)) << row.text();
  }
}

}  // namespace
}  // namespace slope::reference
