// SPDX-License-Identifier: MIT
// What holds of every simplification, on random expressions of the whole catalog.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "../expr/random_expression.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/expr/print.hpp"
#include "slope/expr/simplify.hpp"

namespace slope {
namespace {

constexpr int rounds = 20'000;

// Nodes of the printed tree without its numbers, counted here independently.
double printed_nodes(const Expr& e) {
  std::map<NodeId, double> count;
  for (const NodeRef n : Postorder(e.node())) {
    double size = n.is_number() || n.op() == Op::pair ? 0 : 1;
    if (n.op() == Op::pair) size = count[n.a().id] + count[n.b().id];
    else if (n.is_function() && n.a()) size += count[n.a().id] + (n.b() ? count[n.b().id] : 0);
    count[n.id] = size;
  }
  return count[e.node().id];
}

TEST(SimplifyProperties, NeverGrowsAndSettles) {
  testing::RandomExpression draw(11);
  int settled = 0;
  for (int i = 0; i < rounds; ++i) {
    const Expr f = draw(static_cast<int>(draw.below(12)) + 1);
    const Expr once = simplify(f);
    ASSERT_LE(printed_nodes(once), printed_nodes(f)) << print(f) << "  ->  " << print(once);
    const Expr twice = simplify(once);
    ASSERT_LE(printed_nodes(twice), printed_nodes(once));
    settled += twice == once;
  }
  EXPECT_GE(settled, rounds * 99 / 100);
}

// In double, the simplified form is as good as the given one: where both are finite they agree to the digits that
// the given one has, taking its own error from long double.
TEST(SimplifyProperties, LosesNoStability) {
  testing::RandomExpression draw(12);
  int worse = 0, compared = 0;
  for (int i = 0; i < rounds; ++i) {
    const Expr f = draw(static_cast<int>(draw.below(8)) + 1), s = simplify(f);
    if (s == f) continue;
    for (const double x : {-37.5, -1.25, 0.0078125, 0.75, 3.5, 41.0}) {
      const Point<double> at{{"x", x}, {"y", 1.5}, {"w1", -0.625}, {"rate", 2.25}};
      const Point<long double> precise(at.begin(), at.end());
      const long double truth = evaluate<long double>(f, precise), again = evaluate<long double>(s, precise);
      const long double scale = std::abs(truth);
      if (!std::isfinite(truth) || !std::isfinite(again) || scale < 1e-290L ||
          std::abs(truth - again) > 1e-17L * scale)
        continue;
      const long double before = std::abs(evaluate<double>(f, at) - truth) / scale,
                        after = std::abs(evaluate<double>(s, at) - truth) / scale;
      if (!std::isfinite(before)) continue;
      ++compared;
      worse += !(after <= 8 * before + 16 * 0x1p-53L);
    }
  }
  EXPECT_GT(compared, rounds / 2);
  EXPECT_LE(worse, compared / 1000);
}

}  // namespace
}  // namespace slope
