// SPDX-License-Identifier: MIT
// SAYS: jacobian needs a callable that returns a list of numbers
#include <string>

#include "slope/calculus/calculus.hpp"

int main() {
  const auto f = [](auto x, auto y) { return x * y; };
#ifdef RIGHT
  slope::gradient(f, 1.0, 2.0);
#else
  slope::jacobian(f, 1.0, 2.0);
#endif
}
