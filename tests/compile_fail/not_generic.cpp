// SPDX-License-Identifier: MIT
// SAYS: the callable takes one type of number only: make its parameters generic
#include <string>

#include "slope/calculus/calculus.hpp"

int main() {
#ifdef RIGHT
  const auto f = [](auto x, auto y) { return x * y; };
#else
  const auto f = [](double x, double y) { return x * y; };
#endif
  slope::gradient(f, 1.0, 2.0);
}
