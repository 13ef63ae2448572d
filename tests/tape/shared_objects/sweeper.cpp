// SPDX-License-Identifier: MIT
#include <memory>

#include "recording.hpp"
#include "slope/function/trigonometric.hpp"

void sweep_cosine(Recording* recording, double* by_x, double* by_y) {
  const std::unique_ptr<Recording> r(recording);
  slope::Tape<double> own;
  const auto z = own.variable(3.0);
  own.reverse(z * z);
  for (int i = 0; i < 10'000; ++i) r->result += 0.0 * r->y;  // the tape grows here
  r->tape.reverse(cos(r->result));
  *by_x = r->tape.adjoint(r->x);
  *by_y = r->tape.adjoint(r->y);
}

int refuses_mixtures(Recording* recording) {
  slope::Tape<double> own;
  const auto z = own.variable(3.0);
  try {
    own.reverse(z * recording->result);
  } catch (const slope::UsageError&) {
    return 1;
  }
  return 0;
}
