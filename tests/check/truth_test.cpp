// SPDX-License-Identifier: MIT
// The true values of checks against mpmath, at 400 digits: the nearest double and float, and what rounding left off.
#include "slope/check/truth.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "slope/check/samples.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/parse.hpp"

namespace slope {

namespace {

struct Known {
  const char* formula;
  double x, nearest, rest;
  float nearest_float;
  double rest_float;
};

// Tails, denormal values, cancellation, and an argument of 10^22.
constexpr Known known[] = {
    {"sigmoid(x)", -0x1.7480000000000p+9, 0x0.0000000000001p-1022, -0.4287499, 0x0.0p+0f, 0.0000000},
    {"sigmoid(x)", -0x1.6240000000000p+9, 0x0.e6cf6d08897acp-1022, -0.3127467, 0x0.0p+0f, 0.0000000},
    {"sigmoid(x)", 0x1.79ca10c924223p-67, 0x1.0000000000000p-1, 0.0000225, 0x1.0000000000000p-1f, 0.0000000},
    {"sigmoid(x)", 0x1.4000000000000p+5, 0x1.0000000000000p+0, -0.0191329, 0x1.0000000000000p+0f, -0.0000000},
    {"sigmoid(x)*(1 - sigmoid(x))", 0x1.2c00000000000p+5, 0x1.dd5c566301ec7p-55, -0.2523554,
     0x1.dd5c560000000p-55f, 0.1933741},
    {"sigmoid(x)*(1 - sigmoid(x))", 0x1.7480000000000p+9, 0x0.0000000000001p-1022, -0.4287499, 0x0.0p+0f,
     0.0000000},
    {"sigmoid(x)*(1 - sigmoid(x))", -0x1.9100000000000p+6, 0x1.4acd31e167ebbp-145, -0.1398514,
     0x1.5000000000000p-145f, -0.3249036},
    {"1 - cos(x)", 0x1.12e0be826d695p-30, 0x1.2725dd1d243acp-61, 0.2748668, 0x1.2725de0000000p-61f,
     -0.4430830},
    {"exp(x) - 1 - x", 0x1.0000000000000p-30, 0x1.0000000155555p-61, 0.3336589, 0x1.0000000000000p-61f,
     0.0026042},
    {"log(1 + exp(x))", -0x1.9000000000000p+5, 0x1.d257d547e083fp-73, -0.1597042, 0x1.d257d60000000p-73f,
     -0.3596152},
    {"log(1 + exp(x))", 0x1.f400000000000p+9, 0x1.f400000000000p+9, 0.0000000, 0x1.f400000000000p+9f,
     0.0000000},
    {"sin(x)", 0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53, -0.1214823, 0x1.1a62640000000p-53f, -0.4037647},
    {"sin(x)", 0x1.0f0cf064dd592p+73, -0x1.b453ab76bf397p-1, -0.0610750, -0x1.b453ac0000000p-1f, 0.2680723},
    {"gamma(x)", -0x1.fffffffffffffp+1, 0x1.5555555555559p+46, 0.3496471, 0x1.5555560000000p+46f, -0.3333333},
    {"gamma(x)", 0x1.5500000000000p+7, 0x1.9589f849167a8p+1015, -0.3444361, HUGE_VALF, 0.0000000},
    {"erfc(x)", 0x1.a800000000000p+4, 0x1.3df6725a60cf5p-1019, 0.0633320, 0x0.0p+0f, 0.0000000},
    {"x^x", 0x1.0624dd2f1a9fcp-10, 0x1.fc79b4ea338a2p-1, -0.4088220, 0x1.fc79b40000000p-1f, 0.4574245},
    {"1 - tanh(x)^2", 0x1.4000000000000p+4, 0x1.39792499b1a24p-56, 0.1145910, 0x1.3979240000000p-56f,
     0.3001834},
};

TEST(Truth, IsThatOfMpmath) {
  for (const Known& k : known) {
    const TrueFunction f({parse(k.formula)}, {"x"}, TrueFunction::Form::as_written);
    const TrueNumber number = f.at(std::span(&k.x, 1))[0];
    const std::string where = std::string(k.formula) + " at " + std::to_string(k.x);
    ASSERT_TRUE(number.known) << where;
    EXPECT_EQ(number.value.nearest, k.nearest) << where;
    EXPECT_NEAR(number.value.rest, k.rest, 2e-7) << where;
    const TrueValue<float> in_float = number.as<float>();
    EXPECT_EQ(in_float.nearest, k.nearest_float) << where;
    const bool in_range = std::isfinite(k.nearest_float) && k.nearest_float != 0;
    EXPECT_NEAR(in_range ? in_float.rest : 0, k.rest_float, 2e-7) << where;
  }
}

TEST(Truth, IsMeasuredInUlps) {
  for (const Known& k : known) {
    const TrueValue<double> truth{k.nearest, k.rest};
    EXPECT_NEAR(ulp_distance(k.nearest, truth), std::fabs(k.rest), 1e-12);
    EXPECT_NEAR(ulp_distance(k.nearest + 8 * ulp_of(k.nearest), truth), 8 - k.rest, 1e-12);
  }
  // By hand: ulps of 1, across a power of two, of denormals, and at the end of the range.
  EXPECT_EQ(ulp_of(1.0), 0x1p-52);
  EXPECT_EQ(ulp_of(-0.0f), 0x1p-149f);
  EXPECT_EQ(ulp_distance(1 - 0x1p-53, 1.0), 0.5);
  EXPECT_EQ(ulp_distance(1.0, 1 - 0x1p-53), 1);
  EXPECT_EQ(ulp_distance(0.0, 0x5p-1074), 5);
  EXPECT_EQ(ulp_distance(-0x1p-1074, 0x1p-1074), 2);
  EXPECT_EQ(ulp_distance(HUGE_VAL, std::numeric_limits<double>::max()), 1);
  EXPECT_EQ(ulp_distance(std::nan(""), 1.0), HUGE_VAL);
  EXPECT_EQ(ulp_distance(std::nan(""), std::nan("")), 0);
  EXPECT_EQ(ulp_distance(-HUGE_VALF, -HUGE_VALF), 0);
}

// What is allowed is about what a careful computation needs: the error bounds by hand of x − log(1 + x) and of sin.
TEST(Truth, AllowsWhatTheConditioningAsks) {
  const auto allowed = [](const char* formula, double x) {
    return TrueFunction({parse(formula)}, {"x"}).at(std::span(&x, 1))[0].allowed<double>();
  };
  const double cancels = allowed("x - log(1 + x)", 1e-6), epsilon = 0x1p-53;
  EXPECT_GT(cancels, 1e-6 * epsilon);  // the terms are 10^-6, the difference 5·10^-13
  EXPECT_LT(cancels, 100 * 1e-6 * epsilon);
  const double far = allowed("sin(x)", 1e10);
  EXPECT_LT(far, 100 * 1e10 * epsilon);
  EXPECT_GT(far, 1e-3 * 1e10 * epsilon);
  EXPECT_EQ(allowed("exp(x)*exp(-x)", 800), HUGE_VAL);  // e^800 is beyond all doubles
}

TEST(Samples, AreSortedWithinTheRangeAndDense) {
  const std::vector<double> points = sample_range({-750, 750}, {.count = 1000}, {2.5});
  EXPECT_TRUE(std::is_sorted(points.begin(), points.end()));
  EXPECT_EQ(std::adjacent_find(points.begin(), points.end()), points.end());
  EXPECT_EQ(points.front(), -750);
  EXPECT_EQ(points.back(), 750);
  for (const double x :
       {0.0, 1.0, -1.0, 0x1p-1074, 2.5, std::nextafter(2.5, 3.0), std::nextafter(-750.0, 0.0)})
    EXPECT_TRUE(std::binary_search(points.begin(), points.end(), x)) << x;
  for (const double edge : {-745.1, -709.8, -36.7, 36.7, 709.8, 745.1}) {
    const auto near = std::lower_bound(points.begin(), points.end(), edge - 0.2);
    EXPECT_TRUE(near != points.end() && *near < edge + 0.2) << edge;
  }
  EXPECT_EQ(points, sample_range({-750, 750}, {.count = 1000}, {2.5}));
  EXPECT_NE(points, sample_range({-750, 750}, {.count = 1000, .seed = 2}, {2.5}));
  EXPECT_THROW(sample_range({1, 0}), UsageError);
  EXPECT_THROW(sample_range({0, HUGE_VAL}), UsageError);
}

}  // namespace

}  // namespace slope
