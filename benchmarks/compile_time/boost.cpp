// SPDX-License-Identifier: MIT
// Boost autodiff
#include <boost/math/differentiation/autodiff.hpp>
#include <cstdio>

int main() {
  const auto x = boost::math::differentiation::make_ftuple<double, 1, 1>(0.5, 2.0);
  const auto& [a, b] = x;
  const auto y = 1.0 / (1.0 + exp(-a * b)) * sin(a);
  std::printf("%.15g %.15g %.15g\n", y.derivative(0, 0), y.derivative(1, 0), y.derivative(0, 1));
}
