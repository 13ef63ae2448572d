// SPDX-License-Identifier: MIT
// plain C++, gradient by hand
#include <cmath>
#include <cstdio>
#include <vector>

double f(const std::vector<double>& x, std::vector<double>& g) {
  const double s = 1 / (1 + std::exp(-x[0] * x[1])), c = std::cos(x[0]);
  const double by_product = s * (1 - s) * std::sin(x[0]);
  g = {by_product * x[1] + s * c, by_product * x[0]};
  return s * std::sin(x[0]);
}

int main() {
  std::vector<double> g;
  const double y = f({0.5, 2.0}, g);
  std::printf("%.15g %.15g %.15g\n", y, g[0], g[1]);
}
