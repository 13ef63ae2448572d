// SPDX-License-Identifier: MIT
// Derivatives where numbers end: at NaN, and where values, slopes or coefficients leave the normal range.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "slope/calculus/calculus.hpp"
#include "slope/function/catalog.hpp"

namespace slope {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// The slope belongs to the argument that is the value.
TEST(Extreme, MaxAndMinOfANaN) {
  const auto check = [](const auto& f) {
    using Pair = std::array<double, 2>;
    for (const auto& [a, b, expected] : {std::tuple{nan, 1.0, Pair{1, 0}}, {1.0, nan, Pair{0, 1}}}) {
      const auto [y, slope] = value_and_gradient(f, a, b);
      EXPECT_TRUE(std::isnan(y));
      EXPECT_EQ(slope, expected);
      EXPECT_EQ(gradient<Mode::reverse>(f, a, b), expected);
    }
  };
  check([](const auto& a, const auto& b) { return slope::max(a, b); });
  check([](const auto& a, const auto& b) { return slope::min(a, b); });
  EXPECT_EQ(taylor([](const auto& x) { return slope::max(x, 1.0); }, nan, 1)[1], 1);
}

TEST(Extreme, ClampOfANaN) {
  const auto f = [](const auto& x, const auto& low, const auto& high) { return clamp(x, low, high); };
  EXPECT_EQ(gradient(f, nan, 0.0, 1.0), (std::array{1.0, 0.0, 0.0}));
  EXPECT_EQ(gradient(f, 0.5, nan, 1.0), (std::array{0.0, 1.0, 0.0}));
  EXPECT_EQ(gradient(f, 0.5, 0.0, nan), (std::array{0.0, 0.0, 1.0}));
}

TEST(Extreme, PowersWithoutValueHaveNoSlope) {
  for (const double b : {1 / 3.0, 2.5, -0.5}) {
    const auto f = [&](const auto& x) { return pow(x, b); };
    EXPECT_TRUE(std::isnan(derivative(f, -8.0))) << b;
    EXPECT_TRUE(std::isnan(derivative<Mode::reverse>(f, -8.0))) << b;
    EXPECT_TRUE(std::isnan(hessian(f, -8.0)[0][0])) << b;
    EXPECT_TRUE(std::isnan(hessian<Mode::forward>(f, -8.0)[0][0])) << b;
    EXPECT_TRUE(std::isnan(hessian<Mode::reverse>(f, -8.0)[0][0])) << b;
  }
}

// Σ (k + 1) xᵏ is 1 + 2x + 3x² + 4x³.
template <class T> void expect_curvature_six(T x) {
  const auto f = [](const auto& t) {
    std::remove_cvref_t<decltype(t)> sum(0);
    for (int k = 0; k < 4; ++k) sum += T(k + 1) * pow(t, T(k));
    return sum;
  };
  EXPECT_EQ(hessian(f, x)[0][0], T(6)) << x;
  EXPECT_EQ(hessian<Mode::forward>(f, x)[0][0], T(6)) << x;
  EXPECT_EQ(hessian<Mode::reverse>(f, x)[0][0], T(6)) << x;
}

TEST(Extreme, APolynomialInPowersNearZero) {
  expect_curvature_six(1e-150);
  expect_curvature_six(1e-155);
  expect_curvature_six(1e-20F);
  const auto line = [](const auto& t) { return pow(t, 1.0); };
  const auto first = [&](const auto& t) { return derivative(line, t); };
  const auto second = [&](const auto& t) { return derivative(first, t); };
  EXPECT_EQ(derivative(second, 1e-160), 0);
}

// (x + t)² and (x + t)³, whose values are denormal or 0.
template <class T> void expect_binomial(T x) {
  EXPECT_EQ(taylor([](const auto& t) { return pow(t, T(2)); }, x, 3),
            (std::vector<T>{x * x, 2 * x, T(1), T(0)}));
  const std::vector<T> cube = taylor([](const auto& t) { return pow(t, T(3)); }, x, 4);
  EXPECT_FLOAT_EQ(static_cast<float>(cube[2] / x), 3);
  EXPECT_EQ(cube[3], T(1));
  EXPECT_EQ(cube[4], T(0));
}

TEST(Extreme, SeriesOfPowersWhoseValuesAreDenormal) {
  for (const double x : {1e-160, 1e-161, 2e-162, 1e-170}) expect_binomial(x);
  for (const float x : {1e-20F, 5e-23F, 3e-23F}) expect_binomial(x);
  const std::vector<double> c = taylor([](const auto& t) { return pow(t, 2.5); }, 1e-128, 2);
  EXPECT_NEAR(c[1] / 2.5e-192, 1, 1e-14);
  EXPECT_NEAR(c[2] / 1.875e-64, 1, 1e-14);
}

const auto exponential = [](const auto& x) { return exp(x); };

TEST(Extreme, HighOrders) {
  for (const int k : {30, 100, 165, 170, 171, 400, 724, 1000})
    EXPECT_NEAR(nth_derivative(exponential, 0.0, k), 1, 1e-12) << k;
  for (const int k : {9, 20, 33, 34, 35, 60, 122, 123, 170, 200})
    EXPECT_NEAR(nth_derivative(exponential, 0.0F, k), 1, 1e-4) << k;
  const auto small = [](const auto& x) { return 1e-30 * exp(x); };
  EXPECT_NEAR(nth_derivative(small, 0.0, 165) * 1e30, 1, 1e-12);
  EXPECT_NEAR(nth_derivative(small, 1.0, 300) * 1e30, std::exp(1.0), 1e-12);
  const auto sine = [](const auto& x) { return sin(x); };
  EXPECT_NEAR(nth_derivative(sine, 1.0, 401), std::cos(1.0), 1e-12);
  EXPECT_EQ(nth_derivative([](const auto& x) { return x * x; }, 3.0, 300), 0);
  const auto nested = [](const auto& x) { return nth_derivative(exponential, x, 200); };
  EXPECT_NEAR(derivative(nested, 0.0), 1, 1e-12);
  EXPECT_NEAR(derivative<Mode::reverse>(nested, 0.0), 1, 1e-12);
}

}  // namespace
}  // namespace slope
