// SPDX-License-Identifier: MIT
// Slope, tape
#include <cstdio>
#include <slope/function/catalog.hpp>
#include <slope/tape/tape.hpp>

int main() {
  slope::Tape tape;
  const auto a = tape.variable(0.5), b = tape.variable(2.0);
  const slope::Var y = sigmoid(a * b) * sin(a);
  tape.reverse(y);
  std::printf("%.15g %.15g %.15g\n", y.value(), tape.adjoint(a), tape.adjoint(b));
}
