// SPDX-License-Identifier: MIT
// SAYS: Mode::symbolic needs #include "slope/calculus/symbolic.hpp"
#include "slope/calculus/gradient.hpp"
#ifdef RIGHT
#include "slope/calculus/symbolic.hpp"
#endif

int main() {
  slope::gradient<slope::Mode::symbolic>([](auto x, auto y) { return x * y; }, 1.0, 2.0);
}
