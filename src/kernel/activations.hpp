// SPDX-License-Identifier: MIT
// swish(x) = x σ(x) and gelu(x) = x Φ(x). Both have one minimum, at −x₀, where the slope as usually written
// cancels; here it is a product with x₀ − |x|, so all its digits are right there too. On the other side,
// f′(x) = 1 − f′(−x).
#pragma once

#include "functions.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

/// 1 − g for a lifted g.
template <class N> N one_minus_lifted(N g) { return plus_lifted(all<V_of<N>>(1), negative(g)); }

/// With a = |x| and e = e^−a: swish′(−a) = e (1 + e − a)/(1 + e)², and as 1 + e₀ = x₀ for e₀ = e^−x₀,
/// 1 + e − a = d + e₀ (e^d − 1) with d = x₀ − a, both terms of one sign; e = e₀ e^d.
struct Swish {
  template <class N, class V> static Both<V> at(V x) {
    constexpr double far = -lowest_exponent<N> - 1;
    const V a = at_most(far, abs(x));
    const N distance = difference<N>(swish_zero, swish_zero_low, a);
    const N e0 = number<N>(swish_zero_exponential, swish_zero_exponential_low);
    const Exponential<N> exponential = [&] {
      if constexpr (is_pair<N>) return exponential_of<N>(distance.hi, distance.lo);
      else return exponential_of<N>(distance);
    }();
    const N e = times(e0, lifted(exponential));
    const N factor = plus_smaller(distance, times(e0, minus_one(exponential)));
    const N d = plus_lifted(all<V>(1), e);
    const V y = 1 / head(d);
    const auto below = x < 0;

    const N sigmoid = quotient(select(below, e, number<N>(1)), d, y);
    const V size = rounded(times(sigmoid, a)) * select(below, all<V>(unlift<N>), all<V>(1));
    const V value = select(x > far, x, with_sign_of(x, size));

    const N slope = quotient(times(e, factor), square(d), y * y);
    return {value, select(below, rounded(slope) * unlift<N>, rounded(one_minus_lifted(slope)))};
  }
};

/// With a = |x|: Φ(−a) = e^(−a²/2) P(t)/(1 + a) and gelu′(−a) = e^(−a²/2) (x₀ − a) Q(t), where P and Q are
/// polynomials in t = (a − 5)/(a + 5).
struct Gelu {
  template <class N, class V> static Both<V> at(V x) {
    constexpr double far = 39;
    const V a = at_most(far, abs(x));
    const N e = [&] {
      if constexpr (is_pair<N>) {
        const Pair<V> half = scaled(two_product(a, a), -0.5);
        return lifted(exponential_of<N>(half.hi, half.lo));
      } else return lifted(exponential_of<N>(a * a * -0.5));
    }();
    const N over = difference<N>(-5, 0, -a), under = two_sum_as<N>(a, 5);
    const N t = normal(quotient(over, under, 1 / head(under)));
    const auto below = x < 0;

    const N one_plus_a = two_sum_as<N>(a, 1);
    const N numerator = times(e, along(normal_tail, normal_tail_low, t));
    const N tail = quotient(numerator, one_plus_a, 1 / head(one_plus_a));
    const N probability = select(below, tail, scaled_one_minus(tail));
    const V size = rounded(times(probability, a)) * unlift<N>;
    const V value = select(x > far, x, with_sign_of(x, size));

    const N distance = difference<N>(gelu_zero, gelu_zero_low, a);
    const N slope = times(times(e, distance), along(gelu_slope, gelu_slope_low, t));
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
  template <class N, std::size_t n>
  static N along(const double (&c)[n], [[maybe_unused]] double c0_low, N t) {
    using V = V_of<N>;
    if constexpr (is_pair<N>) {
      const N rest = times(t, two_sum(all<V>(c[1]), t.hi * polynomial_to_1<2>(c, t.hi)));
      return plus_smaller(number<N>(c[0], c0_low), rest);
    } else return polynomial_to_1(c, t);
  }
};

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
