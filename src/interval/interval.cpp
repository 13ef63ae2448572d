// SPDX-License-Identifier: MIT
#include "slope/interval/interval.hpp"

#include <gmp.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "bounds.hpp"

namespace slope {

static_assert(sizeof(mpfi_t) <= 64 && alignof(mpfi_t) <= alignof(std::max_align_t));

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
thread_local int working_bits = 64;

// A rational as GMP has it.
class Fraction {
 public:
  explicit Fraction(const Rational& x) {
    mpq_init(q_);
    if (x.is_small()) {
      const std::int64_t n = x.small_numerator();
      const std::uint64_t size = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
      mpq_set_ui(q_, size, static_cast<std::uint64_t>(x.small_denominator()));
      if (n < 0) mpq_neg(q_, q_);
    } else mpq_set_str(q_, x.to_string().c_str(), 10);
  }
  ~Fraction() { mpq_clear(q_); }
  Fraction(const Fraction&) = delete;
  Fraction& operator=(const Fraction&) = delete;
  operator mpq_srcptr() const { return q_; }

 private:
  mpq_t q_;
};

std::string decimal(mpfr_srcptr x, int digits, mpfr_rnd_t direction) {
  char* text = nullptr;
  mpfr_asprintf(&text, "%.*R*g", digits, direction, x);
  std::string out(text);
  mpfr_free_str(text);
  return out;
}

}  // namespace

bool has_intervals() { return true; }

IntervalPrecision::IntervalPrecision(int bits) : before_(working_bits) {
  if (bits < 2 || bits > max_bits)
    throw LimitError("the precision of intervals must be from 2 to " + std::to_string(max_bits) +
                     " bits; got " + std::to_string(bits));
  working_bits = bits;
}
IntervalPrecision::~IntervalPrecision() { working_bits = before_; }
int IntervalPrecision::bits() { return working_bits; }

Interval::Interval(int n) : Interval(std::int64_t{n}) {}
Interval::Interval(std::int64_t n) {
  mpfi_init2(Bounds::of(*this), working_bits);
  mpfi_set_si(Bounds::of(*this), n);
}
Interval::Interval(double x) {
  mpfi_init2(Bounds::of(*this), working_bits);
  if (std::isfinite(x)) mpfi_set_d(Bounds::of(*this), x);
  else defined_ = Defined::never;
}
Interval::Interval(const Rational& x) {
  mpfi_init2(Bounds::of(*this), working_bits);
  mpfi_set_q(Bounds::of(*this), Fraction(x));
}
Interval::Interval(double a, double b) : Interval(0) {
  if (!(a <= b) || a == infinity || b == -infinity)
    throw UsageError("an interval needs a lower bound below its upper bound; got [" + std::to_string(a) +
                     ", " + std::to_string(b) + "]");
  mpfr_set_d(Bounds::low(*this), a, MPFR_RNDD);
  mpfr_set_d(Bounds::high(*this), b, MPFR_RNDU);
}
Interval::Interval(const Rational& a, const Rational& b) : Interval(0) {
  if (b < a)
    throw UsageError("an interval needs a lower bound below its upper bound; got [" + a.to_string() + ", " +
                     b.to_string() + "]");
  mpfr_set_q(Bounds::low(*this), Fraction(a), MPFR_RNDD);
  mpfr_set_q(Bounds::high(*this), Fraction(b), MPFR_RNDU);
}
Interval Interval::all_reals() { return Interval(-infinity, infinity); }
Interval Interval::undefined(Defined how) {
  Interval x = all_reals();
  x.defined_ = how;
  return x;
}

Interval::Interval(const Interval& other) : defined_(other.defined_) {
  mpfi_init2(Bounds::of(*this), mpfi_get_prec(Bounds::of(other)));
  mpfi_set(Bounds::of(*this), Bounds::of(other));
}
Interval::Interval(Interval&& other) noexcept
    : defined_(other.defined_), alive_(std::exchange(other.alive_, false)) {
  std::memcpy(bounds_, other.bounds_, sizeof bounds_);
}
Interval& Interval::operator=(Interval other) noexcept {
  std::swap(bounds_, other.bounds_);
  std::swap(defined_, other.defined_);
  std::swap(alive_, other.alive_);
  return *this;
}
Interval::~Interval() {
  if (alive_) mpfi_clear(Bounds::of(*this));
}

bool Interval::is_bounded() const {
  return is_defined() && mpfr_number_p(Bounds::low(*this)) && mpfr_number_p(Bounds::high(*this));
}
bool Interval::is_point() const {
  return is_bounded() && mpfr_equal_p(Bounds::low(*this), Bounds::high(*this));
}
bool Interval::contains(const Rational& x) const {
  return defined_ != Defined::never && mpfi_is_inside_q(Fraction(x), Bounds::of(*this)) > 0;
}
bool Interval::contains_zero() const {
  return defined_ != Defined::never && mpfr_sgn(Bounds::low(*this)) <= 0 &&
         mpfr_sgn(Bounds::high(*this)) >= 0;
}
int Interval::sign() const {
  if (!is_defined()) return 0;
  return mpfr_sgn(Bounds::low(*this)) > 0 ? 1 : mpfr_sgn(Bounds::high(*this)) < 0 ? -1 : 0;
}
bool apart(const Interval& a, const Interval& b) {
  return a.is_defined() && b.is_defined() &&
         (mpfr_less_p(Bounds::high(a), Bounds::low(b)) || mpfr_less_p(Bounds::high(b), Bounds::low(a)));
}
bool identical(const Interval& a, const Interval& b) {
  return a.defined() == b.defined() && mpfr_equal_p(Bounds::low(a), Bounds::low(b)) &&
         mpfr_equal_p(Bounds::high(a), Bounds::high(b));
}

double Interval::lower() const {
  return defined_ == Defined::never ? std::nan("") : mpfr_get_d(Bounds::low(*this), MPFR_RNDD);
}
double Interval::upper() const {
  return defined_ == Defined::never ? std::nan("") : mpfr_get_d(Bounds::high(*this), MPFR_RNDU);
}
double Interval::width() const {
  if (defined_ == Defined::never) return std::nan("");
  if (!is_bounded()) return infinity;
  Number width;
  mpfr_sub(width, Bounds::high(*this), Bounds::low(*this), MPFR_RNDU);
  return mpfr_get_d(width, MPFR_RNDU);
}
double Interval::magnitude() const {
  if (defined_ == Defined::never) return std::nan("");
  return std::max(std::fabs(lower()), std::fabs(upper()));
}
Interval Interval::lower_end() const {
  if (!is_defined() || !mpfr_number_p(Bounds::low(*this)))
    throw UsageError("the interval has no lower end: " + text());
  Interval y(*this);
  mpfr_set(Bounds::high(y), Bounds::low(*this), MPFR_RNDU);
  return y;
}
Interval Interval::upper_end() const {
  if (!is_defined() || !mpfr_number_p(Bounds::high(*this)))
    throw UsageError("the interval has no upper end: " + text());
  Interval y(*this);
  mpfr_set(Bounds::low(y), Bounds::high(*this), MPFR_RNDD);
  return y;
}
Interval Interval::middle() const {
  if (!is_bounded()) throw UsageError("the interval has no middle: " + text());
  Interval y(*this);
  mpfi_mid(Bounds::low(y), Bounds::of(*this));
  mpfr_set(Bounds::high(y), Bounds::low(y), MPFR_RNDN);
  return y;
}
std::string Interval::text(int digits) const {
  if (defined_ != Defined::always) return defined_ == Defined::never ? "undefined" : "perhaps undefined";
  return "[" + decimal(Bounds::low(*this), digits, MPFR_RNDD) + ", " +
         decimal(Bounds::high(*this), digits, MPFR_RNDU) + "]";
}

Interval hull(const Interval& a, const Interval& b) {
  // Defined at the points of one only: perhaps.
  if (a.defined() != b.defined()) return Interval::undefined(Interval::Defined::maybe);
  return Bounds::result(a.defined(), [&](mpfi_ptr y) { mpfi_union(y, Bounds::of(a), Bounds::of(b)); });
}
Interval intersection(const Interval& a, const Interval& b) {
  if (!a.is_defined()) return b;
  if (!b.is_defined()) return a;
  if (apart(a, b))
    throw UsageError("the intervals " + a.text() + " and " + b.text() + " have nothing in common");
  return Bounds::result(a.defined(), [&](mpfi_ptr y) { mpfi_intersect(y, Bounds::of(a), Bounds::of(b)); });
}

Interval operator+(const Interval& a, const Interval& b) {
  return Bounds::result(together(a, b), [&](mpfi_ptr y) { mpfi_add(y, Bounds::of(a), Bounds::of(b)); });
}
Interval operator-(const Interval& a, const Interval& b) {
  return Bounds::result(together(a, b), [&](mpfi_ptr y) { mpfi_sub(y, Bounds::of(a), Bounds::of(b)); });
}
Interval operator*(const Interval& a, const Interval& b) {
  return Bounds::result(together(a, b), [&](mpfi_ptr y) { mpfi_mul(y, Bounds::of(a), Bounds::of(b)); });
}
Interval operator/(const Interval& a, const Interval& b) {
  auto how = together(a, b);
  if (b.is_defined() && b.contains_zero())
    how = std::max(how, b.is_point() ? Interval::Defined::never : Interval::Defined::maybe);
  return Bounds::result(how, [&](mpfi_ptr y) { mpfi_div(y, Bounds::of(a), Bounds::of(b)); });
}
Interval operator-(const Interval& a) {
  return Bounds::result(a.defined(), [&](mpfi_ptr y) { mpfi_neg(y, Bounds::of(a)); });
}
Interval square(const Interval& a) {
  return Bounds::result(a.defined(), [&](mpfi_ptr y) { mpfi_sqr(y, Bounds::of(a)); });
}

Interval::Defined place(const Interval& x, const Domain& domain) {
  using enum Interval::Defined;
  if (!x.is_defined()) return x.defined();
  const mpfr_srcptr a = Bounds::low(x), b = Bounds::high(x);
  const int to_low = mpfr_cmp_d(a, domain.low), to_high = mpfr_cmp_d(b, domain.high);  // lower end, upper end
  const int past_low = mpfr_cmp_d(b, domain.low), past_high = mpfr_cmp_d(a, domain.high);  // the other ends
  bool inside, outside;
  if (domain.outside) {
    inside = past_low < 0 || (past_low == 0 && domain.low_included) || past_high > 0 ||
             (past_high == 0 && domain.high_included);
    outside = (to_low > 0 || (to_low == 0 && !domain.low_included)) &&
              (to_high < 0 || (to_high == 0 && !domain.high_included));
  } else {
    const bool above = to_low > 0 || (to_low == 0 && domain.low_included) || domain.low == -infinity;
    const bool below = to_high < 0 || (to_high == 0 && domain.high_included) || domain.high == infinity;
    inside = above && below;
    outside = past_low < 0 || (past_low == 0 && !domain.low_included && domain.low != -infinity) ||
              past_high > 0 || (past_high == 0 && !domain.high_included && domain.high != infinity);
  }
  if (!inside) return outside ? never : maybe;
  if (domain.poles == Poles::zero && x.contains_zero()) return x.is_point() ? never : maybe;
  if (domain.poles == Poles::nonpositive_integers && mpfr_sgn(a) <= 0) {
    Number number(mpfr_get_prec(b));
    const mpfr_ptr highest = number;  // integer in x that is not positive
    mpfr_floor(highest, b);
    if (mpfr_sgn(highest) > 0) mpfr_set_ui(highest, 0, MPFR_RNDN);
    if (mpfr_greaterequal_p(highest, a)) return x.is_point() ? never : maybe;
  }
  return always;
}

}  // namespace slope
