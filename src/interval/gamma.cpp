// SPDX-License-Identifier: MIT
// The gamma function and its relatives. Between poles the digamma function ψ rises, so log|Γ|, of which it is the
// slope, is convex, and Γ, whose sign is that of its values anywhere on the piece, follows from it.
#include "slope/function/gamma.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "enclosures.hpp"
#include "slope/function/exponential.hpp"

namespace slope::enclosures {

namespace {
using enum Interval::Defined;

int lgamma_toward(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t direction) {
  int sign = 0;
  return mpfr_lgamma(y, &sign, x, direction);
}
Interval digamma_of(Args x) { return rising<mpfr_digamma>(x); }

// Convex: above its tangents at both ends, and below the larger of the values there.
Interval lgamma_of(Args args) {
  const Interval& x = args[0];
  const auto at = [](const Interval& point) { return rising<lgamma_toward>(Args(&point, 1)); };
  if (!x.is_bounded()) return Interval::all_reals();
  if (x.is_point()) return at(x);
  const Interval a = x.lower_end(), b = x.upper_end(), at_a = at(a), at_b = at(b);
  Interval ends = hull(at_a, at_b);
  const Interval slope_a = digamma(a), slope_b = digamma(b);
  if (slope_a.lower() >= 0 || slope_b.upper() <= 0) return ends;
  const Interval width = b - a, bound = max(at_a + min(slope_a, Interval(0)) * width,
                                            at_b - max(slope_b, Interval(0)) * width);
  return hull(ends, min(bound, ends));
}

Interval gamma_of(Args args) {
  const Interval& x = args[0];
  if (!x.is_bounded()) return Interval::all_reals();
  if (x.is_point()) return rising<mpfr_gamma>(args);
  const Interval size = exp(lgamma_of(args)), end = x.upper_end();
  return rising<mpfr_gamma>(Args(&end, 1)).sign() < 0 ? -size : size;
}

// B₂ₖ, k = 1, 2, …, by the triangle of Akiyama and Tanigawa.
constexpr std::size_t terms = 64;
const std::vector<Rational>& bernoulli() {
  static const std::vector<Rational> even = [] {
    std::vector<Rational> row, list;
    for (std::size_t m = 0; m <= 2 * terms; ++m) {
      row.emplace_back(1, static_cast<std::int64_t>(m + 1));
      for (std::size_t j = m; j > 0; --j)
        row[j - 1] = Rational(static_cast<std::int64_t>(j)) * (row[j - 1] - row[j]);
      if (m > 0 && m % 2 == 0) list.push_back(row[0]);
    }
    return list;
  }();
  return even;
}

// (−1)^(n+1) ψ⁽ⁿ⁾(z) = (n−1)!/zⁿ + n!/(2zⁿ⁺¹) + Σ B₂ₖ (2k+n−1)!/((2k)! z²ᵏ⁺ⁿ) for z > 0, where the error is between 0
// and the first term left out.
Interval far_polygamma(int n, const Interval& z) {
  Interval factorial = 1;  // (n − 1)!
  for (int k = 2; k < n; ++k) factorial *= k;
  Interval power = pow(z, Interval(-n)), coefficient = factorial;
  Interval sum = factorial * power + factorial * n * power / (2 * z);
  for (std::size_t i = 0; i < terms; ++i) {
    const int k = 2 * static_cast<int>(i) + 2;
    coefficient = coefficient * (k + n - 2) * (k + n - 1) / (Interval(k - 1) * k);
    power /= z * z;
    const Interval term = coefficient * Interval(bernoulli()[i]) * power;
    if (i + 1 == terms || term.magnitude() <= std::ldexp(sum.magnitude(), -IntervalPrecision::bits() - 4))
      return sum + hull(Interval(0), term);
    sum += term;
  }
  return sum;
}

Interval polygamma_of(Args args) {
  const Interval &order = args[0], &x = args[1];
  if (!order.is_point()) return Interval::undefined(maybe);
  const double n = order.lower();
  if (n != std::floor(n)) return Interval::undefined(never);
  if (n == 0) return digamma_of(Args(&x, 1));
  // From z on, the terms above are small enough; ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x + 1) − (−1)ⁿ n!/xⁿ⁺¹ leads there.
  constexpr double most_steps = 1e5;
  const double z = n + std::min(std::exp2((IntervalPrecision::bits() + 716.0) / 128), most_steps / 2);
  if (!x.is_bounded() || x.lower() < z - most_steps) return Interval::undefined(maybe);
  const int order_number = static_cast<int>(n);
  Interval factorial = 1, sum = 0, at = x;
  for (int k = 2; k <= order_number; ++k) factorial *= k;
  for (; at.lower() < z; at += 1) sum += pow(at, Interval(-order_number - 1));
  const Interval size = far_polygamma(order_number, at) + factorial * sum;
  return order_number % 2 == 0 ? -size : size;
}

}  // namespace

void add_gamma(Table& table) {
  add<Gamma, gamma_of>(table);
  add<Lgamma, lgamma_of>(table);
  add<Digamma, digamma_of>(table);
  add<Polygamma, polygamma_of>(table);
}

}  // namespace slope::enclosures
