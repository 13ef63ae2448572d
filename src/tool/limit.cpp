// SPDX-License-Identifier: MIT
#include "limit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace slope::tool {

namespace {

constexpr int sampled_digits = 20;

Rational power_of_ten(std::int64_t n) {
  return n < 0 ? Rational(10).power(-n).reciprocal() : Rational(10).power(n);
}

// f at a place where one variable is moved by `shift`; nothing if no precision settles its digits.
std::optional<long double> sample(const Expr& f, const Place& place, std::string_view x,
                                  const Rational& shift) {
  try {
    return std::strtold(place.digits(f, sampled_digits, x, shift).c_str(), nullptr);
  } catch (const LimitError&) {
    return std::nullopt;
  }
}

bool close(long double a, long double b, long double relative) {
  if (std::isinf(a) || std::isinf(b)) return a == b;
  return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

// The double next to a number; a number beyond the largest double is not infinite.
double rounded(long double x) {
  constexpr double largest = std::numeric_limits<double>::max();
  return std::isinf(x) ? static_cast<double>(x)
                       : static_cast<double>(std::clamp<long double>(x, -largest, largest));
}

}  // namespace

std::optional<double> limit(const Expr& f, const Expr& x, const Place& place, Side side) {
  // At distances of 10^-40, 10^-80 and 10^-160 of the place's size: values that settle, vanish or grow along these do so
  // at any rate that a power or a logarithm has.
  const std::string& name = x.node().name();
  const double at = std::abs(place.numbers().at(name));
  const Rational scale =
      at > 0 && std::isfinite(at) ? power_of_ten(static_cast<std::int64_t>(std::log10(at))) : 1;
  std::array<long double, 3> v{};
  std::int64_t exponent = 40;
  for (long double& value : v) {
    const Rational shift = scale * power_of_ten(-exponent) * Rational(static_cast<int>(side));
    const auto sampled = sample(f, place, name, shift);
    if (!sampled || std::isnan(*sampled))
      return sampled ? std::optional(static_cast<double>(*sampled)) : std::nullopt;
    value = *sampled;
    exponent *= 2;
  }
  if (close(v[1], v[2], 1e-6)) return rounded(v[2]);
  const auto ratio_within = [&](long double low, long double high) {
    const long double first = std::abs(v[1] / v[0]), second = std::abs(v[2] / v[1]);
    return low <= first && first <= high && low <= second && second <= high;
  };
  if (ratio_within(0, 0.75)) return 0.0;
  if (v[1] * v[2] > 0 && ratio_within(1.3, HUGE_VAL))
    return std::copysign(HUGE_VAL, static_cast<double>(v[2]));
  return std::nullopt;
}

bool agree(std::optional<double> a, std::optional<double> b) { return a && b && close(*a, *b, 1e-12); }

}  // namespace slope::tool
