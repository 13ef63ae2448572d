// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "../expr/random_expression.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/parse.hpp"
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

TEST(PrintText, ComparisonsAreInfixAndConstantsHaveNoBrackets) {
  EXPECT_EQ(print(where(less_equal(x, y + 1), pi<Expr>(), not_equal(x, 0))), "where(x <= y + 1, pi, x != 0)");
  EXPECT_EQ(print(less(x, less(y, z)) * 2), "(x < (y < z))*2");
  EXPECT_EQ(print(e<Expr>() * -less(x, y)), "e*(-(x < y))");
}

TEST(PrintText, ReadsBackToTheSameNode) {
  testing::RandomExpression random(1);
  for (int i = 0; i < 100'000; ++i) {
    const Expr f = random(1 + i % 24);
    const std::string text = print(f);
    ASSERT_EQ(parse(text), f) << text << "\n" << print(parse(text));
  }
}

// A pair of brackets is needed if the text without it is another expression, or none.
TEST(PrintText, EveryBracketAroundAnOperationIsNeeded) {
  testing::RandomExpression random(2);
  std::size_t pairs = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Expr f = random(1 + i % 12);
    const std::string text = print(f);
    for (std::size_t open = 0; open < text.size(); ++open) {
      if (text[open] != '(' || (open > 0 && (std::isalnum(text[open - 1]) || text[open - 1] == '_')))
        continue;
      std::size_t close = open, depth = 0;
      do {
        depth += text[close] == '(';
        depth -= text[close] == ')';
      } while (depth > 0 && ++close < text.size());
      if (text[open + 1] == '-') continue;  // two signs never meet
      ++pairs;
      std::string bare = text;
      bare.erase(close, 1).erase(open, 1);
      try {
        ASSERT_FALSE(parse(bare) == f) << text << "\n" << bare;
      } catch (const ParseError&) {
      }
    }
  }
  EXPECT_GT(pairs, 5'000u);
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
