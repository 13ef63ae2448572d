// SPDX-License-Identifier: MIT
// e^t = 2^n (1 + c), n = round(t/ln 2), c a polynomial in r = t − n ln 2.
//
// A Pair carries 2^200 e^t instead of e^t: what is still to be multiplied and divided keeps all its digits where
// the result is denormal, and the last multiplication, by `unlift`, rounds it.
#pragma once

#include "coefficients.hpp"
#include "pair.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

template <class N> constexpr double unlift = is_pair<N> ? 0x1p-200 : 1;
template <class N> constexpr double lift = 1 / unlift<N>;
/// From here on down e^t is 0, and so is t e^t; and above it `scale` below is a normal number.
template <class N> constexpr double lowest_exponent = is_pair<N> ? -800 : -700;

template <class N> struct Exponential {
  N c;
  V_of<N> scale;  ///< 2^n, lifted
};

#if defined __AVX512F__
/// The same to the precision of floats, n in eighths: their powers are looked up, and the polynomial is short.
template <class V> Exponential<V> exponential_in_eighths(V t) {
  constexpr double magic = 0x1.8p52 + 8 * 1023;
  const V sum = mul_add(t, 8 * log2_e, magic), n = sum - magic;
  const V scale = from_bits<V>((bits(sum) << 49) + looked_up(eighths, bits(sum)));
  const V r = mul_add(n, -(ln2_high + ln2_low) / 8, t);
  return {mul_add(r * r, polynomial(exponential_rest_eighth, r), r), scale};
}
#endif

/// For t from `lowest_exponent` to 100.
template <class N, class V> Exponential<N> exponential_above(V t, [[maybe_unused]] V t_lo = V{}) {
#if defined __AVX512F__
  if constexpr (!is_pair<N>) return exponential_in_eighths(t);
#endif
  // Added to this, a number is rounded to an integer, which appears in the last bits with the bias of exponents.
  constexpr double magic = 0x1.8p52 + 1023 + (is_pair<N> ? 200 : 0);
  const V sum = mul_add(t, log2_e, magic), n = sum - magic;
  const V scale = from_bits<V>(bits(sum) << 52);
  if constexpr (is_pair<N>) {
    const V r = mul_add(n, -ln2_high, t);
    const V r_lo = mul_add(n, -ln2_low, t_lo), s = r + r_lo, rest = (r - s) + r_lo;
    const V tail = mul_add(s * s, polynomial(exponential_rest, s), mul_add(rest, s, rest));
    return {fast_sum(s, tail), scale};
  } else {
    const V r = mul_add(n, -(ln2_high + ln2_low), t);
    return {mul_add(r * r, polynomial(exponential_rest_brief, r), r), scale};
  }
}

/// For t < 100.
template <class N, class V> Exponential<N> exponential_of(V t) {
  return exponential_above<N>(at_least(lowest_exponent<N>, t));
}

/// e^t, lifted.
template <class N> N lifted(const Exponential<N>& e) {
  if constexpr (is_pair<N>) return scaled(plus_smaller(all<V_of<N>>(1), e.c), e.scale);
  else return mul_add(e.scale, e.c, e.scale);
}

/// e^t − 1, right near 0.
template <class N> N minus_one(const Exponential<N>& e) {
  using V = V_of<N>;
  const V power = e.scale * unlift<N>;
  if constexpr (is_pair<N>) return plus_smaller(fast_sum(all<V>(-1), power), scaled(e.c, power));
  else return power - 1 + e.c * power;
}

/// a + e for a lifted e. Needs |a| ≥ e, or a = 0.
template <class V> V plus_lifted(V a, V e) { return a + e; }
template <class V> Pair<V> plus_lifted(V a, Pair<V> e) {
  constexpr double u = unlift<Pair<V>>;
  const V hi = mul_add(e.hi, u, a);
  return {hi, mul_add(e.lo, u, mul_add(e.hi, u, a - hi))};
}

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
