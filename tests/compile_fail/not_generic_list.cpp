// SPDX-License-Identifier: MIT
// SAYS: the callable takes one type of number only: make its parameters generic
#include <string>

#include "slope/calculus/calculus.hpp"

int main() {
#ifdef RIGHT
  const auto f = [](const auto& x) { return x[0] * x[1]; };
#else
  const auto f = [](const std::vector<double>& x) { return x[0] * x[1]; };
#endif
  slope::hessian(f, std::vector{1.0, 2.0});
}
