// SPDX-License-Identifier: MIT
// What formulas mean.
#include "slope/expr/parse.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "slope/core/error.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/expr/names.hpp"
#include "slope/function/catalog.hpp"

namespace slope {
namespace {

const Expr x = symbol("x"), y = symbol("y"), z = symbol("z");

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

TEST(Parse, FollowsTheUsualPrecedence) {
  EXPECT_EQ(parse("x + y*z"), x + y * z);
  EXPECT_EQ(parse("x - y - z"), (x - y) - z);
  EXPECT_EQ(parse("x - (y - z)"), x - (y - z));
  EXPECT_EQ(parse("x / y / z"), (x / y) / z);
  EXPECT_EQ(parse("x / y * z"), (x / y) * z);
  EXPECT_EQ(parse("x^y^z"), pow(x, pow(y, z)));
  EXPECT_EQ(parse("(x^y)^z"), pow(pow(x, y), z));
  EXPECT_EQ(parse("x*y^z"), x * pow(y, z));
}

TEST(Parse, SignsHoldLessThanPowersAndMoreThanProducts) {
  EXPECT_EQ(parse("-x^2"), -pow(x, 2));
  EXPECT_EQ(parse("(-x)^2"), pow(-x, 2));
  EXPECT_EQ(parse("x^-2"), pow(x, -2));
  EXPECT_EQ(parse("2^-x^2"), pow(Expr(2), -pow(x, 2)));
  EXPECT_EQ(parse("2^-x*3"), pow(Expr(2), -x) * 3);
  EXPECT_EQ(parse("-x*y"), -x * y);
  EXPECT_EQ(parse("-(x*y)"), -(x * y));
  EXPECT_EQ(parse("x*-y"), x * -y);
  EXPECT_EQ(parse("x - -y"), x - -y);
  EXPECT_EQ(parse("+x + +y"), x + y);
  EXPECT_EQ(parse("-2^2"), Expr(-4));
}

TEST(Parse, ReadsNumbersExactly) {
  EXPECT_EQ(parse("1.5e-3"), Expr(Rational(3, 2000)));
  EXPECT_EQ(parse(".5"), Expr(Rational(1, 2)));
  EXPECT_EQ(parse("5."), Expr(5));
  EXPECT_EQ(parse("0.1"), Expr(Rational(1, 10)));
  EXPECT_EQ(parse("1E+2"), Expr(100));
  EXPECT_EQ(parse("007"), Expr(7));
  EXPECT_EQ(parse("0e999999999"), Expr(0));
  EXPECT_EQ(parse("1/3 + 1/6"), Expr(Rational(1, 2)));
  EXPECT_EQ(parse("123456789012345678901234567890 - 123456789012345678901234567889"), Expr(1));
  EXPECT_EQ(parse("0.000000000000000000000000000001*1e30"), Expr(1));
  EXPECT_EQ(parse("x/3"), x / 3);
  EXPECT_EQ(parse("1e400/1e399"), Expr(10));
}

TEST(Parse, CallsFunctionsAndKnowsConstants) {
  EXPECT_EQ(parse("sigmoid(x)"), sigmoid(x));
  EXPECT_EQ(parse("σ(x)"), sigmoid(x));
  EXPECT_EQ(parse("atan2(y, x)"), atan2(y, x));
  EXPECT_EQ(parse("sin ( x )"), sin(x));
  EXPECT_EQ(parse("max(x, y, z)"), call("max", {call("max", {x, y}), z}));
  EXPECT_EQ(parse("pi"), call("pi", {}));
  EXPECT_EQ(parse("2*π*e"), 2 * call("pi", {}) * call("e", {}));
  EXPECT_EQ(parse("ln(x)"), log(x));
  EXPECT_EQ(parse("exp(sin(x) + 1)^2"), pow(exp(sin(x) + 1), 2));
}

TEST(Parse, ReadsComparisonsLast) {
  EXPECT_EQ(parse("x + 1 < y*2"), less(x + 1, y * 2));
  EXPECT_EQ(parse("x <= y"), less_equal(x, y));
  EXPECT_EQ(parse("x > y"), greater(x, y));
  EXPECT_EQ(parse("x >= y"), greater_equal(x, y));
  EXPECT_EQ(parse("x == y"), equal(x, y));
  EXPECT_EQ(parse("x != y"), not_equal(x, y));
  EXPECT_EQ(parse("x ≤ y"), less_equal(x, y));
  EXPECT_EQ(parse("x ≥ y"), greater_equal(x, y));
  EXPECT_EQ(parse("x ≠ y"), not_equal(x, y));
  EXPECT_EQ(parse("(x < y)*(y < z)"), less(x, y) * less(y, z));
  EXPECT_EQ(parse("where(x < 0, -x, x)"), where(less(x, 0), -x, x));
  EXPECT_EQ(parse("(x < y) == (y > x)"), equal(less(x, y), greater(y, x)));
}

TEST(Parse, ReadsUnicodeSignsAndNames) {
  EXPECT_EQ(parse("x − y"), x - y);
  EXPECT_EQ(parse("x × y · z ⋅ x ÷ y"), x * y * z * x / y);
  EXPECT_EQ(parse("α₁ + 変数"), symbol("α₁") + symbol("変数"));
  EXPECT_EQ(parse(" \t\r\n x\n+\n1 "), x + 1);
}

TEST(Parse, NamesAreTheSameForSymbolsAndFormulas) {
  for (const char* good : {"x", "_x", "x2", "α", "x_é", "ℓ", "x̂"})
    EXPECT_EQ(parse(good), symbol(good)) << good;
  for (const char* bad : {"", "2x", "x y", "x\u00a0", "x\u200b", "x²", "√x", "∂f", "x\xff", "\xc0\xaf",
                          "\xed\xa0\x80", "diff", "sin"}) {
    EXPECT_THROW(symbol(bad), UsageError) << bad;
    EXPECT_THROW(parse(bad), ParseError) << bad;
  }
  for (const char* formula : {"x−y", "x×y", "x·y", "π", "(x)"})
    EXPECT_THROW(symbol(formula), UsageError) << formula;
  EXPECT_TRUE(is_identifier(std::string(max_name_bytes, 'a')));
  EXPECT_FALSE(is_identifier(std::string(max_name_bytes + 1, 'a')));
}

TEST(Parse, TakesDerivativesInsideFormulas) {
  const Point<double> at{{"x", 1.25}, {"y", 0.75}};
  const auto value = [&](std::string_view text) { return evaluate(parse(text), at); };
  EXPECT_DOUBLE_EQ(value("diff(x^3, x)"), 3 * 1.25 * 1.25);
  EXPECT_DOUBLE_EQ(value("diff(x^3, x, 2)"), 6 * 1.25);
  EXPECT_DOUBLE_EQ(value("x*diff(x*y^2, y)"), 1.25 * 2 * 1.25 * 0.75);
  EXPECT_DOUBLE_EQ(value("diff(diff(x^2*y^3, x), y)"), 2 * 1.25 * 3 * 0.75 * 0.75);
  EXPECT_DOUBLE_EQ(value("diff(x*diff(x*y, x), x)"), 0.75);
  EXPECT_DOUBLE_EQ(value("diff(x*diff(x^2, x), x)"), 4 * 1.25);
  EXPECT_DOUBLE_EQ(value("diff(y, x)"), 0);
  EXPECT_DOUBLE_EQ(value("diff(x^2, x, 5)"), 0);
  EXPECT_EQ(parse("diff(sin(x), x, 0)"), sin(x));
  EXPECT_EQ(parse("diff(x^7, x, 100000000)"), Expr(0));
  EXPECT_EQ(parse("diff(2^x, x)"), raw_diff(pow(Expr(2), x), x));
  EXPECT_DOUBLE_EQ(value("diff(sigmoid(x), x, 3)"), evaluate(diff(sigmoid(x), x, 3), at));
}

TEST(Parse, TakesAMillionLevels) {
  constexpr std::size_t n = 1'000'000;
  EXPECT_EQ(parse(repeated("(", n) + "x" + repeated(")", n)), x);
  EXPECT_EQ(parse(repeated("-", n) + "x"), x);
  EXPECT_EQ(parse(repeated("exp(", n) + "x" + repeated(")", n)).node_count(), n + 1);
  EXPECT_EQ(parse(repeated("x^", n) + "y").node_count(), n + 2);
  EXPECT_EQ(parse("y" + repeated("+x", n)).node_count(), n + 2);
  EXPECT_EQ(parse(repeated("9^", n) + "9").node_count(), n + 1);  // 9^9 is a number
}

// The values were computed by Python's own parser (see parse_values.py).
TEST(Parse, MeansWhatPythonMeans) {
  std::ifstream table(SLOPE_SOURCE_DIR "/tests/expr/parse_values.tsv");
  std::size_t rows = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream fields(line);
    std::string formula, value;
    std::getline(fields, formula, '\t');
    std::getline(fields, value);
    const double expected = std::stod(value);
    const double got = evaluate(parse(formula), {{"x", 0.75}, {"y", 1.25}, {"z", -0.5}});
    EXPECT_NEAR(got, expected, 1e-12 * std::abs(expected)) << formula;
    ++rows;
  }
  EXPECT_GE(rows, 300u);
}

}  // namespace
}  // namespace slope
