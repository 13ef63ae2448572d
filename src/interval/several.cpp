// SPDX-License-Identifier: MIT
// Powers, and other functions of several arguments.
#include <vector>

#include "enclosures.hpp"
#include "slope/function/inverse_trigonometric.hpp"
#include "slope/function/sigmoid.hpp"

namespace slope::enclosures {

namespace {
using enum Interval::Defined;

// x^n for an integer n.
Interval integer_power(const Interval& x, long n) {
  if (n == 0) return 1;
  if (n < 0 && x.contains_zero()) return Interval::undefined(x.is_point() ? never : maybe);
  const bool even = n % 2 == 0;
  const Interval base = even ? by_mpfi<mpfi_abs>(Args(&x, 1)) : x;
  return Bounds::result(
      always, [&](mpfi_ptr y) {  // rising or falling on the base, which has one sign if n < 0
        mpfr_pow_si(&y->left, n > 0 ? Bounds::low(base) : Bounds::high(base), n, MPFR_RNDD);
        mpfr_pow_si(&y->right, n > 0 ? Bounds::high(base) : Bounds::low(base), n, MPFR_RNDU);
      });
}

// Monotone in each argument, for a base ≥ 0: the extremes are at corners.
Interval positive_power(const Interval& a, const Interval& b) {
  return Bounds::result(always, [&](mpfi_ptr y) {
    mpfr_set_inf(&y->left, 1);
    mpfr_set_inf(&y->right, -1);
    Number down, up;
    for (const mpfr_srcptr base : {Bounds::low(a), Bounds::high(a)})
      for (const mpfr_srcptr exponent : {Bounds::low(b), Bounds::high(b)}) {
        mpfr_pow(down, base, exponent, MPFR_RNDD);
        mpfr_pow(up, base, exponent, MPFR_RNDU);
        if (mpfr_nan_p(down)) return mpfr_set_nan(&y->left);
        mpfr_min(&y->left, &y->left, down, MPFR_RNDD);
        mpfr_max(&y->right, &y->right, up, MPFR_RNDU);
      }
  });
}

Interval power(Args x) {
  const Interval &a = x[0], &b = x[1];
  const mpfr_srcptr exponent = Bounds::low(b), base = Bounds::low(a);
  if (b.is_point() && mpfr_integer_p(exponent) && mpfr_fits_slong_p(exponent, MPFR_RNDN))
    return integer_power(a, mpfr_get_si(exponent, MPFR_RNDN));
  if (mpfr_sgn(base) > 0 || (mpfr_sgn(base) == 0 && (mpfr_sgn(exponent) > 0))) return positive_power(a, b);
  const bool nothing = b.is_point() && !mpfr_integer_p(exponent) && mpfr_sgn(Bounds::high(a)) < 0;
  return Interval::undefined(nothing ? never : maybe);
}

Interval hypotenuse(Args x) {
  return Bounds::result(always, [&](mpfi_ptr y) { mpfi_hypot(y, Bounds::of(x[0]), Bounds::of(x[1])); });
}
Interval angle(Args x) {
  const bool at_origin = x[0].contains_zero() && x[1].contains_zero();
  if (at_origin) return Interval::undefined(x[0].is_point() && x[1].is_point() ? never : maybe);
  // At an end of [0, y], not on both sides of the cut.
  if (x[1].sign() < 0 && mpfr_sgn(Bounds::low(x[0])) == 0) return atan(x[0] / x[1]) + pi<Interval>();
  return Bounds::result(always, [&](mpfi_ptr y) { mpfi_atan2(y, Bounds::of(x[0]), Bounds::of(x[1])); });
}

// log(e^x₁ + … + e^xₙ) for points.
Interval log_sum_exp_at(const std::vector<Interval>& x) {
  Interval largest = x[0], sum = 0;
  for (const Interval& other : x) largest = max(largest, other);
  for (const Interval& other : x) sum += exp(other - largest);
  return largest + log(sum);
}
// It rises in every argument.
Interval log_sum_exp(Args x) {
  std::vector<Interval> low, high;
  for (const Interval& xi : x) {
    if (!xi.is_bounded()) return Interval::all_reals();
    low.push_back(xi.lower_end());
    high.push_back(xi.upper_end());
  }
  return hull(log_sum_exp_at(low), log_sum_exp_at(high));
}

}  // namespace

void add_several(Table& table) {
  add<Pow, power>(table);
  add<Hypot, hypotenuse>(table);
  add<Atan2, angle>(table);
  add<LogAddExp, log_sum_exp>(table);
  add<LogSumExp, log_sum_exp>(table);
}

}  // namespace slope::enclosures
