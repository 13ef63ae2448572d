// SPDX-License-Identifier: MIT
// The functions that have kernels, with two references that share nothing with them: the usual stable formulas on
// libm in a wider built-in type, and MPFR.
#pragma once

#include <mpfr.h>

#include <cmath>
#include <span>
#include <string_view>

#include "slope/kernel/table.hpp"

namespace slope::accuracy {

template <class R> using Both = kernel::ValueAndSlope<R>;

/// f(x) and f′(x) to `bits` bits.
struct Exact {
  static constexpr mpfr_prec_t bits = 180;
  Exact() { mpfr_inits2(bits, value, slope, nullptr); }
  ~Exact() { mpfr_clears(value, slope, nullptr); }
  Exact(const Exact&) = delete;
  Exact& operator=(const Exact&) = delete;
  mpfr_t value, slope;
};

/// One function: its kernels, and its references.
struct Subject {
  std::string_view name;
  kernel::Function<float> kernel::Functions<float>::*of_float;
  kernel::Function<double> kernel::Functions<double>::*of_double;
  Both<double> (*in_double)(double);                 ///< for floats, to about 2 ulp of double
  Both<long double> (*in_long_double)(long double);  ///< for doubles, to about 2 ulp of long double
  void (*exact)(Exact& y, double x);
  /// The slope vanishes here, and near it the usual formulas cancel: NaN if it does not.
  double zero = std::nan("");

  template <class T> auto kernels() const {
    if constexpr (std::is_same_v<T, float>) return of_float;
    else return of_double;
  }
  template <class T> auto wider(T x) const {
    if constexpr (std::is_same_v<T, float>) return in_double(x);
    else return in_long_double(x);
  }
  template <class T> bool cancels(T x) const {
    return std::fabs(x - static_cast<T>(zero)) < (std::is_same_v<T, float> ? T(0.01) : T(0.06));
  }
};

std::span<const Subject> subjects();

/// |y − truth| in units of the last place of the truth in T; infinite if one of them is NaN or infinite alone.
double ulps(float y, mpfr_srcptr truth);
double ulps(double y, mpfr_srcptr truth);

}  // namespace slope::accuracy
