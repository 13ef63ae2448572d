// SPDX-License-Identifier: MIT
// Sums of multiples of arrays of derivatives. A zero derivative stays zero, whatever multiplies it.
#pragma once

#include <array>
#include <cstddef>

#include "slope/function/rule.hpp"

namespace slope {

template <class T, std::size_t N = 1> struct Dual;

namespace detail {

template <class T> inline constexpr bool is_dual = false;
template <class T, std::size_t N> inline constexpr bool is_dual<Dual<T, N>> = true;

// 0, and so are all derivatives.
template <class T> bool is_zero(const T& x) {
  if constexpr (is_dual<T>) {
    bool zero = is_zero(x.value);
    for (const auto& d : x.slope) zero = zero && is_zero(d);
    return zero;
  } else return x == T(0);
}

// Whether 0·x is 0.
template <class T> bool is_finite(const T& x) {
  if constexpr (is_dual<T>) {
    bool finite = is_finite(x.value);
    for (const auto& d : x.slope) finite = finite && is_finite(d);
    return finite;
  } else if constexpr (std::is_floating_point_v<T>) return x - x == 0;
  else return !Real<T>;
}

// out = s·d
template <class T, std::size_t N>
void set_scaled(std::array<T, N>& out, const T& s, const std::array<T, N>& d) {
  if (is_finite(s)) [[likely]]
    for (std::size_t i = 0; i < N; ++i) out[i] = s * d[i];
  else
    for (std::size_t i = 0; i < N; ++i) out[i] = absorbing_product(d[i], s);
}

// out = s·d + t·e
template <class T, std::size_t N> void set_combined(std::array<T, N>& out, const T& s,
                                                    const std::array<T, N>& d, const T& t,
                                                    const std::array<T, N>& e) {
  if (is_finite(s) && is_finite(t)) [[likely]]
    for (std::size_t i = 0; i < N; ++i) out[i] = s * d[i] + t * e[i];
  else
    for (std::size_t i = 0; i < N; ++i) out[i] = absorbing_product(d[i], s) + absorbing_product(e[i], t);
}

// out += s·d; nothing if s is 0, so that what a function ignores cannot spoil it.
template <class T, std::size_t N>
void add_scaled(std::array<T, N>& out, const T& s, const std::array<T, N>& d) {
  if (is_zero(s)) return;
  if (is_finite(s)) [[likely]]
    for (std::size_t i = 0; i < N; ++i) out[i] += s * d[i];
  else
    for (std::size_t i = 0; i < N; ++i) out[i] += absorbing_product(d[i], s);
}

}  // namespace detail
}  // namespace slope
