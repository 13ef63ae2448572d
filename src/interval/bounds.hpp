// SPDX-License-Identifier: MIT
// What an Interval holds: MPFI's pair of bounds.
#pragma once

#include <mpfi.h>
#include <mpfi_io.h>

#include <algorithm>
#include <new>

#include "slope/interval/interval.hpp"

namespace slope {

/// The door between Interval and MPFI.
struct Bounds {
  static mpfi_ptr of(Interval& x) { return std::launder(reinterpret_cast<mpfi_ptr>(x.bounds_)); }
  static mpfi_srcptr of(const Interval& x) { return std::launder(reinterpret_cast<mpfi_srcptr>(x.bounds_)); }
  static mpfr_srcptr low(const Interval& x) { return &of(x)->left; }
  static mpfr_srcptr high(const Interval& x) { return &of(x)->right; }
  static mpfr_ptr low(Interval& x) { return &of(x)->left; }
  static mpfr_ptr high(Interval& x) { return &of(x)->right; }

  /// A result with that definedness, after `set(bounds)` if it is defined everywhere. Bounds that became NaN on the
  /// way, as in ∞ − ∞ or 0·∞, say nothing.
  template <class Set> static Interval result(Interval::Defined how, Set set) {
    if (how != Interval::Defined::always) return Interval::undefined(how);
    Interval y;
    set(of(y));
    if (mpfr_nan_p(low(y)) || mpfr_nan_p(high(y)) || mpfr_greater_p(low(y), high(y)))
      return Interval::all_reals();
    return y;
  }
};

/// Of a computation that uses all of them.
inline Interval::Defined together(std::span<const Interval> args) {
  auto how = Interval::Defined::always;
  for (const Interval& x : args) how = std::max(how, x.defined());
  return how;
}
inline Interval::Defined together(const Interval& a, const Interval& b) {
  return std::max(a.defined(), b.defined());
}

/// An MPFR number, of the thread's precision if no other is given.
class Number {
 public:
  explicit Number(mpfr_prec_t bits = IntervalPrecision::bits()) { mpfr_init2(x_, bits); }
  ~Number() { mpfr_clear(x_); }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  operator mpfr_ptr() { return x_; }

 private:
  mpfr_t x_;
};

}  // namespace slope
