// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "slope/core/error.hpp"
#include "slope/expr/print.hpp"
#include "slope/function/catalog.hpp"

namespace slope {
namespace {

const Expr x = symbol("x"), y = symbol("y"), z = symbol("z"), w = symbol("w"), b = symbol("b");

TEST(PrintText, ReadsAsPeopleWriteIt) {
  EXPECT_EQ(print(2 * x + 5), "2*x + 5");
  EXPECT_EQ(print(sigmoid(w * x + b) * (1 - sigmoid(w * x + b))), "sigmoid(w*x + b)*(1 - sigmoid(w*x + b))");
  EXPECT_EQ(print(pow(x, x) * (log(x) + 1)), "x^x*(log(x) + 1)");
  EXPECT_EQ(print(-x), "-x");
  EXPECT_EQ(print(1 / x), "1/x");
  EXPECT_EQ(print(1 / (2 * pow(x, Expr(Rational(1, 2))))), "1/(2*x^(1/2))");
  EXPECT_EQ(print((x + y) / z), "(x + y)/z");
  EXPECT_EQ(print(Rational(123, 7)), "123/7");
  EXPECT_EQ(print(0.1), "1/10");
}

TEST(PrintText, KeepsEveryBracketThatMatters) {
  EXPECT_EQ(print(x - (y - z)), "x - (y - z)");
  EXPECT_EQ(print(x - y - z), "x - y - z");
  EXPECT_EQ(print(x + (y + z)), "x + (y + z)");
  EXPECT_EQ(print(x / (y * z)), "x/(y*z)");
  EXPECT_EQ(print(x / y * z), "x/y*z");
  EXPECT_EQ(print(x * (y / z)), "x*(y/z)");
  EXPECT_EQ(print(pow(x, pow(y, z))), "x^y^z");
  EXPECT_EQ(print(pow(pow(x, y), z)), "(x^y)^z");
  EXPECT_EQ(print(-pow(x, 2)), "-x^2");
  EXPECT_EQ(print(pow(-x, 2)), "(-x)^2");
  EXPECT_EQ(print(-(x * y)), "-(x*y)");
  EXPECT_EQ(print(-x * y), "-x*y");
}

TEST(PrintText, BracketsSignsAndFractionsInTheirPlace) {
  const Expr q = Rational(-3, 4);
  EXPECT_EQ(print(q * x), "-3/4*x");
  EXPECT_EQ(print(x * q), "x*(-3/4)");
  EXPECT_EQ(print(x * -3), "x*(-3)");
  EXPECT_EQ(print(x + -3), "x + (-3)");
  EXPECT_EQ(print(x - -y * z), "x - (-y*z)");
  EXPECT_EQ(print(-3 + x), "-3 + x");
  EXPECT_EQ(print(pow(q, x)), "(-3/4)^x");
  EXPECT_EQ(print(pow(x, -2)), "x^(-2)");
  EXPECT_EQ(print(pow(Expr(2), Expr(Rational(1, 2)))), "2^(1/2)");
  EXPECT_EQ(print(x / Rational(3, 4)), "x/(3/4)");
}

TEST(PrintText, AMillionLevelsAndTermsAreNoTrouble) {
  Expr chain = x, sum = x;
  for (int i = 0; i < 1'000'000; ++i) chain = sigmoid(chain), sum = sum + y;
  EXPECT_EQ(print(chain).size(), 9'000'001u);
  EXPECT_EQ(print(sum).size(), 4'000'001u);
}

TEST(PrintText, RefusesTextThatSharingMakesHuge) {
  Expr t = x;
  for (int i = 0; i < 60; ++i) t = t * t;
  EXPECT_THROW(print(t), LimitError);
}

}  // namespace
}  // namespace slope
