// SPDX-License-Identifier: MIT
// swish(x) = x σ(x) and gelu(x) = x Φ(x). Both have one minimum, at −x₀, where the slope as usually written
// cancels; here it is a product with x₀ − |x|, so all its digits are right there too. On the other side,
// f′(x) = 1 − f′(−x).
#pragma once

#include "functions.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

/// 1 − g for a lifted g.
template <class N> N one_minus_lifted(N g) { return plus_lifted(all<V_of<N>>(1), negative(g)); }

/// With a = |x| and e = e^−a: swish′(−a) = e (1 + e − a)/(1 + e)². Near its zero x₀, where 1 + e₀ = x₀ for
/// e₀ = e^−x₀, the middle factor is d + e₀ (e^d − 1) = d (x₀ + e₀ (e^d − 1 − d)/d) with d = x₀ − a.
struct Swish {
  template <class N, class V> static Both<V> at(V x) {
    constexpr double far = -lowest_exponent<N> - 1;
    const V minus_a = at_least(-far, minus_abs(x)), a = -minus_a;
    const N e = lifted(exponential_above<N>(minus_a));
    const N d = plus_lifted(all<V>(1), e);
    const V y = 1 / head(d);
    const auto below = x < 0;

    const V value = [&] {
      if constexpr (is_pair<N>) {
        const N sigmoid = quotient(select(below, e, number<N>(1)), d, y);
        const V size = rounded(times(sigmoid, a)) * select(below, all<V>(unlift<N>), all<V>(1));
        return select(x > far, x, with_sign_of(x, size));
      } else return mul_add(minus_a, e * y, at_least(0, x));  // x σ(x) = max(x, 0) − |x| σ(−|x|)
    }();

    const N slope = quotient(times(e, factor(a, d)), square(d), y * y);
    return {value, select(below, rounded(slope) * unlift<N>, rounded(one_minus_lifted(slope)))};
  }

 private:
  /// d − a for d = 1 + e^−a.
  template <class N, class V> static N factor(V a, N d) {
    const N distance = difference<N>(swish_zero, swish_zero_low, a);
    const V h = head(distance);
    const V rest = swish_zero_exponential * h * polynomial(swish_rest, h);
    const N near = times(distance, plus_smaller(number<N>(swish_zero, swish_zero_low), number_of<N>(rest)));
    return select(abs(h) < 0x1p-5, near, minus(d, a));
  }
};

/// With a = |x| and t = (a − m)/(a + m): Φ(−a) = e^(−a²/2) P(t)/(1 + a) and gelu′(−a) = e^(−a²/2) (x₀ − a) Q(t), where P and
/// Q are polynomials. For floats, shorter fractions take the place of P(t)/(1 + a) and Q(t).
struct Gelu {
  template <class N, class V> static Both<V> at(V x) {
    if constexpr (is_pair<N>) return of_doubles(x);
    else return of_floats(x);
  }

 private:
  template <class V> static Both<V> of_floats(V x) {
    constexpr double far = 14.6;  // a φ(a) is 0 in float
    const V a = at_most(far, abs(x));
    const V e = lifted(exponential_above<V>(a * a * -0.5)), over = e / polynomial(mills_under, a);
    const V tail = over * polynomial(mills_over, a);
    const V slope = over * difference<V>(gelu_zero, gelu_zero_low, a) * polynomial(gelu_slope_over, a);
    return {mul_add(-a, tail, at_least(0, x)), select(x < 0, slope, 1 - slope)};
  }

  template <class V> static Both<V> of_doubles(V x) {
    using N = Pair<V>;
    constexpr double far = 39;
    const V a = at_most(far, abs(x));
    const N half = scaled(two_product(a, a), -0.5);
    const N e = lifted(exponential_above<N>(half.hi, half.lo));
    const N over = two_sum(a, all<V>(-tail_middle)), under = two_sum(a, all<V>(tail_middle));
    const N one_plus_a = two_sum(a, all<V>(1));
    const V y = 1 / (under.hi * one_plus_a.hi);
    const N t = normal(quotient(over, under, y * one_plus_a.hi));
    const auto below = x < 0;

    const N numerator = times(e, along(normal_tail, normal_tail_low, t));
    const N tail = quotient(numerator, one_plus_a, y * under.hi);
    const N probability = select(below, tail, scaled(one_minus_lifted(tail), lift<N>));
    const V value = with_sign_of(x, rounded(times(probability, a)) * unlift<N>);

    const N distance = difference<N>(gelu_zero, gelu_zero_low, a);
    const N slope = times(times(e, distance), along(gelu_slope, gelu_slope_low, t));
    return {select(x > far, x, value),
            select(below, rounded(slope) * unlift<N>, rounded(one_minus_lifted(slope)))};
  }
  /// The polynomial at t, its last two steps without error.
  template <class V, std::size_t n> static Pair<V> along(const double (&c)[n], double c0_low, Pair<V> t) {
    const Pair<V> rest = times(t, two_sum(all<V>(c[1]), t.hi * polynomial<2>(c, t.hi)));
    return plus_smaller(number<Pair<V>>(c[0], c0_low), rest);
  }
};

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
