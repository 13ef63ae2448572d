// SPDX-License-Identifier: MIT
// Between which bounds a polynomial lies, given bounds of its atoms.
#pragma once

#include <functional>

#include "polynomial.hpp"
#include "slope/verify/assumptions.hpp"

namespace slope::algebra {

Range product(const Range& a, const Range& b);
Range sum(const Range& a, const Range& b);
Range power(const Range& a, std::int32_t n);
Range intersection(const Range& a, const Range& b);
inline Range point(const Rational& x) { return {x, x, true, true}; }
inline Range at_least_zero() { return {Rational(0), std::nullopt, true, false}; }
inline Range above_zero() { return {Rational(0), std::nullopt, false, false}; }

inline bool is_positive(const Range& r) {
  return r.low && (r.low->sign() > 0 || (r.low->is_zero() && !r.low_included));
}
inline bool is_nonnegative(const Range& r) { return r.low && r.low->sign() >= 0; }
inline bool is_negative(const Range& r) {
  return r.high && (r.high->sign() < 0 || (r.high->is_zero() && !r.high_included));
}
inline bool is_nonpositive(const Range& r) { return r.high && r.high->sign() <= 0; }

/// A range that holds every value of p where the atoms have values in theirs.
Range range_of(const Polynomial& p, const std::function<const Range&(AtomId)>& range_of_atom);

}  // namespace slope::algebra
