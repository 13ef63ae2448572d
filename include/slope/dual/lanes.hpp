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

// The numbers that go in registers.
template <class T> inline constexpr bool packs = std::is_same_v<T, float> || std::is_same_v<T, double>;

// Whether 0·x is sure to be 0.
template <class T> bool is_finite(const T& x) {
  if constexpr (is_dual<T>) {
    bool finite = is_finite(x.value);
    for (const auto& d : x.slope) finite = finite && is_finite(d);
    return finite;
  } else if constexpr (packs<T>) return size_bits(x) < infinity_bits<T>;
  else if constexpr (std::is_floating_point_v<T>) return std::isfinite(x);
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
// (As a vector, g++ 12 would move it through integer registers.)
template <class T> struct PackOf<T, 1> { using type = T; };
template <class T, std::size_t n> using Pack = typename PackOf<T, n>::type;

// (<algorithm> takes longer to compile than duals.)
constexpr std::size_t smaller(std::size_t a, std::size_t b) { return a < b ? a : b; }

// N numbers in registers.
template <class T, std::size_t N> struct Packs {
  static constexpr std::size_t n = smaller(std::bit_floor(N), register_bytes / sizeof(T));
  Pack<T, n> head;
  Packs<T, N - n> tail;

  [[gnu::always_inline]] void load(const T* from) {
    std::memcpy(&head, from, sizeof head);
    tail.load(from + n);
  }
  [[gnu::always_inline]] void store(T* to) const {
    std::memcpy(to, &head, sizeof head);
    tail.store(to + n);
  }
  /// Each pack is set to a formula in those of `in`.
  template <class Formula, class... In>
  [[gnu::always_inline]] void set(const Formula& formula, const In&... in) {
    head = formula(in.head...);
    tail.set(formula, in.tail...);
  }
};
template <class T> struct Packs<T, 0> {
  void load(const T*) {}
  void store(T*) const {}
  template <class Formula, class... In> void set(const Formula&, const In&...) {}
};

// f<n>(i) for lanes i to i + n − 1, until all N are done, four packs at once: two operands, their factors and a result
// take no more registers than there are.
template <class T, std::size_t N, std::size_t i = 0, class F>
[[gnu::always_inline]] inline void in_registers(const F& f) {
  if constexpr (i < N) {
    constexpr std::size_t n = smaller(N - i, 4 * register_bytes / sizeof(T));
    f.template operator()<n>(i);
    in_registers<T, N, i + n>(f);
  }
}
template <std::size_t n, class T, std::size_t N>
[[gnu::always_inline]] inline Packs<T, n> load(const std::array<T, N>& a, std::size_t i) {
  Packs<T, n> lanes;
  lanes.load(a.data() + i);
  return lanes;
}

// out = formula(in…), lane by lane or pack by pack.
template <class T, std::size_t N, class Formula, class... In>
[[gnu::always_inline]] inline void set_lanes(std::array<T, N>& out, const Formula& formula, const In&... in) {
  if constexpr (packs<T>)
    in_registers<T, N>([&]<std::size_t n>(std::size_t i) __attribute__((always_inline)) {
      Packs<T, n> lanes;
      lanes.set(formula, load<n>(in, i)...);
      lanes.store(out.data() + i);
    });
  else
    for (std::size_t i = 0; i < N; ++i) out[i] = formula(in[i]...);
}

// s·d, but 0 where d is 0, whatever s is.
template <class T, class Lanes> [[gnu::always_inline]] inline Lanes times(const T& s, const Lanes& d) {
  if constexpr (packs<T> && !std::is_same_v<T, Lanes>) return d == 0 ? Lanes{} : s * d;
  else return absorbing_product(d, s);
}

// Makes d that product. @returns 1
template <class T, std::size_t n> [[gnu::always_inline]] inline T multiply_out(const T& s, Packs<T, n>& d) {
  d.set([&](const auto& p) { return times(s, p); }, d);
  return T(1);
}
// So rarely that nothing is to stay in memory for it.
[[gnu::always_inline]] inline bool rarely(bool is_so) {
  return __builtin_expect_with_probability(is_so, 0, 1.0) != 0;
}

// out = s·d, where a 0 of d absorbs what it meets.
template <class T, std::size_t N>
void set_scaled(std::array<T, N>& out, const T& s, const std::array<T, N>& d) {
  if (is_finite(s))
    set_lanes(
        out, [&](const auto& p) { return s * p; }, d);
  else
    set_lanes(
        out, [&](const auto& p) { return times(s, p); }, d);
}
// out = s·d + t·e likewise. `w` is finite only if s and t are.
template <class T, std::size_t N> void set_combined(std::array<T, N>& out, const T& s,
                                                    const std::array<T, N>& d, const T& t,
                                                    const std::array<T, N>& e, const T&) {
  if (is_finite(s) && is_finite(t))
    set_lanes(
        out, [&](const auto& p, const auto& q) { return s * p + t * q; }, d, e);
  else
    set_lanes(
        out, [&](const auto& p, const auto& q) { return times(s, p) + times(t, q); }, d, e);
}
// In registers, what takes more than a product is multiplied out before. (Two ways to the result would have products in
// common, which the compiler makes before the branch and spills.)
template <class T, std::size_t N>
requires packs<T>
[[gnu::always_inline]] inline void set_scaled(std::array<T, N>& out, const T& s, const std::array<T, N>& d) {
  in_registers<T, N>([&]<std::size_t n>(std::size_t i) __attribute__((always_inline)) {
    auto lanes = load<n>(d, i);
    T by = s;
    if (rarely(!is_finite(s))) by = multiply_out(s, lanes);
    lanes.set([&](const auto& p) { return by * p; }, lanes);
    lanes.store(out.data() + i);
  });
}
template <class T, std::size_t N>
requires packs<T>
[[gnu::always_inline]] inline void set_combined(std::array<T, N>& out, const T& s, const std::array<T, N>& d,
                                                const T& t, const std::array<T, N>& e, const T& w) {
  in_registers<T, N>([&]<std::size_t n>(std::size_t i) __attribute__((always_inline)) {
    auto lanes = load<n>(d, i), others = load<n>(e, i);
    T by = s, by_others = t;
    if (rarely(!is_finite(w))) {
      by = multiply_out(s, lanes);
      by_others = multiply_out(t, others);
    }
    lanes.set([&](const auto& p, const auto& q) { return by * p + by_others * q; }, lanes, others);
    lanes.store(out.data() + i);
  });
}

// (Numbers set to 0 one by one become a call or a slow instruction, and are read in packs at once.)
template <class T, std::size_t N> constexpr void set_zero(std::array<T, N>& out) {
  if constexpr (packs<T>)
    if (!std::is_constant_evaluated())
      return in_registers<T, N>([&]<std::size_t n>(std::size_t i)
                                    __attribute__((always_inline)) { Packs<T, n>().store(out.data() + i); });
  for (T& d : out) d = T(0);
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
