// SPDX-License-Identifier: MIT
#include "slope/tape/custom.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

namespace slope::detail {

Quotient difference_quotient(const std::function<double(double)>& at, double size) {
  constexpr int rows = 10;
  constexpr double shrink = 1.4, shrink2 = shrink * shrink, safe = 2;
  double h = std::max(size, 1.0) * 0.1;
  double table[rows][rows];
  Quotient best{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()};
  const auto quotient = [&] { return (at(h) - at(-h)) / (2 * h); };
  // Outside the domain the function is not finite: come closer first.
  for (int i = 0; i < 60 && !std::isfinite(quotient()); ++i) h /= 4;
  for (int i = 0; i < rows; ++i, h /= shrink) {
    table[0][i] = quotient();
    double factor = shrink2;
    for (int j = 1; j <= i; ++j, factor *= shrink2) {
      table[j][i] = (table[j - 1][i] * factor - table[j - 1][i - 1]) / (factor - 1);
      const double error =
          std::max(std::fabs(table[j][i] - table[j - 1][i]), std::fabs(table[j][i] - table[j - 1][i - 1]));
      if (error < best.error) best = {table[j][i], error};
    }
    if (i > 0 && std::fabs(table[i][i] - table[i - 1][i - 1]) >= safe * best.error) break;
  }
  return best;
}

void check_slope(const std::string& name, std::size_t argument, std::span<const double> point, double given,
                 const Quotient& quotient) {
  // A difference quotient has about half the digits at worst; a wrong derivative is seldom that close.
  const double tolerance = 1e-5 * std::max(std::fabs(quotient.slope), 1e-3) + 10 * quotient.error;
  if (std::fabs(given - quotient.slope) <= tolerance) return;
  if (!std::isfinite(quotient.slope) && !std::isfinite(given)) return;
  throw UsageError(
      fmt::format("the derivative given for {} is wrong: by argument {} at ({}) it is {}, and the "
                  "function's difference quotient is {} (± {:.1g})",
                  name, argument + 1, fmt::join(point, ", "), given, quotient.slope, quotient.error));
}

void refuse_unchecked(const std::string& name) {
  throw UsageError(
      fmt::format("the derivative given for {} cannot be checked: the function is finite at none of the "
                  "points; give points from its domain",
                  name));
}

}  // namespace slope::detail
