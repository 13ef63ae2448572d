// SPDX-License-Identifier: MIT
#include "sign.hpp"

#include <algorithm>
#include <array>

namespace slope::algebra {

namespace {

// One end of a range: a number, or ±infinity.
struct End {
  Rational value;
  int infinite = 0;
  bool included = false;

  int sign() const { return infinite != 0 ? infinite : value.sign(); }
};

End low_of(const Range& r) { return r.low ? End{*r.low, 0, r.low_included} : End{0, -1, false}; }
End high_of(const Range& r) { return r.high ? End{*r.high, 0, r.high_included} : End{0, 1, false}; }

Range from(const End& low, const End& high) {
  Range r;
  if (low.infinite == 0) r.low = low.value, r.low_included = low.included;
  if (high.infinite == 0) r.high = high.value, r.high_included = high.included;
  return r;
}

End times(const End& a, const End& b) {
  if (a.sign() == 0 || b.sign() == 0)
    return {0, 0, (a.sign() == 0 && a.included) || (b.sign() == 0 && b.included)};
  if (a.infinite != 0 || b.infinite != 0) return {0, a.sign() * b.sign(), false};
  return {a.value * b.value, 0, a.included && b.included};
}

bool below(const End& a, const End& b) {
  if (a.infinite != b.infinite) return a.infinite < b.infinite;
  return a.infinite == 0 && a.value < b.value;
}
bool same(const End& a, const End& b) { return !below(a, b) && !below(b, a); }

Range reciprocal(const Range& r) {
  const auto inverted = [](const End& e) {
    if (e.infinite != 0) return End{0, 0, false};
    return End{e.value.reciprocal(), 0, e.included};
  };
  if (is_positive(r)) {
    const End low = low_of(r);
    return from(inverted(high_of(r)), low.value.is_zero() ? End{0, 1, false} : inverted(low));
  }
  if (is_negative(r)) {
    const End high = high_of(r);
    return from(high.value.is_zero() ? End{0, -1, false} : inverted(high), inverted(low_of(r)));
  }
  // Where the reciprocal exists, the number is not 0.
  if (is_nonnegative(r)) return above_zero();
  if (is_nonpositive(r)) return {std::nullopt, Rational(0), false, false};
  return {};
}

Range size(const Range& r) {
  if (is_nonnegative(r)) return r;
  const End low = low_of(r), high = high_of(r);
  const End minus_low{-low.value, -low.infinite, low.included},
      minus_high{-high.value, -high.infinite, high.included};
  if (is_nonpositive(r)) return from(minus_high, minus_low);
  return from({0, 0, true}, below(minus_low, high) ? high : minus_low);
}

}  // namespace

Range product(const Range& a, const Range& b) {
  const std::array ends{times(low_of(a), low_of(b)), times(low_of(a), high_of(b)),
                        times(high_of(a), low_of(b)), times(high_of(a), high_of(b))};
  End low = ends[0], high = ends[0];
  for (const End& e : ends) {
    if (below(e, low)) low = e;
    else if (same(e, low)) low.included = low.included || e.included;
    if (below(high, e)) high = e;
    else if (same(e, high)) high.included = high.included || e.included;
  }
  return from(low, high);
}

Range sum(const Range& a, const Range& b) {
  Range r;
  if (a.low && b.low) r.low = *a.low + *b.low, r.low_included = a.low_included && b.low_included;
  if (a.high && b.high) r.high = *a.high + *b.high, r.high_included = a.high_included && b.high_included;
  return r;
}

Range power(const Range& a, std::int32_t n) {
  if (n == 1) return a;
  if (n < 0) return power(reciprocal(a), -n);
  if (n > 64) {  // the sign alone
    if (is_positive(a)) return above_zero();
    return n % 2 == 0 || is_nonnegative(a) ? at_least_zero() : Range();
  }
  const auto raised = [&](End e) {
    e.value = e.value.power(n);
    if (e.infinite < 0 && n % 2 == 0) e.infinite = 1;
    return e;
  };
  const Range base = n % 2 == 0 ? size(a) : a;
  return from(raised(low_of(base)), raised(high_of(base)));
}

Range intersection(const Range& a, const Range& b) {
  End low = low_of(a), high = high_of(a);
  const End other_low = low_of(b), other_high = high_of(b);
  if (below(low, other_low)) low = other_low;
  else if (same(low, other_low)) low.included = low.included && other_low.included;
  if (below(other_high, high)) high = other_high;
  else if (same(high, other_high)) high.included = high.included && other_high.included;
  return from(low, high);
}

Range range_of(const Polynomial& p, const std::function<const Range&(AtomId)>& range_of_atom) {
  Range total = point(0);
  for (const Term& t : p.terms()) {
    Range term = point(t.coefficient);
    for (const Power& x : t.monomial) term = product(term, power(range_of_atom(x.atom), x.exponent));
    total = sum(total, term);
    if (!total.low && !total.high) break;
  }
  return total;
}

}  // namespace slope::algebra
