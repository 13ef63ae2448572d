// SPDX-License-Identifier: MIT
// Vectors of floats or doubles as wide as the registers, and what of one lies inside an array. lanes.hpp says what may be
// used here.
#pragma once

#include "lanes.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

#define SLOPE_INLINE [[gnu::always_inline]] inline
#if defined __clang__
#define SLOPE_UNROLL _Pragma("clang loop unroll(full)")
#else
#define SLOPE_UNROLL _Pragma("GCC unroll 16")
#endif

constexpr std::size_t vector_bytes = 8 * lanes;
template <class T> struct VectorOf;
template <> struct VectorOf<float> {
  using type = FullFloats;
  using Integers [[gnu::vector_size(vector_bytes)]] = std::int32_t;
};
template <> struct VectorOf<double> {
  using type = Doubles;
  using Integers [[gnu::vector_size(vector_bytes)]] = std::int64_t;
};
template <class T> using Vector = typename VectorOf<T>::type;
template <class T> using Integers = typename VectorOf<T>::Integers;
template <class T> constexpr std::size_t width = vector_bytes / sizeof(T);

template <class T> SLOPE_INLINE Vector<T> load(const T* from) {
  Vector<T> x;
  __builtin_memcpy(&x, from, sizeof x);
  return x;
}
template <class T> SLOPE_INLINE void store(T* to, Vector<T> x) { __builtin_memcpy(to, &x, sizeof x); }
template <class T> SLOPE_INLINE Vector<T> splat(T x) { return x - Vector<T>{}; }  // −0 too

/// The greater one; x if it is not a number.
template <class T> SLOPE_INLINE Vector<T> at_least(T low, Vector<T> x) {
#if defined __AVX512F__
  if constexpr (sizeof(T) == 4) return _mm512_maskz_max_ps(0xffff, splat(low), x);
  else return _mm512_maskz_max_pd(0xff, splat(low), x);
#elif defined __AVX2__
  if constexpr (sizeof(T) == 4) return _mm256_max_ps(splat(low), x);
  else return _mm256_max_pd(splat(low), x);
#else
  return x < low ? splat(low) : x;
#endif
}

/// The first `count` lanes, of `width` at most: the others are loaded as zeros and not stored.
template <class T> class Part {
 public:
  explicit Part(std::size_t count) : count_(count) {
#if defined __AVX512F__
    mask_ = (1U << count) - 1;
#elif defined __AVX2__
    Integers<T> lane;
    for (std::size_t i = 0; i < width<T>; ++i) lane[i] = static_cast<int>(i);
    mask_ = lane < (Integers<T>{} + static_cast<int>(count));
#endif
  }
  std::size_t count() const { return count_; }
  bool whole() const { return count_ == width<T>; }

#if defined __AVX512F__
  SLOPE_INLINE Vector<T> load(const T* from) const {
    if constexpr (sizeof(T) == 4) return _mm512_maskz_loadu_ps(static_cast<__mmask16>(mask_), from);
    else return _mm512_maskz_loadu_pd(static_cast<__mmask8>(mask_), from);
  }
  SLOPE_INLINE void store(T* to, Vector<T> x) const {
    if constexpr (sizeof(T) == 4) _mm512_mask_storeu_ps(to, static_cast<__mmask16>(mask_), x);
    else _mm512_mask_storeu_pd(to, static_cast<__mmask8>(mask_), x);
  }

 private:
  unsigned mask_;
#elif defined __AVX2__
  SLOPE_INLINE Vector<T> load(const T* from) const {
    if constexpr (sizeof(T) == 4) return _mm256_maskload_ps(from, __builtin_bit_cast(__m256i, mask_));
    else return _mm256_maskload_pd(from, __builtin_bit_cast(__m256i, mask_));
  }
  SLOPE_INLINE void store(T* to, Vector<T> x) const {
    if constexpr (sizeof(T) == 4) _mm256_maskstore_ps(to, __builtin_bit_cast(__m256i, mask_), x);
    else _mm256_maskstore_pd(to, __builtin_bit_cast(__m256i, mask_), x);
  }

 private:
  Integers<T> mask_;
#else
  SLOPE_INLINE Vector<T> load(const T* from) const {
    Vector<T> x{};
    for (std::size_t i = 0; i < count_; ++i) x[i] = from[i];
    return x;
  }
  SLOPE_INLINE void store(T* to, Vector<T> x) const {
    for (std::size_t i = 0; i < count_; ++i) to[i] = x[i];
  }

 private:
#endif
  std::size_t count_;
};

/// Halves added until one number is left.
template <std::size_t n, class X> SLOPE_INLINE auto sum_of(X x) {
  if constexpr (n == 16)
    return sum_of<8>(__builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7) +
                     __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15));
  else if constexpr (n == 8)
    return sum_of<4>(__builtin_shufflevector(x, x, 0, 1, 2, 3) + __builtin_shufflevector(x, x, 4, 5, 6, 7));
  else if constexpr (n == 4)
    return sum_of<2>(__builtin_shufflevector(x, x, 0, 1) + __builtin_shufflevector(x, x, 2, 3));
  else return x[0] + x[1];
}

template <std::size_t... i> struct Lanes {};
template <std::size_t n, std::size_t... i> struct ListLanes : ListLanes<n - 1, n - 1, i...> {};
template <std::size_t... i> struct ListLanes<0, i...> { using type = Lanes<i...>; };
template <std::size_t n> using AllLanes = typename ListLanes<n>::type;

/// Sums along arrays, the same for every width of a vector: element i goes to lane i mod 64/sizeof(T) of an accumulator of
/// 64 bytes, and halves of that are added until one number is left.
template <class T> struct Sum {
  static constexpr std::size_t vectors = 64 / vector_bytes, step = vectors * width<T>;
  Vector<T> of[vectors] = {};

  SLOPE_INLINE Vector<T> joined() const {
    if constexpr (vectors == 4) return (of[0] + of[2]) + (of[1] + of[3]);
    else if constexpr (vectors == 2) return of[0] + of[1];
    else return of[0];
  }
  SLOPE_INLINE T total() const { return sum_of<width<T>>(joined()); }
};

/// The low or the high halves of all blocks of 2·half lanes of x, then of y.
template <class T, std::size_t half, std::size_t high, std::size_t... i>
SLOPE_INLINE Vector<T> halves(Vector<T> x, Vector<T> y, Lanes<i...>) {
  return __builtin_shufflevector(x, y, (i / half * (2 * half) + i % half + high * half)...);
}
template <class T, std::size_t half> SLOPE_INLINE Vector<T> folded(Vector<T> x, Vector<T> y) {
  return halves<T, half, 0>(x, y, AllLanes<width<T>>()) + halves<T, half, 1>(x, y, AllLanes<width<T>>());
}
/// The sums of the lanes of x(0), x(1), …, x(n − 1), as `sum_of` adds them, and zeros up to `width`.
template <class T, std::size_t first = 0, std::size_t count = width<T>, class X>
SLOPE_INLINE Vector<T> totals(std::size_t n, X x) {
  if (first >= n) return Vector<T>{};
  if constexpr (count == 1) return x(first);
  else
    return folded<T, width<T> / count>(totals<T, first, count / 2>(n, x),
                                       totals<T, first + count / 2, count / 2>(n, x));
}

/// x, then zeros.
template <class X, std::size_t... i> SLOPE_INLINE auto with_zeros(X x, Lanes<i...>) {
  return __builtin_shufflevector(x, X{}, i...);
}
template <class T, class X> SLOPE_INLINE Vector<T> extended(X x) {
  if constexpr (sizeof x == vector_bytes) return x;
  else return extended<T>(with_zeros(x, AllLanes<2 * sizeof x / sizeof(T)>()));
}
/// The first n lanes, n a power of 2. What such a store wrote, such a load has at once; what a store with a mask wrote, it
/// waits for.
template <class T, std::size_t n> struct First {
  SLOPE_INLINE Vector<T> load(const T* from) const {
    if constexpr (n == 1) {
      Vector<T> x{};
      x[0] = *from;
      return x;
    } else {
      using Some [[gnu::vector_size(n * sizeof(T))]] = T;
      Some x;
      __builtin_memcpy(&x, from, sizeof x);
      return extended<T>(x);
    }
  }
  SLOPE_INLINE void store(T* to, Vector<T> x) const {
    if constexpr (n == 1) *to = x[0];
    else __builtin_memcpy(to, &x, n * sizeof(T));
  }
};
/// f(the first `count` lanes, less than all): as First, if there is one of so many, or else as Part.
template <class T, std::size_t n = width<T> / 2, class F>
SLOPE_INLINE void with_first(std::size_t count, F f) {
  if (count == n) return f(First<T, n>());
  if constexpr (n > 1) with_first<T, n / 2>(count, f);
  else f(Part<T>(count));
}

template <class T> struct Whole {
  SLOPE_INLINE Vector<T> load(const T* from) const { return SLOPE_INSTRUCTION_SET::load(from); }
  SLOPE_INLINE void store(T* to, Vector<T> x) const { SLOPE_INSTRUCTION_SET::store(to, x); }
};
/// Calls f(vector in a Sum, where in the array, Whole) along n elements, and at the end tail(the same, how many elements).
template <class T, class F, class Tail> SLOPE_INLINE void along(std::size_t n, F f, Tail tail) {
  using S = Sum<T>;
  std::size_t i = 0;
  for (; i + S::step <= n; i += S::step)
    for (std::size_t v = 0; v < S::vectors; ++v) f(v, i + v * width<T>, Whole<T>());
  for (std::size_t v = 0; v < S::vectors && i < n; ++v, i += width<T>)
    tail(v, i, n - i < width<T> ? n - i : width<T>);
}
/// With Part at the end.
template <class T, class F> SLOPE_INLINE void along(std::size_t n, F f) {
  along<T>(
      n, f, [&](std::size_t v, std::size_t i, std::size_t count) __attribute__((always_inline)) {
        f(v, i, Part<T>(count));
      });
}
/// With First where there is one, for what is often short and read at once.
template <class T, class F> SLOPE_INLINE void along_few(std::size_t n, F f) {
  along<T>(
      n, f, [&](std::size_t v, std::size_t i, std::size_t count) __attribute__((always_inline)) {
        if (count == width<T>) f(v, i, Whole<T>());
        else
          with_first<T>(
              count, [&](auto part) __attribute__((always_inline)) { f(v, i, part); });
      });
}

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
