// SPDX-License-Identifier: MIT
#include "slope/expr/expr.hpp"

#include <gtest/gtest.h>

#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/function/sigmoid.hpp"

namespace slope {
namespace {

TEST(Expr, EqualExpressionsAreOneNode) {
  const Expr x = symbol("x"), y = symbol("y");
  EXPECT_EQ(sigmoid(x * y + 1), sigmoid(symbol("x") * symbol("y") + 1));
  EXPECT_FALSE(x * y == y * x);
  EXPECT_EQ(Expr(0.1), Expr(Rational(1, 10)));
}

TEST(Expr, ComputesAndDifferentiates) {
  const Expr x = symbol("x");
  const Expr d = raw_diff(sigmoid(x), x);
  EXPECT_DOUBLE_EQ(evaluate(d, {{"x", 0.0}}), 0.25);
  EXPECT_DOUBLE_EQ(evaluate(raw_diff(pow(x, 3), x), {{"x", 2.0}}), 12);
  EXPECT_DOUBLE_EQ(evaluate(gradient(sigmoid(x) * x, {x})[0], {{"x", 0.0}}), 0.5);
}

TEST(Expr, SharedPowersStayShared) {
  const Expr x = symbol("x");
  Expr t = x;
  for (int i = 0; i < 60; ++i) t = t * t;
  EXPECT_EQ(evaluate(raw_diff(t, x), {{"x", 1.0}}), 0x1p60);
}

TEST(Expr, AMillionLevelsAreNoTrouble) {
  const Expr x = symbol("x");
  Expr t = x;
  for (int i = 0; i < 1'000'000; ++i) t = sigmoid(t);
  const Expr d = raw_diff(t, x);
  EXPECT_GT(d.node_count(), 1'000'000u);
  EXPECT_EQ(evaluate(d, {{"x", 1.0}}), 0);
}

}  // namespace
}  // namespace slope
