// SPDX-License-Identifier: MIT
// What two shared objects, each with a Slope of its own, pass to one another.
#pragma once

#include "slope/tape/tape.hpp"

struct Recording {
  slope::Tape<double> tape;
  slope::Var<double> x, y, result;
};

extern "C" {
/// x sigmoid(x y) on a new tape, at this point.
Recording* record_product(double x, double y);
/// Records cos of the result, computes the derivatives by x and y, and ends the recording.
void sweep_cosine(Recording* recording, double* by_x, double* by_y);
/// 1 if mixing the recording's variables with those of another tape is a UsageError.
int refuses_mixtures(Recording* recording);
}
