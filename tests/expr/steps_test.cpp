// SPDX-License-Identifier: MIT
#include "slope/expr/steps.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "slope/core/error.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/expr/parse.hpp"

namespace slope {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text)
    if (c == '\n') lines.emplace_back();
    else lines.back() += c;
  return lines;
}

TEST(Steps, DeriveTheSigmoidFromItsDefinition) {
  EXPECT_EQ(print_steps(derive(parse("1/(1+exp(-x))"), symbol("x"))),
            "Derivative by x of 1/(1 + exp(-x))\n"
            "1. reciprocal rule: diff(1/(1 + exp(-x)), x) = -diff(1 + exp(-x), x)/(1 + exp(-x))^2\n"
            "2. sum rule: diff(1 + exp(-x), x) = diff(exp(-x), x)\n"
            "3. chain rule with exp: diff(exp(-x), x) = exp(-x)*diff(-x, x)\n"
            "4. constant factor: diff(-x, x) = -1\n"
            "5. put together: diff(1/(1 + exp(-x)), x) = -(exp(-x)*(-1))/(1 + exp(-x))^2\n"
            "6. simplify, exponential quotient: exp(-x)/(exp(-x) + 1)^2 = sigmoid(x)*(1 - sigmoid(x))\n"
            "sigmoid(x)*(1 - sigmoid(x))");
}

TEST(Steps, NameEveryRule) {
  const auto rules = [](const char* formula) {
    std::vector<std::string> names;
    const auto derivations = derive(parse(formula), symbol("x"));
    for (const Step& s : derivations[0].steps) names.push_back(s.rule);
    return names;
  };
  EXPECT_THAT(rules("x*sin(x)"), Contains("product rule"));
  EXPECT_THAT(rules("sin(x)/x"), Contains("quotient rule"));
  EXPECT_THAT(rules("a/x^2"), Contains("reciprocal rule"));
  EXPECT_THAT(rules("x^5"), Contains("power rule"));
  EXPECT_THAT(rules("(2*x + 1)^5"), Contains("power rule and chain rule"));
  EXPECT_THAT(rules("x^x"), Contains("power with a variable exponent"));
  EXPECT_THAT(rules("sin(x) - cos(x)"), Contains("difference rule"));
  EXPECT_THAT(rules("3*sin(x)"), Contains("constant factor"));
  EXPECT_THAT(rules("atan(x)"), Contains("derivative of atan"));
  EXPECT_THAT(rules("atan(2*x)"), Contains("chain rule with atan"));
}

// Both sides of each line are formulas, in which the parser carries out diff(…); they must agree.
TEST(Steps, EveryLineIsTrueAndTheLastIsTheDerivative) {
  for (const char* formula :
       {"1/(1+exp(-x))", "x^2*sin(3*x) - 4*x/7", "log(x^2 + y)*sqrt(x)", "x^x", "where(x > 1, x^2, x)/x",
        "-t*log(sigmoid(x*y)) - (1-t)*log(1-sigmoid(x*y))", "logsumexp(x, y, 2*x)", "exp(x)/(exp(x)+exp(y))",
        "3*(-2+x^2)*cos(x)+x*(-6+x^2)*sin(x)", "tanh(x)^3", "x + x + x*y + x", "7", "y"}) {
    const Expr f = parse(formula), x = symbol("x");
    const auto text = lines_of(print_steps(derive(f, x)));
    EXPECT_EQ(text.back(), print(diff(f, x)));
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
      EXPECT_EQ(text[i].substr(0, text[i].find('.')), std::to_string(i));
      const std::string equation = text[i].substr(text[i].find(": ") + 2);
      const std::size_t middle = equation.find(" = ");
      ASSERT_NE(middle, std::string::npos) << equation;
      const Expr left = parse(equation.substr(0, middle)), right = parse(equation.substr(middle + 3));
      for (const double at : {0.7, 1.9}) {
        const Point<double> point{{"x", at}, {"y", 1.3}, {"t", 0.4}};
        const double l = evaluate(left, point), r = evaluate(right, point);
        EXPECT_NEAR(l, r, 1e-12 * std::max(1.0, std::abs(l))) << text[i];
      }
    }
  }
}

TEST(Steps, OfHigherOrdersFollowOneAnother) {
  const Expr f = parse("sigmoid(x)"), x = symbol("x");
  const auto orders = derive(f, x, 4);
  ASSERT_EQ(orders.size(), 4u);
  for (std::size_t n = 0; n < 4; ++n) {
    EXPECT_EQ(orders[n].result, diff(f, x, static_cast<std::int64_t>(n) + 1));
    EXPECT_EQ(orders[n].function, n == 0 ? f : orders[n - 1].result);
  }
  EXPECT_EQ(derive(parse("x^3"), x, 100'000'000).size(), 4u);  // ends at 0
}

TEST(Steps, AreWrittenInThreeFormats) {
  const auto derivation = derive(parse("x^2"), symbol("x"));
  EXPECT_THAT(print_steps(derivation, Format::unicode), HasSubstr("d/dx (x²) = 2·x"));
  EXPECT_THAT(print_steps(derivation, Format::latex),
              HasSubstr("\\item power rule: $\\frac{d}{dx}\\left(x^{2}\\right) = 2 x$"));
  EXPECT_THAT(print_steps(derivation, Format::latex), HasSubstr("\\end{enumerate}\n\\[2 x\\]"));
  EXPECT_THROW(print_steps(derivation, Format::json), UsageError);
}

TEST(Steps, StayLinearOnSharedSums) {
  Expr t = symbol("x");
  for (int i = 0; i < 60; ++i) t = t + t;
  EXPECT_EQ(derive(t, symbol("x"))[0].result, Expr(std::int64_t{1} << 60));
  Expr chain = symbol("x");
  for (int i = 0; i < 20'000; ++i) chain = call("sin", {chain});
  EXPECT_THROW(derive(chain, symbol("x")), LimitError);
}

}  // namespace
}  // namespace slope
