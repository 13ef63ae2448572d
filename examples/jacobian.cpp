// SPDX-License-Identifier: MIT
// The Jacobian of a function that returns several numbers: how polar coordinates turn into Cartesian ones.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "slope/calculus/directional.hpp"
#include "slope/calculus/jacobian.hpp"
#include "slope/function/trigonometric.hpp"

int main() {
  const auto cartesian = [](const auto& r, const auto& angle) {
    using T = std::decay_t<decltype(r)>;
    return std::array<T, 2>{r * slope::cos(angle), r * slope::sin(angle)};
  };
  const auto j = slope::jacobian(cartesian, 2.0, 0.5);
  for (const auto& row : j) fmt::print("{:9.6f}\n", fmt::join(row, " "));
  fmt::print("its determinant is r = {:.6f}\n", j[0][0] * j[1][1] - j[0][1] * j[1][0]);
  const auto v = slope::directional(cartesian, {2.0, 0.5}, {0.0, 1.0});
  fmt::print("velocity as the angle grows: {:.6f}\n", fmt::join(v, " "));
}
