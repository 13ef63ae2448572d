// SPDX-License-Identifier: MIT
// The derivative of a function of one number, and Newton's method with it.
#include <fmt/format.h>

#include "slope/calculus/derivative.hpp"
#include "slope/function/exponential.hpp"

int main() {
  const auto f = [](auto x) { return x * slope::exp(x) - 2; };
  fmt::print("f'(1) = {}\n", slope::derivative(f, 1.0));

  double x = 1;
  for (int step = 0; step < 6; ++step) x -= f(x) / slope::derivative(f, x);
  fmt::print("x exp(x) = 2 at x = {:.15f}\n", x);
}
