// SPDX-License-Identifier: MIT
// The functions of an angle. Poles are where an enclosure of the denominator contains 0.
#include "slope/function/trigonometric.hpp"

#include "enclosures.hpp"

namespace slope::enclosures {

namespace {

// Whether an angle is worth reducing by 2π, which takes as many bits as it has before the point: at most some more than
// the precision, beyond which only a point could be narrower than a turn.
bool in_reach(const Interval& x) {
  if (!x.is_bounded()) return false;
  const auto near = [](mpfr_srcptr end) {
    return !mpfr_regular_p(end) || mpfr_get_exp(end) <= IntervalPrecision::bits() + 1024;
  };
  return near(Bounds::low(x)) && near(Bounds::high(x));
}

// [−1, 1] at most.
template <int (*f)(mpfi_ptr, mpfi_srcptr)> Interval wave(Args x) {
  if (!in_reach(x[0])) return Interval(-1.0, 1.0);
  return intersection(by_mpfi<f>(x), Interval(-1.0, 1.0));
}
Interval sine(Args x) { return wave<mpfi_sin>(x); }
Interval cosine(Args x) { return wave<mpfi_cos>(x); }
Interval tangent(Args x) {
  if (!x[0].is_bounded() || cosine(x).contains_zero()) return Interval::undefined(Interval::Defined::maybe);
  return rising<mpfr_tan>(x);
}
Interval cotangent(Args x) {
  const Interval s = sine(x);
  if (s.is_point() && s.contains_zero()) return Interval::undefined(Interval::Defined::never);
  if (!x[0].is_bounded() || s.contains_zero()) return Interval::undefined(Interval::Defined::maybe);
  return falling<mpfr_cot>(x);
}
Interval secant(Args x) { return Interval(1) / cosine(x); }
Interval cosecant(Args x) { return Interval(1) / sine(x); }

}  // namespace

void add_trigonometric(Table& table) {
  add<Sin, sine>(table);
  add<Cos, cosine>(table);
  add<Tan, tangent>(table);
  add<Sec, secant>(table);
  add<Csc, cosecant>(table);
  add<Cot, cotangent>(table);
}

}  // namespace slope::enclosures
