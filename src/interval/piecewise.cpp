// SPDX-License-Identifier: MIT
// Functions with corners and jumps, comparisons, and the choice between two values.
#include "slope/function/piecewise.hpp"

#include "enclosures.hpp"

namespace slope::enclosures {

namespace {
using enum Interval::Defined;

int floor_toward(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_rint_floor(y, x, direction); }
int ceil_toward(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_rint_ceil(y, x, direction); }
int sign_of(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t direction) {
  return mpfr_set_si(y, mpfr_sgn(x), direction);
}

// Rising in all arguments.
template <int (*f)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t)> Interval rising_in_both(Args x) {
  return Bounds::result(together(x), [&](mpfi_ptr y) {
    f(&y->left, Bounds::low(x[0]), Bounds::low(x[1]), MPFR_RNDD);
    f(&y->right, Bounds::high(x[0]), Bounds::high(x[1]), MPFR_RNDU);
  });
}
Interval maximum(Args x) { return rising_in_both<mpfr_max>(x); }
Interval minimum(Args x) { return rising_in_both<mpfr_min>(x); }
Interval clamped(Args x) {
  const std::array above{maximum(x.first(2)), x[2]};
  return minimum(above);
}

// True, false, or either.
Interval truth(Args x, bool certain, bool impossible) {
  if (const auto how = together(x); how != always) return Interval::undefined(how);
  return certain ? Interval(1) : impossible ? Interval(0) : Interval(0.0, 1.0);
}
Interval is_less(Args x) {
  return truth(x, mpfr_less_p(Bounds::high(x[0]), Bounds::low(x[1])),
               mpfr_greaterequal_p(Bounds::low(x[0]), Bounds::high(x[1])));
}
Interval is_less_equal(Args x) {
  return truth(x, mpfr_lessequal_p(Bounds::high(x[0]), Bounds::low(x[1])),
               mpfr_greater_p(Bounds::low(x[0]), Bounds::high(x[1])));
}
Interval is_greater(Args x) { return Interval(1) - is_less_equal(x); }
Interval is_greater_equal(Args x) { return Interval(1) - is_less(x); }
Interval is_equal(Args x) {
  const bool same = x[0].is_point() && x[1].is_point() && mpfr_equal_p(Bounds::low(x[0]), Bounds::low(x[1]));
  return truth(x, same, apart(x[0], x[1]));
}
Interval is_not_equal(Args x) { return Interval(1) - is_equal(x); }

Interval choice(Args x) {
  const Interval& condition = x[0];
  if (!condition.is_defined()) return condition;
  if (!condition.contains_zero()) return x[1];
  return condition.is_point() ? x[2] : hull(x[1], x[2]);
}

}  // namespace

void add_piecewise(Table& table) {
  add<Abs, by_mpfi<mpfi_abs>>(table);
  add<Sign, rising<sign_of>>(table);
  add<Floor, rising<floor_toward>>(table);
  add<Ceil, rising<ceil_toward>>(table);
  add<Max, maximum>(table);
  add<Min, minimum>(table);
  add<Clamp, clamped>(table);
  add<Less, is_less>(table);
  add<LessEqual, is_less_equal>(table);
  add<Greater, is_greater>(table);
  add<GreaterEqual, is_greater_equal>(table);
  add<Equal, is_equal>(table);
  add<NotEqual, is_not_equal>(table);
  table.emplace(typeid(Where), &choice);  // an undefined branch is no harm
}

}  // namespace slope::enclosures
