// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>

#include "slope/core/error.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/print.hpp"
#include "slope/expr/simplify.hpp"

namespace slope {
namespace {

TEST(Expand, MultipliesOut) {
  for (const auto& [from, to] : {
           std::pair{"(x + 1)^3", "x^3 + 3*x^2 + 3*x + 1"},
           std::pair{"(x + y)*(x - y)", "x^2 - y^2"},
           std::pair{"(x + 1)/y", "x/y + 1/y"},
           std::pair{"1/(x + 1)^2", "1/(x^2 + 2*x + 1)"},
           std::pair{"(x + 1)^(-1)", "1/(x + 1)"},
           std::pair{"sin((x + 1)^2)*2", "2*sin(x^2 + 2*x + 1)"},
           std::pair{"(x - 1)*(x^2 + x + 1) - x^3", "-1"},
           std::pair{"(x + 1)^2 - x^2 - 2*x - 1", "0"},
           std::pair{"(a + b + c)^2", "a^2 + 2*a*b + 2*a*c + b^2 + 2*b*c + c^2"},
           std::pair{"(x/2 - 1/3)^2", "x^2/4 - x/3 + 1/9"},
           std::pair{"(1 - x)^2", "x^2 - 2*x + 1"},
           std::pair{"x^(1/2)*(x + 1)", "x*x^(1/2) + x^(1/2)"},
       })
    EXPECT_EQ(print(expand(parse(from))), to) << from;
}

TEST(Expand, HasTheTermsOfTheMultinomialTheorem) {
  const Expr e = expand(parse("(x + y + z + 1)^20"));
  const std::string text = print(e);
  EXPECT_EQ(std::count(text.begin(), text.end(), '+') + 1, 1771);  // C(23, 3)
  EXPECT_EQ(evaluate(e, {{"x", 1.0}, {"y", 1.0}, {"z", 1.0}}), 0x1p40);
  EXPECT_NE(text.find("11732745024*x^5*y^5*z^5 "), std::string::npos);  // 20!/(5!)^4
}

TEST(Expand, NamesItsLimits) {
  EXPECT_THROW(expand(parse("(x + y + z + 1)^1000")), LimitError);
  EXPECT_THROW(expand(parse("((x + 1)^1000000)*((y + 1)^1000000)")), LimitError);
  EXPECT_THROW(expand(parse("x^2147483647*x")), LimitError);
}

TEST(Expand, AddsUpLongSumsInOnePass) {
  const Expr x = symbol("x");
  Expr sum = 0;
  for (int i = 0; i < 200'000; ++i) sum += Expr(i) * x + 1;
  EXPECT_EQ(print(expand(sum)), "19999900000*x + 200000");
}

}  // namespace
}  // namespace slope
