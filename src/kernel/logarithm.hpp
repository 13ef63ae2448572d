// SPDX-License-Identifier: MIT
// Logarithms of numbers given as quotients: log(2^k (den + num)/(den − num)) = k ln 2 + 2 atanh(num/den).
#pragma once

#include "coefficients.hpp"
#include "pair.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

/// k ln 2 + 2 atanh(num/den) for an integer |k| < 2000 and |num/den| ≤ 1/5.
template <class N, class V> N log_of_quotient(V k, N num, N den) {
  const N s = quotient(num, den, 1 / head(den));
  const V h = head(s), h2 = h * h;
  if constexpr (is_pair<N>) {
    const V rest = mul_add(h * h2, polynomial(two_atanh_rest, h2), 2 * s.lo);
    return plus_smaller(k * ln2_high, N{2 * h, mul_add(k, ln2_low, rest)});
  } else {
    const V rest = mul_add(h * h2, polynomial(two_atanh_rest_brief, h2), 2 * h);
    return mul_add(k, ln2_high, mul_add(k, ln2_low, rest));
  }
}

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
