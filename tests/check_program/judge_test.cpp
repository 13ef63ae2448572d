// SPDX-License-Identifier: MIT
// True values and judgements: quick ones against precise ones, all against values known otherwise.
#include "../../src/tool/check/judge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "../../src/tool/check/axis.hpp"
#include "../../src/tool/check/tally.hpp"
#include "slope/expr/parse.hpp"

namespace slope::tool {

namespace {

using slope::check::Order;

Question question(const std::string& formula, Order order = Order::value, std::optional<double> bound = {},
                  NumberType type = NumberType::float64) {
  Question q;
  q.formula = parse(formula);
  q.order = order;
  q.variables = q.formula.symbols();
  if (order == Order::first) q.by = q.variables;
  q.components.assign(order == Order::first ? q.by.size() : 1, "f");
  q.type = type;
  q.bound = bound;
  return q;
}

Judgement judged(const Question& q, double x, double computed) {
  Judge judge(q);
  return judge.of(std::span(&x, 1), std::span(&computed, 1))[0];
}

TEST(QuickValue, IsNoFurtherFromTheTruthThanItSays) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> even(-40, 40);
  std::size_t decided = 0, all = 0;
  for (const char* text :
       {"sigmoid(x)", "diff(sigmoid(x), x)", "x*sigmoid(x)", "erf(x)", "sin(x)/x", "cos(x)/x - sin(x)/x^2",
        "lgamma(x)", "gelu(x)", "x^2 - 2", "log(1 + exp(x))", "tanh(x)^2 - 1", "(1 + x)^20 - x^20",
        "where(x < 0.1, x, 0.1*x)", "diff(x*sin(x)*exp(-x^2/100), x)", "1 - cos(x/1000)",
        "atan(x) + atan(1/x)", "sqrt(x + 41) - sqrt(x + 40)"}) {
    const Expr f = parse(text);
    const TrueFunction exact({f}, {"x"});
    QuickValue quick(f, {"x"});
    for (int i = 0; i < 300; ++i) {
      const double x = i % 10 == 0 ? std::round(even(random)) : even(random);
      const TrueNumber truth = exact.at(std::span(&x, 1))[0];
      const auto [value, error] = quick.at(std::span(&x, 1));
      if (!truth.known || !std::isfinite(truth.value.nearest)) {
        EXPECT_FALSE(std::isfinite(error)) << text << " at " << x;
        continue;
      }
      const long double unit = ulp_of(truth.value.nearest);
      const long double off =
          std::fabs((value - static_cast<long double>(truth.value.nearest)) / unit - truth.value.rest);
      EXPECT_LE(off, error / unit + 1e-9L) << text << " at " << x;
      decided += error / unit < 2;
      ++all;
    }
  }
  EXPECT_GT(decided, all * 8 / 10);  // or it would not be quick
}

TEST(Judge, DistancesAreThoseToTheTrueValue) {
  // sigmoid(1) = 0.731058578630004879251159241822…, of which the nearest double is 0.73105857863000490 (mpmath).
  const Question q = question("sigmoid(x)", Order::value, 1.0);
  EXPECT_NEAR(judged(q, 1, 0.73105857863000490).ulps, 0.151296, 1e-5);
  EXPECT_NEAR(judged(q, 1, std::nextafter(0.73105857863000490, 1.0)).ulps, 1.151296, 1e-5);
  EXPECT_TRUE(judged(q, 1, std::nextafter(0.73105857863000490, 1.0)).wrong);
  EXPECT_NEAR(judged(q, 1, std::nextafter(0.73105857863000490, 0.0)).ulps, 0.848704, 1e-5);
  EXPECT_FALSE(judged(q, 1, std::nextafter(0.73105857863000490, 0.0)).wrong);
  EXPECT_TRUE(judged(q, 1, NAN).wrong);
  EXPECT_TRUE(judged(q, 1, HUGE_VAL).wrong);
}

TEST(Judge, TheBoundIsExact) {
  // Halfway between two doubles: exactly half an ulp, which long double alone could not tell.
  const Question half = question("x + 2^-53", Order::value, 0.5);
  EXPECT_EQ(judged(half, 1, 1).ulps, 0.5);
  EXPECT_FALSE(judged(half, 1, 1).wrong);
  const Question more = question("x + 2^-53 + 2^-70", Order::value, 0.5);
  EXPECT_TRUE(judged(more, 1, 1).wrong);
  EXPECT_FALSE(judged(more, 1, std::nextafter(1.0, 2.0)).wrong);
}

TEST(Judge, FloatIsMeasuredInFloats) {
  const Question q = question("sigmoid(x)", Order::value, 1.0, NumberType::float32);
  const double nearest = static_cast<double>(0.731058578f);
  EXPECT_LT(judged(q, 1, nearest).ulps, 0.5);
  EXPECT_NEAR(judged(q, 1, static_cast<double>(std::nextafter(0.731058578f, 1.0f))).ulps, 1, 0.5);
}

TEST(Judge, KinksTakeWhatLiesBetweenTheSides) {
  const Question q = question("abs(x)", Order::first, 1.0);
  for (const double y : {-1.0, -0.5, 0.0, 1.0}) EXPECT_FALSE(judged(q, 0, y).wrong) << y;
  for (const double y : {-1.1, 2.0, static_cast<double>(NAN)}) {
    const Judgement j = judged(q, 0, y);
    EXPECT_TRUE(j.wrong && j.kink) << y;
    EXPECT_EQ(j.truth, -1);
    EXPECT_EQ(j.truth_high, 1);
  }
  EXPECT_TRUE(judged(q, 1e-300, 0).wrong);  // near a kink is not at it
}

TEST(Judge, WhereThereIsNoTrueValueNothingIsWrong) {
  EXPECT_FALSE(judged(question("log(x)"), -1, 7).judged);
  EXPECT_FALSE(judged(question("log(x)", Order::first, 1.0), -1, -1).judged);  // though 1/x is a number there
  EXPECT_TRUE(judged(question("log(x)", Order::first, 1.0), 2, 0.5).judged);
  EXPECT_FALSE(judged(question("exp(x)", Order::value, 1.0), 1000, 7).judged);
}

TEST(Judge, WithoutABoundRoundingIsForgivenAndNothingElse) {
  const Question sum = question("(1 + x) - 1");  // nobody computes this to 2 ulps at 1e-10, though x is easy
  EXPECT_FALSE(judged(question("sin(x)"), 3e5, std::sin(3e5)).wrong);
  EXPECT_TRUE(judged(question("sin(x)"), 0.5, std::sin(0.5) * (1 + 1e-14)).wrong);
  EXPECT_TRUE(judged(sum, 0.5, 0.25).wrong);
}

TEST(Tally, CountsEveryNumberOnce) {
  const Question q = question("sigmoid(x)", Order::value, 1.0);
  Judge judge(q);
  Tally tally(q, Axis(-10, 10));
  for (int i = -1000; i <= 1000; ++i) {
    const double x = i / 100.0, y = x == 5 ? 7 : 1 / (1 + std::exp(-x));
    tally.add(std::span(&x, 1), std::span(&y, 1), judge.of(std::span(&x, 1), std::span(&y, 1)));
  }
  tally.finish(judge);
  const CheckReport& report = tally.report();
  EXPECT_EQ(report.points, 2001u);
  for (const auto* regions : {&tally.by_region(), &tally.by_column()}) {
    std::size_t numbers = 0, counted = 0, wrong = 0;
    double worst = 0;
    for (const Region& r : *regions) {
      numbers += r.numbers;
      wrong += r.wrong;
      for (const std::size_t n : r.counts) counted += n;
      worst = std::max(worst, r.worst);
      EXPECT_LE(r.low, r.high);
    }
    EXPECT_EQ(numbers, 2001u);
    EXPECT_EQ(counted, 2001u);
    EXPECT_EQ(wrong, report.wrong);
    EXPECT_EQ(worst, report.worst_ulps);
  }
  ASSERT_TRUE(report.worst);
  EXPECT_EQ(report.worst->point[0], 5);
  EXPECT_EQ(report.worst->computed, 7);
}

TEST(Axis, GoesThereAndBack) {
  for (const Axis axis : {Axis(-750, 750), Axis(-1e300, 1e10), Axis(0, 1e-300), Axis(3, 3)}) {
    EXPECT_EQ(axis.position(axis.low()), 0);
    EXPECT_EQ(axis.at(0), axis.low());
    for (const double part : {0.1, 0.5, 0.99})
      EXPECT_NEAR(axis.position(axis.at(part)), axis.high() > axis.low() ? part : 0, 1e-9);
  }
}

}  // namespace

}  // namespace slope::tool
