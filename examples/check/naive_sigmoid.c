// SPDX-License-Identifier: MIT
// 1/(1 + e^-x), or with --derivative s*(1 - s), as one writes them down: a number a line in, a result a line out.
#include <math.h>
#include <stdio.h>

int main(int argc, char** argv) {
  (void)argv;
  double x;
  while (scanf("%lf", &x) == 1) {
    const double s = 1 / (1 + exp(-x));
    printf("%.17g\n", argc > 1 ? s * (1 - s) : s);
  }
  return 0;
}
