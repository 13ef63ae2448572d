// SPDX-License-Identifier: MIT
// SAYS: the callable cannot be called with these arguments: it takes another number of them
#include <string>

#include "slope/calculus/calculus.hpp"

int main() {
#ifdef RIGHT
  const auto f = [](auto x, auto y, auto z) { return x * y * z; };
#else
  const auto f = [](auto x, auto y) { return x * y; };
#endif
  slope::gradient(f, 1.0, 2.0, 3.0);
}
