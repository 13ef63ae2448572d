// SPDX-License-Identifier: MIT
// Eigen AutoDiff
#include <Eigen/Core>
#include <cstdio>
#include <unsupported/Eigen/AutoDiff>

int main() {
  using Dual = Eigen::AutoDiffScalar<Eigen::Vector2d>;
  const Dual a(0.5, 2, 0), b(2.0, 2, 1);
  const Dual y = 1.0 / (1.0 + exp(-a * b)) * sin(a);
  std::printf("%.15g %.15g %.15g\n", y.value(), y.derivatives()[0], y.derivatives()[1]);
}
