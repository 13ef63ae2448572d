// SPDX-License-Identifier: MIT
// Stan Math, reverse mode with matrices
#include <cstdio>
#include <stan/math/rev/mat.hpp>

int main() {
  stan::math::var a = 0.5, b = 2.0;
  stan::math::var y = stan::math::inv_logit(a * b) * sin(a);
  y.grad();
  std::printf("%.15g %.15g %.15g\n", y.val(), a.adj(), b.adj());
}
