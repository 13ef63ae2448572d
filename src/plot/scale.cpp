// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "slope/core/error.hpp"
#include "slope/plot/axis.hpp"

namespace slope::plot {

namespace {

constexpr double largest = std::numeric_limits<double>::max();
constexpr double smallest = std::numeric_limits<double>::denorm_min();

bool shows(Spacing spacing, double x) {
  return std::isfinite(x) && (spacing != Spacing::logarithmic || x > 0);
}

// Ends no nearer than a billionth of themselves, so that the marks between them differ.
void move_apart(Spacing spacing, double& low, double& high) {
  if (spacing == Spacing::logarithmic) {
    if (high / low >= 1.01) return;
    low = std::max(low / 2, smallest);
    high = std::min(high, largest / 2) * 2;
    return;
  }
  const double size = std::max(std::fabs(low), std::fabs(high));
  if (high / 2 - low / 2 > 1e-9 * size) return;
  const double more = size == 0 ? 0.5 : size < 4 * std::numeric_limits<double>::min() ? size : size / 10;
  low = std::max(low - more, -largest);
  high = std::min(high + more, largest);
}

}  // namespace

Scale::Scale(const Axis& axis, std::span<const double> data, double margin)
    : spacing_(axis.spacing), whole_(axis.whole) {
  for (const auto& end : {axis.low, axis.high})
    if (end && !can_show(*end))
      throw UsageError(fmt::format("the axis '{}' cannot end at {}", axis.label, *end));
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const double x : data)
    if (can_show(x)) low = std::min(low, x), high = std::max(high, x);
  const bool any = low <= high, logarithmic = spacing_ == Spacing::logarithmic;
  if (!any) {
    low = axis.low.value_or(axis.high     ? (logarithmic ? *axis.high / 10 : *axis.high - 1)
                            : logarithmic ? 1
                                          : 0);
    high = logarithmic ? low * 10 : low + 1;
  }
  low_ = axis.low.value_or(low);
  high_ = axis.high.value_or(high);
  if (axis.low && axis.high && !(low_ < high_))
    throw UsageError(fmt::format("the axis '{}' cannot go from {} to {}", axis.label, low_, high_));
  if (low_ > high_) (axis.low ? high_ : low_) = axis.low ? low_ : high_;
  move_apart(spacing_, low_, high_);
  if (margin > 0 && any) {
    const double below = at(-margin), above = at(1 + margin);
    if (!axis.low) low_ = low_ >= 0 && spacing_ == Spacing::even ? std::max(below, 0.0) : below;
    if (!axis.high) high_ = high_ <= 0 && spacing_ == Spacing::even ? std::min(above, 0.0) : above;
  }
}

bool Scale::can_show(double x) const { return shows(spacing_, x); }

long double Scale::laid(double x) const {
  const auto wide = static_cast<long double>(x);
  return spacing_ == Spacing::even          ? wide
         : spacing_ == Spacing::logarithmic ? std::log10(wide)
                                            : std::asinh(wide);
}

double Scale::position(double x) const {
  const long double from = laid(low_);
  return static_cast<double>((laid(x) - from) / (laid(high_) - from));
}

double Scale::at(double position) const {
  const long double from = laid(low_), to = laid(high_);
  const long double s = from + static_cast<long double>(position) * (to - from);
  const long double x = spacing_ == Spacing::even          ? s
                        : spacing_ == Spacing::logarithmic ? std::pow(10.0L, s)
                                                           : std::sinh(s);
  const double least = spacing_ == Spacing::logarithmic ? smallest : -largest;
  return static_cast<double>(
      std::clamp(x, static_cast<long double>(least), static_cast<long double>(largest)));
}

}  // namespace slope::plot
