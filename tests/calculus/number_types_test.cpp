// SPDX-License-Identifier: MIT
// The calculus in other number types than double.
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "functions.hpp"
#include "slope/calculus/calculus.hpp"
#include "slope/function/gamma_any.hpp"

namespace slope {
namespace {

using Fifty = boost::multiprecision::cpp_bin_float_50;

TEST(NumberTypes, FloatStaysFloat) {
  const std::array<float, 2> forward = gradient(small_function, 2.0F, 0.5F);
  const std::array<float, 2> reverse = gradient<Mode::reverse>(small_function, 2.0F, 0.5F);
  expect_close(forward, small_gradient);
  expect_close(reverse, small_gradient);
  const std::vector<float> wide = gradient(wide_function, wide_point<float>());
  expect_close(wide, wide_gradient, 8);
}

TEST(NumberTypes, LongDouble) {
  const std::array<long double, 2> g = gradient(small_function, 2.0L, 0.5L);
  expect_close(g, small_gradient);
  const std::vector<long double> wide = gradient(wide_function, wide_point<long double>());
  expect_close(wide, wide_gradient, 8);
}

TEST(NumberTypes, FiftyDigits) {
  const auto close = [](const Fifty& a, const Fifty& b) {
    return abs(a - b) <= 8 * std::numeric_limits<Fifty>::epsilon() * abs(b);
  };
  for (const auto& g : {gradient(small_function, Fifty(2), Fifty(0.5)),
                        gradient<Mode::reverse>(small_function, Fifty(2), Fifty(0.5))})
    for (std::size_t i = 0; i < 2; ++i) EXPECT_TRUE(close(g[i], Fifty(small_gradient_digits[i]))) << i;
  const auto h = hessian(small_function, Fifty(2), Fifty(0.5));
  EXPECT_NEAR(static_cast<double>(h[1][1] - Fifty(small_hessian[3])), 0, 1e-18);
  EXPECT_TRUE(close(nth_derivative([](const auto& x) { return exp(2 * x); }, Fifty(0), 10), Fifty(1024)));
}

}  // namespace
}  // namespace slope
