// SPDX-License-Identifier: MIT
// Where a function is tried: points of an interval or a box, dense where implementations fail. The same seed gives the
// same points everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "slope/expr/expr.hpp"

namespace slope {

/// A closed interval of one variable.
struct SampleRange {
  double low, high;
};

struct SampleOptions {
  std::size_t count = 2000;  ///< of points; those of the fixed list and near special points come first
  std::uint64_t seed = 1;
};

/// Points of [low, high], sorted, without duplicates: both ends and their neighbours, 0, ±1, the smallest numbers, powers
/// of two, the places from which e^±x rounds away, underflows or overflows in float and double (±17.3, ±36.7, ±88.7,
/// ±709.8, ±745.1, …), each of `special` with its neighbours at growing distances, and numbers drawn half uniformly, half
/// with a uniform logarithm. In T, so that float samples are floats.
/// @throws UsageError if there is no number in the interval, or an end is NaN or infinite
/// @{
std::vector<double> sample_range(SampleRange range, const SampleOptions& options = {},
                                 const std::vector<double>& special = {});
std::vector<float> sample_range_float(SampleRange range, const SampleOptions& options = {},
                                      const std::vector<double>& special = {});
/// @}

/// Points of a box, one coordinate for each range: its corners (64 at most) and centre, points with one or more
/// coordinates from the lists above, and random ones, half uniform, half with uniform logarithms.
/// @throws UsageError as above, or if the box has no ranges
std::vector<std::vector<double>> sample_box(const std::vector<SampleRange>& box,
                                            const SampleOptions& options = {},
                                            const std::vector<std::vector<double>>& special = {});

/// Where f does something on the interval as its variable `x` moves through it: zeros of f and of the operands of its
/// functions, kinks, edges of domains, poles. Found by the change of signs from step to step, then by bisection to the last
/// place, so that two changes within one step are missed.
/// @param at values of the other symbols
std::vector<double> special_points(const Expr& f, const std::string& x, SampleRange range,
                                   const std::vector<std::pair<std::string, double>>& at = {},
                                   int steps = 4000);

}  // namespace slope
