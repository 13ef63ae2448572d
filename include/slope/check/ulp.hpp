// SPDX-License-Identifier: MIT
// How far a computed number is from a true value, in units in the last place.
#pragma once

#include <cmath>
#include <concepts>
#include <limits>

namespace slope {

/// A number of units in the last place (ulps).
struct Ulps {
  double count;
};
constexpr Ulps ulps(double count) { return {count}; }

/// A true value, known beyond the digits of T: the nearest T, and what the rounding left off, in ulps of `nearest`
/// (from −½ to ½). A value beyond the largest T is an infinity. NaN: the value is not defined.
template <std::floating_point T> struct TrueValue {
  T nearest = 0;
  double rest = 0;
};

/// The distance from |x| to the next larger number of T: one ulp of x. That of an infinity is that of the largest number.
template <std::floating_point T> T ulp_of(T x) {
  using Limits = std::numeric_limits<T>;
  const T size = std::fabs(x);
  if (size >= Limits::max()) return Limits::max() - std::nextafter(Limits::max(), T(0));
  return std::nextafter(size, Limits::infinity()) - size;
}

/// |computed − truth| in ulps of the truth. 0 if both are NaN, infinite if just one of them is. An infinity counts as
/// the first number beyond the range of T, so the largest number is one ulp from it.
template <std::floating_point T> double ulp_distance(T computed, const TrueValue<T>& truth) {
  const T nearest = truth.nearest;
  if (std::isnan(computed) || std::isnan(nearest))
    return std::isnan(computed) && std::isnan(nearest) ? 0 : std::numeric_limits<double>::infinity();
  if (computed == nearest && std::isinf(nearest)) return 0;
  const T unit = ulp_of(nearest);
  // In ulps before subtracting, where both are so large that their difference may overflow.
  const auto in_units = [&](T x) -> long double {
    if (std::isinf(x)) {
      const long double limit =
          2 * std::ldexp(1.0L, std::numeric_limits<T>::max_exponent - 1 - std::ilogb(unit));
      return x > 0 ? limit : -limit;
    }
    return static_cast<long double>(x) / static_cast<long double>(unit);
  };
  const bool near = std::fabs(computed) < 1 && std::fabs(nearest) < 1;
  const long double steps =
      near ? static_cast<long double>(T(computed - nearest)) / static_cast<long double>(unit)
           : in_units(computed) - in_units(nearest);
  return static_cast<double>(std::fabs(steps - static_cast<long double>(truth.rest)));
}
template <std::floating_point T> double ulp_distance(T computed, T truth) {
  return ulp_distance(computed, TrueValue<T>{truth, 0});
}

}  // namespace slope
