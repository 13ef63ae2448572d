// SPDX-License-Identifier: MIT
// Ceres Jet
#include <ceres/jet.h>

#include <cstdio>

int main() {
  using Jet = ceres::Jet<double, 2>;
  const Jet a(0.5, 0), b(2.0, 1);
  const Jet y = 1.0 / (1.0 + exp(-a * b)) * sin(a);
  std::printf("%.15g %.15g %.15g\n", y.a, y.v[0], y.v[1]);
}
