// SPDX-License-Identifier: MIT
// SAYS: the callable must return a number
#include <string>

#include "slope/calculus/calculus.hpp"

int main() {
#ifdef RIGHT
  const auto f = [](auto x, auto y) { return x * y; };
#else
  const auto f = [](auto, auto) {};
#endif
  slope::value_and_gradient(f, 1.0, 2.0);
}
