// SPDX-License-Identifier: MIT
// Distance in units in the last place.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace slope {

/// How many doubles lie between a and b; infinite if just one of them is a NaN.
inline double ulps_between(double a, double b) {
  if (a == b || (std::isnan(a) && std::isnan(b))) return 0;
  if (std::isnan(a) || std::isnan(b)) return std::numeric_limits<double>::infinity();
  const auto place = [](double v) {
    const auto bits = std::bit_cast<std::int64_t>(v);
    return static_cast<double>(bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits);
  };
  return std::abs(place(a) - place(b));
}

}  // namespace slope
