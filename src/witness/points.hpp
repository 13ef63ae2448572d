// SPDX-License-Identifier: MIT
// Where the witnesses look.
#pragma once

#include <string>
#include <vector>

namespace slope::witness {

/// That many points of [from, to], always the same ones: the ends; evenly over all of it, in (−40, 40), at all scales
/// near 0, and near where functions of e^x change: ±36.7, ±709.8, ±745.
std::vector<double> sample_points(double from, double to, std::size_t count);

/// How many doubles lie between a and b; 0 if both are NaN, infinite if one is.
double ulps_between(double a, double b);

/// "0.25", "-745"
std::string shortest(double x);

}  // namespace slope::witness
