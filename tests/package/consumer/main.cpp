// SPDX-License-Identifier: MIT
// A program of somebody else's that uses Slope. Exits with 1 if an answer is wrong.
#include <fmt/core.h>
#include <slope/slope.hpp>

namespace {

bool is_right(const char* what, double got, double expected) {
  if (got == expected) return true;
  fmt::print(stderr, "{} is {}, expected {}\n", what, got, expected);
  return false;
}

}  // namespace

int main() {
  using namespace slope;
  const Expr x = symbol("x");
  const double value = evaluate(raw_diff(sigmoid(x), x), {{"x", 0.0}});
  const Rational big = Rational(3).power(80) / Rational(3).power(79);  // beyond 64 bits on the way
  return is_right("sigmoid'(0)", value, 0.25) && is_right("3^80/3^79", big.as<double>(), 3) ? 0 : 1;
}
