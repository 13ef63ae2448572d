// SPDX-License-Identifier: MIT
// Slope, dual numbers
#include <cstdio>
#include <slope/dual/dual.hpp>
#include <slope/function/catalog.hpp>

int main() {
  using Dual = slope::Dual<double, 2>;
  const Dual a = Dual::variable(0.5, 0), b = Dual::variable(2.0, 1);
  const Dual y = sigmoid(a * b) * sin(a);
  std::printf("%.15g %.15g %.15g\n", y.value, y.slope[0], y.slope[1]);
}
