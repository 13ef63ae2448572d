// SPDX-License-Identifier: MIT
// What an enclosure owes to a true value of 45 digits.
#pragma once

#include <string>
#include <vector>

#include "reference.hpp"
#include "slope/interval/interval.hpp"

namespace slope::truth {

using reference::Big;

/// The numbers that `value` may stand for: it is rounded, and 0 and infinities are what is beyond 10^±20000.
inline Interval around(const Big& value) {
  const Rational tiny = Rational::from_decimal("1e-19999"), huge = Rational::from_decimal("1e19999");
  if (value == 0) return Interval(-tiny, tiny);
  if (isinf(value))
    return value > 0 ? Interval(0.0, 1.0 / 0.0) + Interval(huge) : Interval(-1.0 / 0.0, 0.0) - Interval(huge);
  std::string digits = value.str(50, std::ios_base::scientific);
  const bool negative = digits[0] == '-';
  const Rational size = Rational::from_decimal(negative ? digits.substr(1) : digits);
  const Rational error = size * Rational::from_decimal("1e-44");
  const Interval y(size - error, size + error);
  return negative ? -y : y;
}

/// A true value, ready to be compared with many enclosures; NaN is undefined.
class Value {
 public:
  explicit Value(const Big& value) : undefined_(isnan(value)) {
    const IntervalPrecision scope(200);
    if (!undefined_) around_ = around(value);
  }
  /// Whether `enclosure`, of f on a box that holds the point, is compatible with the value there.
  bool is_in(const Interval& enclosure) const {
    if (undefined_) return !enclosure.is_defined();
    return enclosure.defined() == Interval::Defined::maybe ||
           (enclosure.is_defined() && !apart(enclosure, around_));
  }

 private:
  bool undefined_;
  Interval around_;
};

}  // namespace slope::truth
