// SPDX-License-Identifier: MIT
// The functions, each with its slope, from one exponential or logarithm. What a caller does not use of a result
// costs nothing: the compiler leaves out what only leads to it.
#pragma once

#include "exponential.hpp"
#include "logarithm.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

template <class V> struct Both { V value, slope; };

/// With e = e^−|x|: σ(|x|) = 1/(1 + e), σ(−|x|) = e/(1 + e), σ′ = e/(1 + e)².
struct Sigmoid {
  template <class N, class V> static Both<V> at(V x) {
    const N e = lifted(exponential_of<N>(minus_abs(x)));
    const N d = plus_lifted(all<V>(1), e);
    const V y = 1 / head(d);
    const auto below = x < 0;
    if constexpr (is_pair<N>) {
      const V value = rounded(quotient(select(below, e, number<N>(1)), d, y));
      const V slope = rounded(quotient(e, square(d), y * y)) * unlift<N>;
      return {value * select(below, all<V>(unlift<N>), all<V>(1)), slope};
    } else return {select(below, e * y, y), e * y * y};
  }
};

/// max(x, 0) + log(1 + e^−|x|), whose slope is σ.
struct Softplus {
  template <class N, class V> static Both<V> at(V x) {
    const N e = lifted(exponential_of<N>(minus_abs(x)));
    // 1 + e = 2^k (den + num)/(den − num)
    const V k = select(head(e) > lift<N> / 2, all<V>(1), all<V>(0));
    const V log1p = rounded(log_of_quotient(k, plus_lifted(-k, e), plus_lifted(2 + k, e)));
    const V value = select(x > 0, x, all<V>(0)) + log1p;
    return {select(x < -40, rounded(e) * unlift<N>, value), Sigmoid::at<N>(x).value};
  }
};

/// log σ(x) = −softplus(−x).
struct LogSigmoid {
  template <class N, class V> static Both<V> at(V x) {
    const Both<V> mirror = Softplus::at<N>(-x);
    return {-mirror.value, mirror.slope};
  }
};

/// tanh |x| = (1 − e)/(1 + e), tanh′ = 4 e/(1 + e)² with e = e^−2|x|.
struct Tanh {
  template <class N, class V> static Both<V> at(V x) {
    const Exponential<N> exponential = exponential_of<N>(2 * minus_abs(x));
    const N e = lifted(exponential);
    const N d = plus_lifted(all<V>(1), e);
    const V y = 1 / head(d);
    const V value = rounded(quotient(negative(minus_one(exponential)), d, y));
    return {with_sign_of(x, value), rounded(quotient(e, square(d), y * y)) * (4 * unlift<N>)};
  }
};

/// log(p/(1 − p)). With p = 2^i m and 1 − p = 2^j n, it is (i − j) ln 2 + log(m/n).
struct Logit {
  template <class N, class V> static Both<V> at(V p) {
    const Pair<V> q = fast_sum(all<V>(1), -p);
    const auto tiny = p < 0x1p-1000;
    const Bits<V> a = bits(select(tiny, p * 0x1p100, p)), b = bits(q.hi);
    constexpr std::int64_t fraction = 0xfffffffffffff, exponent = 0x7ff0000000000000,
                           one = 0x3ff0000000000000;
    V m = from_bits<V>((a & fraction) | one);
    const V n = from_bits<V>((b & fraction) | one);
    // The difference of the exponents as a double: the integer added to the bits of one where integers are 1 apart.
    constexpr double middle = 0x1.8p52;
    V k = from_bits<V>((a >> 52) - (b >> 52) + bits(middle)) - middle;
    k = k - select(tiny, all<V>(100), all<V>(0));
    const auto high = m > 1.5 * n;
    const auto low = m < 0.75 * n;
    const V shift = select(high, all<V>(0.5), select(low, all<V>(2), all<V>(1)));
    k = k + select(high, all<V>(1), select(low, all<V>(-1), all<V>(0)));
    m = m * shift;
    const V difference = m - n;  // exact
    N num, den;
    if constexpr (is_pair<N>) {
      const V n_lo = q.lo * from_bits<V>(2 * one - (b & exponent));
      num = fast_sum(difference, -n_lo);
      den = fast_sum(2 * n, difference);
    } else {
      num = difference;
      den = m + n;
    }
    const V value = rounded(log_of_quotient(k, num, den));
    const V nan = all<V>(__builtin_nan("")), infinity = all<V>(__builtin_inf());
    const auto inside = (p > 0) & (p < 1);
    const V end = select(p == 0, -infinity, select(p == 1, infinity, nan));
    return {select(inside, value, end), slope<N>(p, q, end)};
  }

  /// 1/(p q): 1/p where q is 1, which overflows for the smallest p.
  template <class N, class V> static V slope(V p, Pair<V> q, V end) {
    V product, value;
    if constexpr (is_pair<N>) {
      const Pair<V> pq = times(q, p);
      const V y = 1 / pq.hi;
      product = pq.hi;
      value = select(product < 0x1p-60, y, rounded(quotient(number<N>(1), pq, y)));
    } else {
      product = p * q.hi;
      value = 1 / product;
    }
    return select(product > 0, value, abs(end));
  }
};

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
