// SPDX-License-Identifier: MIT
// SAYS: the arguments must be numbers, or one list of numbers
#include <string>

#include "slope/calculus/calculus.hpp"

int main() {
#ifdef RIGHT
  slope::gradient([](const auto& x) { return x[0] * x[1]; }, std::vector{1.0, 2.0});
#else
  slope::gradient([](const auto& x, auto y) { return x[0] * y; }, std::vector{1.0, 2.0}, 3.0);
#endif
}
