// SPDX-License-Identifier: MIT
// Second derivatives: one Newton step after another to the minimum of Rosenbrock's valley.
#include <fmt/format.h>

#include "slope/calculus/hessian.hpp"

int main() {
  const auto valley = [](auto x, auto y) {
    const auto a = y - x * x;
    const auto b = 1 - x;
    return 100 * (a * a) + b * b;
  };
  double x = -1.2, y = 1;
  for (int step = 0; step < 7; ++step) {
    const auto [value, g] = slope::value_and_gradient(valley, x, y);
    const auto h = slope::hessian(valley, x, y);
    fmt::print("f({:9.6f}, {:9.6f}) = {:.6f}\n", x, y, value);
    const double determinant = h[0][0] * h[1][1] - h[0][1] * h[1][0];
    x -= (h[1][1] * g[0] - h[0][1] * g[1]) / determinant;
    y -= (h[0][0] * g[1] - h[1][0] * g[0]) / determinant;
  }
  const auto product = slope::hessian_vector(valley, {1.0, 1.0}, {1.0, 2.0});
  fmt::print("the Hessian at (1, 1), times (1, 2): ({}, {})\n", product[0], product[1]);
}
