// SPDX-License-Identifier: MIT
#include "points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

namespace slope::witness {

std::vector<double> sample_points(double from, double to, std::size_t count) {
  std::mt19937_64 random(20);
  const auto uniform = [&](double a, double b) {
    return a + (b - a) * std::ldexp(static_cast<double>(random() >> 11), -53);
  };
  static constexpr std::array hard{36.7, 709.8, 745.0, 16.6, 1.0, 0.0};
  std::vector<double> points{from, to};
  if (from <= 0 && 0 <= to) points.push_back(0);
  for (std::size_t i = 0, misses = 0; points.size() < count; ++i) {
    const double sign = random() % 2 ? 1 : -1;
    double x = 0;
    switch (i % 4) {
      case 0: x = uniform(from, to); break;
      case 1: x = uniform(-40, 40); break;
      case 2: x = sign * std::exp2(uniform(-1000, 10)); break;
      case 3: x = sign * hard[random() % hard.size()] + uniform(-1, 1); break;
    }
    if (from <= x && x <= to) points.push_back(x);
    else if (++misses > count) points.push_back(uniform(from, to));
  }
  points.resize(count);
  return points;
}

double ulps_between(double a, double b) {
  if (std::isnan(a) || std::isnan(b))
    return std::isnan(a) && std::isnan(b) ? 0 : std::numeric_limits<double>::infinity();
  if (a == b) return 0;
  // Doubles in their order, as integers.
  const auto place = [](double x) {
    const auto bits = std::bit_cast<std::int64_t>(x);
    return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
  };
  return std::fabs(
      static_cast<double>(static_cast<long double>(place(a)) - static_cast<long double>(place(b))));
}

std::string shortest(double x) { return fmt::format("{}", x == 0 ? 0.0 : x); }

}  // namespace slope::witness
