// SPDX-License-Identifier: MIT
// SAYS: the second argument must be one number: for several, or for a list, use gradient or directional
#include <string>

#include "slope/calculus/calculus.hpp"

int main() {
#ifdef RIGHT
  slope::gradient([](const auto& x) { return x[0] * x[1]; }, std::vector{1.0, 2.0});
#else
  slope::derivative([](const auto& x) { return x[0] * x[1]; }, std::vector{1.0, 2.0});
#endif
}
