// SPDX-License-Identifier: MIT
// SAYS: nth_derivative works by Taylor series (Mode::automatic, Mode::forward) or by formulas (Mode::symbolic)
#include <string>

#include "slope/calculus/calculus.hpp"

int main() {
#ifdef RIGHT
  constexpr auto mode = slope::Mode::forward;
#else
  constexpr auto mode = slope::Mode::reverse;
#endif
  slope::nth_derivative<mode>([](auto x) { return x * x; }, 1.0, 2);
}
