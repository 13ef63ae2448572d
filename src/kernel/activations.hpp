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
    const V a = at_most(far, abs(x));
    const N e = lifted(exponential_of<N>(-a));
    const N d = plus_lifted(all<V>(1), e);
    const V y = 1 / head(d);
    const auto below = x < 0;

    const N sigmoid = quotient(select(below, e, number<N>(1)), d, y);
    const V value = [&] {
      if constexpr (is_pair<N>) {
        const V size = rounded(times(sigmoid, a)) * select(below, all<V>(unlift<N>), all<V>(1));
        return select(x > far, x, with_sign_of(x, size));
      } else return sigmoid * at_least(-far, x);
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

/// With a = |x|: Φ(−a) = e^(−a²/2) P(t)/(1 + a) and gelu′(−a) = e^(−a²/2) (x₀ − a) Q(t), where P and Q are
/// polynomials in t = (a − m)/(a + m).
struct Gelu {
  template <class N, class V> static Both<V> at(V x) {
    constexpr double far = is_pair<N> ? 39 : 16;  // Φ(−16) is 0 in float
    constexpr double middle = is_pair<N> ? tail_middle : tail_middle_brief;
    const V a = at_most(far, abs(x));
    const N e = [&] {
      if constexpr (is_pair<N>) {
        const Pair<V> half = scaled(two_product(a, a), -0.5);
        return lifted(exponential_of<N>(half.hi, half.lo));
      } else return lifted(exponential_of<N>(a * a * -0.5));
    }();
    const N over = difference<N>(-middle, 0, -a), under = two_sum_as<N>(a, middle);
    const N one_plus_a = two_sum_as<N>(a, 1);
    const V y = 1 / (head(under) * head(one_plus_a));
    const N t = normal(quotient(over, under, y * head(one_plus_a)));
    const auto below = x < 0;

    const N numerator = times(e, along(normal_tail, normal_tail_low, normal_tail_brief, t));
    const N tail = quotient(numerator, one_plus_a, y * head(under));
    const N probability = select(below, tail, scaled_one_minus(tail));
    const V value = [&] {
      if constexpr (is_pair<N>) {
        const V size = rounded(times(probability, a)) * unlift<N>;
        return select(x > far, x, with_sign_of(x, size));
      } else return probability * at_least(-far, x);
    }();

    const N distance = difference<N>(gelu_zero, gelu_zero_low, a);
    const N slope = times(times(e, distance), along(gelu_slope, gelu_slope_low, gelu_slope_brief, t));
    return {value, select(below, rounded(slope) * unlift<N>, rounded(one_minus_lifted(slope)))};
  }

 private:
  template <class N> static N two_sum_as(V_of<N> a, double b) {
    if constexpr (is_pair<N>) return two_sum(a, all<V_of<N>>(b));
    else return a + b;
  }
  template <class N> static N scaled_one_minus(N lifted_p) {
    return scaled(one_minus_lifted(lifted_p), lift<N>);
  }
  /// The polynomial at t, its last two steps without error.
  template <class N, std::size_t n, std::size_t m>
  static N along([[maybe_unused]] const double (&c)[n], [[maybe_unused]] double c0_low,
                 [[maybe_unused]] const double (&brief)[m], N t) {
    if constexpr (is_pair<N>) {
      using V = V_of<N>;
      const N rest = times(t, two_sum(all<V>(c[1]), t.hi * polynomial_to_1<2>(c, t.hi)));
      return plus_smaller(number<N>(c[0], c0_low), rest);
    } else return polynomial_to_1(brief, t);
  }
};

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
