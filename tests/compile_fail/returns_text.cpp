// SPDX-License-Identifier: MIT
// SAYS: the callable must return a number
#include <string>

#include "slope/calculus/calculus.hpp"

int main() {
#ifdef RIGHT
  const auto f = [](auto x, auto y) { return x * y; };
#else
  const auto f = [](auto, auto) { return std::string("no number"); };
#endif
  slope::gradient(f, 1.0, 2.0);
}
