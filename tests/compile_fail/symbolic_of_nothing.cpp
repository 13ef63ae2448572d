// SPDX-License-Identifier: MIT
// SAYS: symbolic(f) finds no number of arguments from 1 to 8 that the callable takes
#include <string>

#include "slope/calculus/calculus.hpp"

int main() {
#ifdef RIGHT
  slope::symbolic([](auto x) { return x * x; });
#else
  slope::symbolic([](double x) { return x * x; });
#endif
}
