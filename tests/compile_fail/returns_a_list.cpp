// SPDX-License-Identifier: MIT
// SAYS: the callable returns a list where one number is expected: for the derivatives of several results use jacobian
#include <string>

#include "slope/calculus/calculus.hpp"

int main() {
  const auto f = [](auto x, auto y) { return std::array{x * y, y * x}; };
#ifdef RIGHT
  slope::jacobian(f, 1.0, 2.0);
#else
  slope::gradient(f, 1.0, 2.0);
#endif
}
