// SPDX-License-Identifier: MIT
// A branch not taken never reaches a derivative, though its own slope be infinite or NaN.
#include <gtest/gtest.h>

#include <cmath>

#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/function/activation.hpp"

namespace slope {
namespace {

double forward(const Expr& f, double at) { return evaluate(raw_diff(f, symbol("x")), {{"x", at}}); }
double reverse(const Expr& f, double at) { return evaluate(gradient(f, {symbol("x")})[0], {{"x", at}}); }

void expect_slope(const Expr& f, double at, double slope) {
  EXPECT_EQ(forward(f, at), slope) << "forward at " << at;
  EXPECT_EQ(reverse(f, at), slope) << "in reverse at " << at;
}

TEST(Branch, TheOneNotTakenHasNoSlope) {
  const Expr x = symbol("x");
  const Expr f = where(greater(x, 0), sqrt(x), 0);
  expect_slope(f, -1, 0);
  expect_slope(f, 0, 0);
  expect_slope(f, 4, 0.25);
  expect_slope(where(less_equal(x, 0), 0, sqrt(x)), 0, 0);
  expect_slope(where(greater(x, 0), log(x), x), 0, 1);
}

TEST(Branch, NorBehindFurtherArithmetic) {
  const Expr x = symbol("x");
  const Expr root = sqrt(x), f = where(greater(x, 0), root * root * root, 0);
  expect_slope(f, 0, 0);
  expect_slope(-f, 0, 0);
  expect_slope(3 * exp(2 * f / 5), 0, 0);
  expect_slope(1 / (1 + f), 0, 0);
  expect_slope(where(greater(x, 0), where(greater(x, 1), log(x - 1), x), 0), -1, 0);
  expect_slope(where(greater(x, 0), where(greater(x, 1), log(x - 1), x), 0), 0.5, 1);
  expect_slope(relu(sqrt(x)) * 2, 4, 0.5);
}

TEST(Branch, ANormIsFlatAtZero) {
  const Expr x = symbol("x");
  expect_slope(hypot(x, 0), 0, 0);
  expect_slope(hypot(3 * x, 4 * x), 2, 5);
}

TEST(Branch, ExtremesOfManyArgumentsNest) {
  const Expr x = symbol("x"), y = symbol("y"), z = symbol("z");
  EXPECT_EQ(max(x, y, z), max(max(x, y), z));
  EXPECT_EQ(call("min", {x, y, z}), min(min(x, y), z));
  EXPECT_THROW(call("min", {x}), UsageError);
  EXPECT_EQ(evaluate(gradient(max(x, x, x), {x})[0], {{"x", 1.0}}), 1);
}

TEST(Branch, NumbersAreDecidedAtOnce) {
  const Expr x = symbol("x"), y = symbol("y");
  EXPECT_EQ(where(less(Expr(1), 2), x, y), x);
  EXPECT_EQ(where(equal(Expr(1), 2), x, y), y);
  EXPECT_EQ(where(x, y, y), y);
  EXPECT_EQ(max(Expr(2), Expr(0.1)), Expr(2));
  EXPECT_EQ(clamp(Expr(7), 0, 1), Expr(1));
}

TEST(Branch, ADeepNestIsNoTrouble) {
  const Expr x = symbol("x");
  Expr f = x;
  for (int i = 0; i < 20'000; ++i) f = where(greater(x, i), 2 * f, 0);
  EXPECT_EQ(forward(f, -1), 0);
  EXPECT_EQ(reverse(f, -1), 0);
}

}  // namespace
}  // namespace slope
