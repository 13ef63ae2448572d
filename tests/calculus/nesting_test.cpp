// SPDX-License-Identifier: MIT
// Derivatives of callables that take derivatives themselves: no perturbation is taken for another.
#include <thread>

#include "functions.hpp"
#include "slope/calculus/calculus.hpp"

namespace slope {
namespace {

// D[x ↦ x·D[y ↦ x·y](1)] = D[x²]: 2x, with every mode outside and inside.
template <Mode outer, Mode inner> double classic() {
  return derivative<outer>([](auto x) { return x * derivative<inner>([&](auto y) { return x * y; }, 1.0); },
                           4.0);
}
TEST(Nesting, ClassicPerturbationConfusion) {
  EXPECT_EQ((classic<Mode::forward, Mode::forward>()), 8);
  EXPECT_EQ((classic<Mode::reverse, Mode::forward>()), 8);
  EXPECT_EQ((classic<Mode::forward, Mode::reverse>()), 8);
  EXPECT_EQ((classic<Mode::reverse, Mode::reverse>()), 8);
  EXPECT_EQ((classic<Mode::automatic, Mode::automatic>()), 8);
  // x + y: the inner derivative is 1, whatever x is
  EXPECT_EQ(derivative([](auto x) { return x * derivative([&](auto y) { return x + y; }, 1.0); }, 1.0), 1);
}

// The inner point may be the outer variable.
TEST(Nesting, SecondDerivative) {
  const auto slope_of_curve = [](auto x) { return derivative(curve_function, x); };
  const auto second = std::span(curve_derivatives).subspan(2, 1);
  expect_close(std::array{derivative(slope_of_curve, 0.75)}, second, 16);
  expect_close(std::array{derivative<Mode::reverse>(slope_of_curve, 0.75)}, second, 16);
}

// sin has slope 0 at π/2 but not slope of slope 0: a variable that is 0 there is no constant.
TEST(Nesting, AZeroThatIsNotConstant) {
  const double quarter = 1.5707963267948966;
  const auto cosine = [](auto x) { return derivative([](auto y) { return sin(y); }, x); };
  EXPECT_NEAR(derivative<Mode::reverse>(cosine, quarter), -1, 1e-15);
  const auto square = [](auto x) { return derivative([](auto y) { return y * y; }, x); };
  EXPECT_EQ(derivative<Mode::reverse>(square, 0.0), 2);
  EXPECT_EQ(derivative<Mode::forward>(square, 0.0), 2);
}

// Gradients within gradients: the inner one needs another tape or duals of the outer tape's variables.
TEST(Nesting, AGradientOfANormOfAGradient) {
  const auto squared_slope = [](const auto& x) {
    const auto g = gradient(wide_function, x);
    std::remove_cvref_t<decltype(g[0])> sum = 0;
    for (const auto& gi : g) sum += gi * gi;
    return sum;
  };
  std::vector<long double> expected(wide_size, 0);  // 2 H g
  for (std::size_t i = 0; i < wide_size; ++i)
    for (std::size_t j = 0; j < wide_size; ++j)
      expected[i] += 2 * wide_hessian[i * wide_size + j] * wide_gradient[j];
  expect_close(gradient(squared_slope, wide_point<double>()), expected, 32);
  expect_close(gradient<Mode::forward>(squared_slope, wide_point<double>()), expected, 32);
}

// A Hessian-vector product and a Jacobian under an outer tape.
TEST(Nesting, SecondDerivativesWithinATape) {
  const std::vector<double> x = wide_point<double>(), v(wide_size, 1);
  const auto along = [&](const auto& y) { return hessian_vector(wide_function, y, v)[2]; };
  const auto forward = [&](const auto& y) { return hessian_vector<Mode::forward>(wide_function, y, v)[2]; };
  const auto g = gradient(along, x), h = gradient<Mode::forward>(forward, x);
  for (std::size_t i = 0; i < wide_size; ++i) EXPECT_NEAR(g[i], h[i], 1e-14);
  const auto trace = [](const auto& y) {
    const auto j = jacobian([](const auto& z) { return std::array{z[0] * z[1], z[1] * z[1]}; }, y);
    return j[0][0] * j[1][1];  // 2 y₂²
  };
  EXPECT_EQ(gradient(trace, std::vector{2.0, 3.0}), (std::vector<double>{0, 12}));
}

TEST(Nesting, AHessianWithinADerivative) {
  // H₁₂ of x²y²s is 4xys, so its derivative by s is 4xy
  const auto corner = [](auto s) {
    return hessian([&](auto x, auto y) { return x * x * y * y * s; }, 3.0, 5.0)[0][1];
  };
  EXPECT_EQ(derivative(corner, 7.0), 60);
  EXPECT_EQ(derivative<Mode::reverse>(corner, 7.0), 60);
}

TEST(Nesting, ATaylorSeriesWithinADerivative) {
  // the coefficient of t³ in exp(s(1 + t)) is s³e^s/6, with derivative (s³ + 3s²)e^s/6
  const auto third = [](auto s) { return taylor([&](auto x) { return exp(s * x); }, 1.0, 3)[3]; };
  EXPECT_NEAR(derivative(third, 2.0), 20 * std::exp(2.0) / 6, 1e-13);
}

TEST(Nesting, TapesOfAThreadAreTheirOwn) {
  std::vector<std::thread> threads;
  std::array<double, 8> results{};
  for (std::size_t t = 0; t < results.size(); ++t)
    threads.emplace_back([&results, t] {
      for (int k = 0; k < 100; ++k)
        results[t] += gradient<Mode::reverse>([](auto x, auto y) { return x * y; }, 1.0, double(t))[0];
    });
  for (auto& thread : threads) thread.join();
  for (std::size_t t = 0; t < results.size(); ++t) EXPECT_EQ(results[t], 100.0 * double(t));
}

}  // namespace
}  // namespace slope
