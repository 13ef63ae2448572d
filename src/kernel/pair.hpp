// SPDX-License-Identifier: MIT
// Numbers to work in. An N is either a V, of 53 bits, or a Pair, an unevaluated sum of two V, of a hundred or so.
// Functions are written once, in terms of N: with Pair they are right in double precision, with V in float.
#pragma once

#include "lanes.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

/// hi + lo, with lo a rounding error of hi.
template <class V> struct Pair { V hi, lo; };

template <class N> struct LanesOf { using type = N; };
template <class V> struct LanesOf<Pair<V>> { using type = V; };
template <class N> using V_of = typename LanesOf<N>::type;
template <class N> constexpr bool is_pair = false;
template <class V> constexpr bool is_pair<Pair<V>> = true;

/// a + b without error. Needs |a| ≥ |b|, or a = 0. (Dekker, 1971)
template <class V> Pair<V> fast_sum(V a, V b) {
  const V s = a + b;
  return {s, (a - s) + b};
}
/// a + b without error. (Knuth)
template <class V> Pair<V> two_sum(V a, V b) {
  const V s = a + b, t = s - a;
  return {s, (a - (s - t)) + (b - t)};
}
/// a b without error. (Dekker, with Veltkamp's splitting, where there is no fused multiply-add)
template <class V> Pair<V> two_product(V a, V b) {
  const V p = a * b;
  if constexpr (rounds_once) return {p, mul_add(a, b, -p)};
  else {
    const V ta = a * 0x1p27 + a, tb = b * 0x1p27 + b;
    const V a1 = ta - (ta - a), a2 = a - a1, b1 = tb - (tb - b), b2 = b - b1;
    return {p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2};
  }
}
/// a − q b, without error where q is a/b to a few units.
template <class V> V residual(V a, V q, V b) {
  if constexpr (rounds_once) return mul_add(-q, b, a);
  else {
    const Pair<V> p = two_product(q, b);
    return (a - p.hi) - p.lo;
  }
}

template <class N> N number(double hi, [[maybe_unused]] double lo = 0) {
  using V = V_of<N>;
  if constexpr (is_pair<N>) return {all<V>(hi), all<V>(lo)};
  else return all<V>(hi);
}

template <class N> N number_of(V_of<N> a) {
  if constexpr (is_pair<N>) return {a, V_of<N>{}};
  else return a;
}

template <class V> V head(V a) { return a; }
template <class V> V head(Pair<V> a) { return a.hi; }

template <class V> V rounded(V a) { return a; }
template <class V> V rounded(Pair<V> a) { return a.hi + a.lo; }

/// With the low part no more than half a unit of the high part.
template <class V> V normal(V a) { return a; }
template <class V> Pair<V> normal(Pair<V> a) { return fast_sum(a.hi, a.lo); }

template <class V> V negative(V a) { return -a; }
template <class V> Pair<V> negative(Pair<V> a) { return {-a.hi, -a.lo}; }

template <class M, class V> Pair<V> select(M mask, Pair<V> yes, Pair<V> no) {
  return {select(mask, yes.hi, no.hi), select(mask, yes.lo, no.lo)};
}

/// a s, s a power of two.
template <class V, class S> V scaled(V a, S s) { return a * s; }
template <class V, class S> Pair<V> scaled(Pair<V> a, S s) { return {a.hi * s, a.lo * s}; }

/// a + b. Needs |a| ≥ |b|, or a = 0.
template <class V> V plus_smaller(V a, V b) { return a + b; }
template <class V> Pair<V> plus_smaller(Pair<V> a, Pair<V> b) {
  const Pair<V> s = fast_sum(a.hi, b.hi);
  return {s.hi, s.lo + (a.lo + b.lo)};
}
template <class V> Pair<V> plus_smaller(V a, Pair<V> b) {
  const Pair<V> s = fast_sum(a, b.hi);
  return {s.hi, s.lo + b.lo};
}

/// b − a.
template <class V> V minus(V b, V a) { return b - a; }
template <class V> Pair<V> minus(Pair<V> b, V a) {
  const Pair<V> s = two_sum(b.hi, -a);
  return {s.hi, s.lo + b.lo};
}
/// (hi + lo) − a.
template <class N> N difference(double hi, double lo, V_of<N> a) {
  using V = V_of<N>;
  if constexpr (is_pair<N>) {
    const Pair<V> d = two_sum(all<V>(hi), -a);
    return {d.hi, d.lo + lo};
  } else return (hi - a) + lo;
}

template <class V> V times(V a, V b) { return a * b; }
template <class V> Pair<V> times(Pair<V> a, V b) {
  const Pair<V> p = two_product(a.hi, b);
  return {p.hi, mul_add(a.lo, b, p.lo)};
}
template <class V> Pair<V> times(Pair<V> a, Pair<V> b) {
  const Pair<V> p = two_product(a.hi, b.hi);
  return {p.hi, mul_add(a.hi, b.lo, mul_add(a.lo, b.hi, p.lo))};
}
template <class V> V square(V a) { return a * a; }
template <class V> Pair<V> square(Pair<V> a) {
  const Pair<V> p = two_product(a.hi, a.hi);
  return {p.hi, mul_add(a.hi + a.hi, a.lo, p.lo)};
}

/// a/b, given y = 1/b to a few units.
template <class V> V quotient(V a, V, V y) { return a * y; }
template <class V> Pair<V> quotient(Pair<V> a, Pair<V> b, V y) {
  const V q = a.hi * y;
  return {q, y * (residual(a.hi, q, b.hi) + mul_add(-q, b.lo, a.lo))};
}

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
