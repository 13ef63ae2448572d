// SPDX-License-Identifier: MIT
// Slope, gradient of a callable
#include <cstdio>
#include <slope/calculus/gradient.hpp>
#include <slope/function/catalog.hpp>

int main() {
  using slope::sigmoid, slope::sin;
  const auto f = [](const auto& a, const auto& b) { return sigmoid(a * b) * sin(a); };
  const auto [y, g] = slope::value_and_gradient(f, 0.5, 2.0);
  std::printf("%.15g %.15g %.15g\n", y, g[0], g[1]);
}
