// SPDX-License-Identifier: MIT
// One source for every instruction set: a V is either a double or `Doubles`, a vector as wide as the registers
// of the instruction set being compiled for. A file that includes this first defines SLOPE_INSTRUCTION_SET, the
// name of its namespace. Nothing here may be shared between instruction sets, not even an inline function of
// the standard library: the linker keeps one copy of those, which may be the one compiled for a processor that
// is not there.
#pragma once

#include <cstddef>
#include <cstdint>
#if defined __FMA__
#include <immintrin.h>
#endif

#ifndef SLOPE_INSTRUCTION_SET
#error "compile baseline.cpp, avx2.cpp or avx512.cpp"
#endif

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

#if defined __AVX512F__
constexpr std::size_t lanes = 8;
#elif defined __AVX2__
constexpr std::size_t lanes = 4;
#else
constexpr std::size_t lanes = 2;
#endif
using Doubles [[gnu::vector_size(8 * lanes)]] = double;
using Floats [[gnu::vector_size(4 * lanes)]] = float;      ///< as many
using FullFloats [[gnu::vector_size(8 * lanes)]] = float;  ///< twice as many

template <class V> struct BitsOf { using type [[gnu::vector_size(8 * lanes)]] = std::int64_t; };
template <> struct BitsOf<double> { using type = std::int64_t; };
/// The bits of each lane as an integer.
template <class V> using Bits = typename BitsOf<V>::type;

template <class V> V all(double x) { return V{} + x; }  // not for −0
template <> inline double all(double x) { return x; }

template <class M, class V> V select(M mask, V yes, V no) { return mask ? yes : no; }

template <class V> Bits<V> bits(V x) { return __builtin_bit_cast(Bits<V>, x); }
template <class V> V from_bits(Bits<V> b) { return __builtin_bit_cast(V, b); }

constexpr std::int64_t sign_bit = INT64_MIN;
template <class V> V abs(V x) { return from_bits<V>(bits(x) & ~sign_bit); }
template <class V> V minus_abs(V x) { return from_bits<V>(bits(x) | sign_bit); }
/// |size| with the sign of x.
template <class V> V with_sign_of(V x, V size) {
  return from_bits<V>((bits(size) & ~sign_bit) | (bits(x) & sign_bit));
}
/// NaN for NaN.
template <class V> V at_least(double low, V x) { return select(x < low, all<V>(low), x); }
template <class V> V at_most(double high, V x) { return select(x > high, all<V>(high), x); }
#if defined __AVX512F__
// By the forms with a mask: g++ 12 warns of the others that a register was not set.
template <> inline Doubles at_least(double low, Doubles x) {
  return _mm512_maskz_max_pd(0xff, all<Doubles>(low), x);
}
template <> inline Doubles at_most(double high, Doubles x) {
  return _mm512_maskz_min_pd(0xff, all<Doubles>(high), x);
}
inline Doubles widened(Floats x) { return _mm512_maskz_cvtps_pd(0xff, x); }
inline Floats narrowed(Doubles x) { return _mm512_maskz_cvtpd_ps(0xff, x); }
/// By the last three bits.
inline std::int64_t looked_up(const std::int64_t (&table)[8], std::int64_t index) { return table[index & 7]; }
inline Bits<Doubles> looked_up(const std::int64_t (&table)[8], Bits<Doubles> index) {
  const __m512i found =
      _mm512_maskz_permutexvar_epi64(0xff, __builtin_bit_cast(__m512i, index), _mm512_loadu_si512(table));
  return __builtin_bit_cast(Bits<Doubles>, found);
}
#else
inline Doubles widened(Floats x) { return __builtin_convertvector(x, Doubles); }
inline Floats narrowed(Doubles x) { return __builtin_convertvector(x, Floats); }
#endif

#if defined __AVX512F__
inline Doubles fused(Doubles a, Doubles b, Doubles c) { return _mm512_fmadd_pd(a, b, c); }
inline FullFloats fused(FullFloats a, FullFloats b, FullFloats c) { return _mm512_fmadd_ps(a, b, c); }
#elif defined __FMA__
inline Doubles fused(Doubles a, Doubles b, Doubles c) { return _mm256_fmadd_pd(a, b, c); }
inline FullFloats fused(FullFloats a, FullFloats b, FullFloats c) { return _mm256_fmadd_ps(a, b, c); }
#endif
#if defined __FMA__
inline double fused(double a, double b, double c) { return __builtin_fma(a, b, c); }
constexpr bool rounds_once = true;
#else
template <class V> V fused(V a, V b, V c) { return a * b + c; }
constexpr bool rounds_once = false;
#endif

template <class V, class X> V as(X x) {
  if constexpr (sizeof(X) == sizeof(V)) return x;
  else return all<V>(x);
}
/// a b + c, each a V or a constant; rounded once where the processor can, which only pair.hpp must know about.
template <class V, class B, class C> V mul_add(V a, B b, C c) { return fused(a, as<V>(b), as<V>(c)); }

/// c(0) + c(1) x + …, n terms, four at a time: few operations are under way at once, so a shorter chain is quicker than fewer
/// operations. Up to six terms the chain is as short two at a time.
template <std::size_t n, class V, class C> V sum_of_powers(C c, V x) {
  const V x2 = x * x;
  const auto two = [&](std::size_t k) { return k + 1 < n ? fused(x, c(k + 1), c(k)) : c(k); };
  if constexpr (n == 5 || n == 6) return fused(fused(two(4), x2, two(2)), x2, two(0));
  const auto four = [&](std::size_t k) { return k + 2 < n ? fused(two(k + 2), x2, two(k)) : two(k); };
  std::size_t k = (n - 1) / 4 * 4;
  V y = four(k);
#pragma GCC unroll 16
  for (; k > 0; k -= 4) y = fused(y, x2 * x2, four(k - 4));
  return y;
}
template <std::size_t first = 0, class V, std::size_t n> V polynomial(const double (&c)[n], V x) {
  return sum_of_powers<n - first>([&](std::size_t k) { return all<V>(c[first + k]); }, x);
}

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
