// SPDX-License-Identifier: MIT
// ADOL-C
#include <adolc/adolc.h>

#include <cstdio>
#include <vector>

int main() {
  const double at[] = {0.5, 2.0};
  double y, g[2];
  std::vector<adouble> x(2);
  trace_on(1);
  x[0] <<= at[0];
  x[1] <<= at[1];
  adouble result = 1.0 / (1.0 + exp(-x[0] * x[1])) * sin(x[0]);
  result >>= y;
  trace_off();
  gradient(1, 2, at, g);
  std::printf("%.15g %.15g %.15g\n", y, g[0], g[1]);
}
