// SPDX-License-Identifier: MIT
// Bounds, undefinedness, precision, users' rules.
#include "slope/interval/interval.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "slope/calculus/enclose.hpp"
#include "slope/expr/parse.hpp"
#include "slope/function/catalog.hpp"

namespace slope {
namespace {

using enum Interval::Defined;

TEST(Interval, RoundsOutward) {
  const Interval third = Rational(1, 3);
  EXPECT_TRUE(third.contains(Rational(1, 3)));
  EXPECT_FALSE(third.is_point());
  EXPECT_FALSE(third.contains(Rational::from_decimal("0.333333333333333333")));
  EXPECT_TRUE((third + third + third).contains(1));
  EXPECT_EQ(Interval(0.25).width(), 0);
  EXPECT_FALSE(Interval(0.1).contains(Rational(1, 10)));
  EXPECT_EQ(Interval(Rational(1, 3)).text(3), "[0.333, 0.334]");
}

TEST(Interval, SaysWhereItMayBeUndefined) {
  EXPECT_EQ(sqrt(Interval(-1.0, 4.0)).defined(), maybe);
  EXPECT_EQ(sqrt(Interval(-2.0, -1.0)).defined(), never);
  EXPECT_EQ(sqrt(Interval(0.0, 4.0)).text(3), "[0, 2]");
  EXPECT_EQ((Interval(1) / Interval(0.0, 1.0)).defined(), maybe);
  EXPECT_EQ((Interval(1) / Interval(0)).defined(), never);
  EXPECT_EQ(log(Interval(0.0, 1.0)).defined(), maybe);
  EXPECT_EQ(log(Interval(-2.0, 0.0)).defined(), never);
  EXPECT_EQ(tan(Interval(1.0, 2.0)).defined(), maybe);
  EXPECT_EQ(tan(Interval(1.0, 1.5)).defined(), always);
  EXPECT_EQ(gamma(Interval(-1.5, 0.5)).defined(), maybe);
  EXPECT_EQ(gamma(Interval(-2)).defined(), never);
  EXPECT_EQ(asec(Interval(-2.0, 2.0)).defined(), maybe);
  EXPECT_EQ(acoth(Interval(-1.0, 1.0)).defined(), never);
  EXPECT_EQ(pow(Interval(-8), Interval(Rational(1, 2))).defined(), never);
  EXPECT_EQ(pow(Interval(0), Interval(-1)).defined(), never);
  EXPECT_EQ(pow(Interval(-2.0, 1.0), Interval(-2)).defined(), maybe);
  EXPECT_EQ(Interval(std::nan("")).defined(), never);
  EXPECT_FALSE(sqrt(Interval(-1.0, 4.0)).is_bounded());
  EXPECT_EQ(sqrt(Interval(-1.0, 4.0)).text(), "perhaps undefined");
  EXPECT_FALSE(apart(log(Interval(-1)), Interval(5)));
  EXPECT_EQ(log(Interval(-1)).sign(), 0);
}

TEST(Interval, StaysUndefinedWhateverFollows) {
  for (const Interval& x : {log(Interval(-1)), sqrt(Interval(-1.0, 4.0))}) {
    const auto how = x.defined();
    for (const Interval& y :
         {x + 1, 0 * x, x - x, sigmoid(x), cos(x), pow(x, Interval(0)), max(x, Interval(3)),
          less(x, Interval(0)), erf(x), swish(x), hypot(Interval(1), x), logaddexp(x, Interval(0))})
      EXPECT_EQ(y.defined(), how);
  }
}

TEST(Interval, LeavesABranchNotTakenAlone) {
  const Expr f = parse("where(greater(x, 0), log(x), -1)");
  EXPECT_EQ(enclose(f, Box{{"x", {-2.0, -1.0}}}).text(3), "[-1, -1]");
  EXPECT_TRUE(enclose(f, Box{{"x", {1.0, 2.0}}}).is_bounded());
  EXPECT_EQ(enclose(f, Box{{"x", {-1.0, 2.0}}}).defined(), maybe);
}

TEST(Interval, HasInfiniteBoundsOfRealNumbers) {
  const Interval all = Interval::all_reals(), tail(745.0, INFINITY);
  EXPECT_TRUE(all.is_defined());
  EXPECT_EQ(sigmoid(all).text(3), "[0, 1]");
  EXPECT_EQ(tanh(tail).upper(), 1);
  EXPECT_GT(sigmoid(tail).lower(), 0.999);
  EXPECT_EQ((Interval(0) * tail).defined(), always);
  EXPECT_EQ((tail - tail).defined(), always);
  EXPECT_EQ(sin(tail).text(3), "[-1, 1]");
  EXPECT_EQ(tan(tail).defined(), maybe);
}

TEST(Interval, HasThePrecisionOfTheScope) {
  EXPECT_EQ(IntervalPrecision::bits(), 64);
  {
    const IntervalPrecision scope(2000);
    EXPECT_LT((exp(Interval(1)).width()), 1e-300);
  }
  EXPECT_EQ(IntervalPrecision::bits(), 64);
  EXPECT_THROW(IntervalPrecision(1), LimitError);
  EXPECT_THROW(IntervalPrecision(1 << 23), LimitError);
}

TEST(Interval, RefusesBoundsInTheWrongOrder) {
  EXPECT_THROW(Interval(2.0, 1.0), UsageError);
  EXPECT_THROW(Interval(std::nan(""), 1.0), UsageError);
  EXPECT_THROW(Interval(Rational(2), Rational(1)), UsageError);
  EXPECT_THROW(Interval(1.0, 2.0).lower_end() + Interval::all_reals().lower_end(), UsageError);
  EXPECT_THROW(intersection(Interval(1), Interval(2)), UsageError);
}

TEST(Enclose, NeedsAValueForEverySymbol) { EXPECT_THROW(enclose(parse("x + y"), Box{{"x", 1}}), UsageError); }

TEST(Enclose, GrowsNoStack) {
  Expr f = symbol("x");
  for (int i = 0; i < 200000; ++i) f = f * Expr(Rational(1, 2)) + Expr(1);
  EXPECT_TRUE(enclose(f, Box{{"x", 1}}).contains(2));
}

struct Cubed {
  static constexpr std::string_view name = "cubed_by_user";
  static constexpr Trend trend = Trend::rising;
  template <Real R> static R value(const R& x) { return x * x * x; }
  template <class T> static T slope(const T& x, const T&) { return T(3) * x * x; }
  template <class T> static T enclose(const T& x) { return x * x * x; }
};
struct Secret {
  static constexpr std::string_view name = "secret_of_user";
  template <Real R> static R value(const R& x) { return x; }
  template <class T> static T slope(const T&, const T&) { return T(1); }
};

// Reducing such an angle by 2π would take as many bits as it has before the point.
TEST(Enclose, KnowsLittleOfFarAngles) {
  for (const char* const wave : {"sin(exp(exp(x)))", "cos(-exp(exp(x)))"}) {
    const Interval y = enclose(parse(wave), Box{{"x", 20}});
    EXPECT_TRUE(y.is_defined()) << wave;
    EXPECT_TRUE(y.contains(-1) && y.contains(1)) << wave;
  }
  for (const char* const f : {"tan(exp(exp(x)))", "cot(exp(exp(x)))", "sec(exp(exp(x)))", "csc(exp(exp(x)))"})
    EXPECT_FALSE(enclose(parse(f), Box{{"x", 20}}).is_defined()) << f;
}

TEST(UsersRule, IsEnclosedByItsFormulaAndTrend) {
  add_function<Cubed, Interval>();
  EXPECT_EQ(lift<Cubed>(Interval(-1.0, 2.0)).text(3), "[-1, 8]");
  EXPECT_EQ(enclose(parse("cubed_by_user(x)"), Box{{"x", {-1.0, 2.0}}}).text(3), "[-1, 8]");
}
TEST(UsersRule, WithoutAFormulaHasNoBounds) {
  add_function<Secret>();
  EXPECT_EQ(lift<Secret>(Interval(1)).defined(), maybe);
  EXPECT_EQ(enclose(parse("secret_of_user(x)"), Box{{"x", 1}}).defined(), maybe);
}

}  // namespace
}  // namespace slope
