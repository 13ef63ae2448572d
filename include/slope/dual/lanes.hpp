// SPDX-License-Identifier: MIT
// Arithmetic on arrays of derivatives, in registers as wide as the compiler's target has.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "slope/function/rule.hpp"

namespace slope {

template <class T, std::size_t N = 1> struct Dual;

namespace detail {

template <class T> inline constexpr bool is_dual = false;
template <class T, std::size_t N> inline constexpr bool is_dual<Dual<T, N>> = true;

// Whether 0·x is sure to be 0.
template <class T> bool is_finite(const T& x) {
  if constexpr (is_dual<T>) {
    bool finite = is_finite(x.value);
    for (const auto& d : x.slope) finite = finite && is_finite(d);
    return finite;
  } else if constexpr (std::is_floating_point_v<T>) return std::isfinite(x);
  else return !Real<T>;
}

#if defined __AVX512F__
inline constexpr std::size_t register_bytes = 64;
#elif defined __AVX__
inline constexpr std::size_t register_bytes = 32;
#else
inline constexpr std::size_t register_bytes = 16;
#endif

template <class T, std::size_t n> struct PackOf {
  // NOLINTNEXTLINE(modernize-use-using): g++ 12 drops the attribute there
  typedef T type __attribute__((vector_size(n * sizeof(T))));
};
template <class T, std::size_t n> using Pack = typename PackOf<T, n>::type;
template <class T> inline constexpr bool packs = std::is_same_v<T, float> || std::is_same_v<T, double>;

// f<n>(i) for lanes i to i + n − 1, until all N are done.
template <class T, std::size_t N, std::size_t i = 0, class F>
[[gnu::always_inline]] inline void for_packs(const F& f) {
  if constexpr (i < N) {
    constexpr std::size_t left = std::bit_floor(N - i), most = register_bytes / sizeof(T);
    constexpr std::size_t n = left < most ? left : most;
    f.template operator()<n>(i);
    for_packs<T, N, i + n>(f);
  }
}

template <std::size_t n, class T, std::size_t N>
[[gnu::always_inline]] inline Pack<T, n> load(const std::array<T, N>& a, std::size_t i) {
  Pack<T, n> lanes;
  std::memcpy(&lanes, a.data() + i, sizeof lanes);
  return lanes;
}

// out[i] = formula(in[i]…), lane by lane or pack by pack.
template <class T, std::size_t N, class Formula, class... In>
[[gnu::always_inline]] inline void set_lanes(std::array<T, N>& out, const Formula& formula, const In&... in) {
  if constexpr (packs<T>)
    for_packs<T, N>([&]<std::size_t n>(std::size_t i) __attribute__((always_inline)) {
      const Pack<T, n> lanes = formula(load<n>(in, i)...);
      std::memcpy(out.data() + i, &lanes, sizeof lanes);
    });
  else
    for (std::size_t i = 0; i < N; ++i) out[i] = formula(in[i]...);
}

// s·d, but 0 where d is 0, whatever s is.
template <class T, class Lanes> [[gnu::always_inline]] inline Lanes times(const T& s, const Lanes& d) {
  if constexpr (packs<T> && !std::is_same_v<T, Lanes>) return d == 0 ? Lanes{} : s * d;
  else return absorbing_product(d, s);
}

// The direction of one variable.
template <class T, std::size_t N>
[[gnu::always_inline]] inline void set_unit(std::array<T, N>& out, std::size_t direction) {
  std::array<T, N> number;
  for (std::size_t i = 0; i < N; ++i) number[i] = T(i == direction ? 1 : 0);
  set_lanes(
      out, [](const auto& d) { return d; }, number);
}

}  // namespace detail
}  // namespace slope
