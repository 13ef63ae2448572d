// SPDX-License-Identifier: MIT
#include "recording.hpp"
#include "slope/function/sigmoid.hpp"

Recording* record_product(double x, double y) {
  auto* r = new Recording;
  r->x = r->tape.variable(x);
  r->y = r->tape.variable(y);
  r->result = 0.0;
  r->result += r->x * sigmoid(r->x * r->y);  // an open accumulator
  return r;
}
