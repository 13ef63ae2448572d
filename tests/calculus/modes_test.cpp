// SPDX-License-Identifier: MIT
// Every verb in every mode against independent values.
#include <algorithm>

#include "functions.hpp"
#include "slope/calculus/calculus.hpp"

namespace slope {
namespace {

template <class T> class Modes : public testing::Test {};
template <Mode m> using As = std::integral_constant<Mode, m>;
using AllModes =
    testing::Types<As<Mode::automatic>, As<Mode::forward>, As<Mode::reverse>, As<Mode::symbolic>>;
TYPED_TEST_SUITE(Modes, AllModes);

template <class Rows> std::vector<double> flat(const Rows& rows) {
  std::vector<double> all;
  for (const auto& row : rows) all.insert(all.end(), row.begin(), row.end());
  return all;
}

TYPED_TEST(Modes, SeparateArguments) {
  constexpr Mode mode = TypeParam::value;
  const std::array<double, 2> g = gradient<mode>(small_function, 2.0, 0.5);
  expect_close(g, small_gradient);
  expect_close(gradient<mode>(small_function, {2.0, 0.5}), small_gradient);
  const auto [value, same] = value_and_gradient<mode>(small_function, 2.0, 0.5);
  expect_close(std::array{value}, small_value);
  EXPECT_EQ(same, g);
  const std::array<std::array<double, 2>, 2> h = hessian<mode>(small_function, 2.0, 0.5);
  expect_close(flat(h), small_hessian);
  EXPECT_EQ(h[0][1], h[1][0]);
}

TYPED_TEST(Modes, AVector) {
  constexpr Mode mode = TypeParam::value;
  const std::vector<double> x = wide_point<double>();
  const std::vector<double> g = gradient<mode>(wide_function, x);
  expect_close(g, wide_gradient, 8);
  const auto [value, same] = value_and_gradient<mode>(wide_function, x);
  expect_close(std::array{value}, wide_value);
  EXPECT_EQ(same, g);
  const std::vector<std::vector<double>> h = hessian<mode>(wide_function, x);
  expect_close(flat(h), wide_hessian, 8);
  for (std::size_t i = 0; i < h.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) EXPECT_EQ(h[i][j], h[j][i]);
}

TYPED_TEST(Modes, AnArrayAndASpan) {
  constexpr Mode mode = TypeParam::value;
  const std::vector<double> x = wide_point<double>();
  std::array<double, wide_size> a;
  std::copy(x.begin(), x.end(), a.begin());
  const std::array<double, wide_size> from_array = gradient<mode>(wide_function, a);
  const std::vector<double> from_span = gradient<mode>(wide_function, std::span(x));
  expect_close(from_array, wide_gradient, 8);
  expect_close(from_span, wide_gradient, 8);
}

TYPED_TEST(Modes, Jacobian) {
  constexpr Mode mode = TypeParam::value;
  const std::array<std::array<double, 3>, 4> j = jacobian<mode>(outputs_function, 1.5, -0.75, 0.25);
  expect_close(flat(j), outputs_jacobian);
  const auto of_list = [](const auto& x) {
    const auto y = outputs_function(x[0], x[1], x[2]);
    return std::vector(y.begin(), y.end());
  };
  const std::vector<std::vector<double>> rows = jacobian<mode>(of_list, std::vector{1.5, -0.75, 0.25});
  expect_close(flat(rows), outputs_jacobian);
}

TYPED_TEST(Modes, DerivativeOfOneNumber) {
  expect_close(std::array{derivative<TypeParam::value>(curve_function, 0.75)},
               std::span(curve_derivatives).subspan(1, 1));
}

TEST(Calculus, HigherDerivatives) {
  for (int n = 0; n <= 8; ++n) {
    const auto expected = std::span(curve_derivatives).subspan(static_cast<std::size_t>(n), 1);
    expect_close(std::array{nth_derivative(curve_function, 0.75, n)}, expected, 64);
    if (n <= 4)
      expect_close(std::array{nth_derivative<Mode::symbolic>(curve_function, 0.75, n)}, expected, 64);
  }
}

TEST(Calculus, TaylorCoefficients) {
  const std::vector<double> c = taylor(curve_function, 0.75, 8);
  ASSERT_EQ(c.size(), 9u);
  double factorial = 1;
  for (std::size_t n = 0; n <= 8; factorial *= static_cast<double>(++n))
    expect_close(std::array{c[n] * factorial}, std::span(curve_derivatives).subspan(n, 1), 64);
  EXPECT_EQ(taylor([](auto) { return 3; }, 1.0, 2), (std::vector<double>{3, 0, 0}));
  EXPECT_EQ(taylor(curve_function, 0.75, 0).size(), 1u);
}

// Products of the reference matrix with a vector, in long double.
std::vector<long double> times(std::span<const long double> matrix, const std::vector<double>& v) {
  std::vector<long double> out(matrix.size() / v.size(), 0);
  for (std::size_t i = 0; i < matrix.size(); ++i) out[i / v.size()] += matrix[i] * v[i % v.size()];
  return out;
}

TEST(Calculus, AlongADirection) {
  const std::vector<double> x = wide_point<double>(), v = {1, -2, 0.5, 3, 0, 0.25, -1, 1, 2, -0.5};
  expect_close(std::array{directional(wide_function, x, v)}, times(wide_gradient, v), 8);
  expect_close(hessian_vector(wide_function, x, v), times(wide_hessian, v), 8);
  expect_close(hessian_vector<Mode::forward>(wide_function, x, v), times(wide_hessian, v), 8);
  expect_close(hessian_vector(small_function, {2.0, 0.5}, {3.0, -1.0}), times(small_hessian, {3, -1}), 8);
  expect_close(std::array{directional(small_function, {2.0, 0.5}, {3.0, -1.0})},
               times(small_gradient, {3, -1}), 8);
  const std::array<double, 4> moved = directional(outputs_function, {1.5, -0.75, 0.25}, {1.0, 2.0, -1.0});
  expect_close(moved, times(outputs_jacobian, {1, 2, -1}), 8);
}

// A derivative of a curve in the plane is taken element by element.
TEST(Calculus, DerivativeOfAList) {
  const auto circle = [](const auto& t) { return std::array{cos(t), sin(t)}; };
  const std::array<double, 2> d = derivative(circle, 0.0);
  EXPECT_EQ(d, (std::array{0.0, 1.0}));
}

TEST(Calculus, IntegersStandForDoubles) {
  const std::array<double, 2> g = gradient(small_function, 2, 0.5);
  expect_close(g, small_gradient);
  EXPECT_EQ(derivative([](auto x) { return x * x; }, 3), 6.0);
  EXPECT_EQ(gradient([](const auto& x) { return x[0] * x[1]; }, std::vector{3, 4}),
            (std::vector<double>{4, 3}));
}

// What does not depend on an argument has derivative 0, whatever else it is.
TEST(Calculus, Constants) {
  const auto one = [](auto, auto) { return 1; };
  EXPECT_EQ(gradient(one, 2.0, 3.0), (std::array{0.0, 0.0}));
  EXPECT_EQ(gradient<Mode::reverse>(one, 2.0, 3.0), (std::array{0.0, 0.0}));
  EXPECT_EQ(gradient<Mode::symbolic>(one, 2.0, 3.0), (std::array{0.0, 0.0}));
  EXPECT_EQ(hessian(one, 2.0, 3.0)[0][0], 0.0);
}

}  // namespace
}  // namespace slope
