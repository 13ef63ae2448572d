// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "../expr/random_expression.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/print.hpp"

namespace slope {
namespace {

std::string drawn(std::string_view formula) { return "\n" + print(parse(formula), Format::unicode); }

TEST(PrintUnicode, StaysInOneLineWhereNothingIsTall) {
  EXPECT_EQ(drawn("sigmoid(w*x + b)*(1 - sigmoid(w*x + b))"), "\nσ(w·x + b)·(1 − σ(w·x + b))");
  EXPECT_EQ(drawn("-x^2 + 3*x^(-1) - 2^n*exp(-x)"), "\n−x² + 3·x⁻¹ − 2ⁿ·e⁻ˣ");
  EXPECT_EQ(drawn("(-x)^2*pi*sqrt(x)"), "\n(−x)²·π·√x");
  EXPECT_EQ(drawn("where(x <= 0, x != 1, x >= 2)"), "\nwhere(x ≤ 0, x ≠ 1, x ≥ 2)");
  EXPECT_EQ(drawn("x - (y - z)*(-2)"), "\nx − (y − z)·(−2)");
}

TEST(PrintUnicode, StacksFractionsAndRaisesPowers) {
  EXPECT_EQ(drawn("x + 1/(2*sqrt(x))"), R"(
     1
x + ────
    2·√x)");
  EXPECT_EQ(drawn("x/(1 + 1/x)"), R"(
  x
─────
    1
1 + ─
    x)");
  EXPECT_EQ(drawn("(x/y)/(1/z)"), R"(
 x
 ─
 y
───
 1
 ─
 z)");
  EXPECT_EQ(drawn("exp(-x^2/2)*x^(1/3)*(-3/4)"), R"(
 −x²
 ───
  2   1/3 ⎛ 3⎞
e   ·x   ·⎜−─⎟
          ⎝ 4⎠)");
}

TEST(PrintUnicode, DrawsTallBracketsAndRoots) {
  EXPECT_EQ(drawn("sigmoid(x/2)^2 - (1 + x/3)^n"), R"(
    2          n
 ⎛x⎞    ⎛    x⎞
σ⎜─⎟  − ⎜1 + ─⎟
 ⎝2⎠    ⎝    3⎠)");
  EXPECT_EQ(drawn("sqrt(x^2 + 1)*abs(1/x)"), R"(
┌────── │1│
√x² + 1·│─│
        │x│)");
  EXPECT_EQ(drawn("sqrt((x + 1)/y)^2"), R"(
        2
⎛┌─────⎞
⎜│x + 1⎟
⎜│─────⎟
⎝√  y  ⎠)");
}

TEST(PrintUnicode, WritesLargeOnesInOneLineThatReadsBack) {
  testing::RandomExpression random(3);
  for (int i = 0; i < 50; ++i) {
    Expr f = 0;
    for (int k = 0; k < 200; ++k) f = k % 3 == 0 ? f - random(20) : f + random(20);
    const std::string text = print(f, Format::unicode);
    ASSERT_EQ(text.find('\n'), std::string::npos);
    ASSERT_EQ(parse(text), f) << text;
  }
}

}  // namespace
}  // namespace slope
