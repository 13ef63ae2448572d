// SPDX-License-Identifier: MIT
// Taylor coefficients: exp(exp(x) − 1) at 0 has Bell's numbers, over n!, which count the ways to part a set of n.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "slope/calculus/derivative.hpp"
#include "slope/function/exponential.hpp"

int main() {
  const auto f = [](const auto& x) { return slope::exp(slope::exp(x) - 1); };
  const std::vector<double> c = slope::taylor(f, 0.0, 10);
  double factorial = 1;
  for (std::size_t n = 0; n < c.size(); factorial *= static_cast<double>(++n))
    fmt::print("{:.0f}{}", factorial * c[n], n + 1 < c.size() ? " " : "\n");
  fmt::print("the tenth derivative: {:.0f}\n", slope::nth_derivative(f, 0.0, 10));
}
