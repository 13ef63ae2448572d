// SPDX-License-Identifier: MIT
// 1/(1 + e^−x) with SLEEF's exponential of 1 ulp, in vectors of AVX-512 or AVX2.
#include <immintrin.h>
#include <sleef.h>

#include "contenders.hpp"

namespace slope::bench {
namespace {

#if defined __AVX512F__
const std::string name = "SLEEF exp, AVX-512";
using Doubles = __m512d;
using Floats = __m512;
Doubles exponential(Doubles x) { return Sleef_expd8_u10avx512f(x); }
Floats exponential(Floats x) { return Sleef_expf16_u10avx512f(x); }
#else
const std::string name = "SLEEF exp, AVX2";
using Doubles = __m256d;
using Floats = __m256;
Doubles exponential(Doubles x) { return Sleef_expd4_u10avx2(x); }
Floats exponential(Floats x) { return Sleef_expf8_u10avx2(x); }
#endif
template <class T> struct LanesOf { using type = Doubles; };
template <> struct LanesOf<float> { using type = Floats; };

/// n is a multiple of the lanes here.
template <class T, class F> void each(const T* x, std::size_t n, F f) {
  using V = typename LanesOf<T>::type;
  for (std::size_t i = 0; i < n; i += sizeof(V) / sizeof(T)) {
    V v;
    __builtin_memcpy(&v, x + i, sizeof v);
    f(v, i);
  }
}
template <class T, class V> void store(T* to, V v) { __builtin_memcpy(to, &v, sizeof v); }

}  // namespace

template <class T> void add_sleef(Contenders<T>& all) {
  using V = typename LanesOf<T>::type;
  all.push_back(plain<T>("sigmoid", false, name, [](const T* x, T* y, T*, std::size_t n) {
    each(x, n, [=](V v, std::size_t i) { store(y + i, V(1 / (1 + exponential(-v)))); });
  }));
  all.push_back(plain<T>("sigmoid", true, name, [](const T* x, T* y, T* d, std::size_t n) {
    each(x, n, [=](V v, std::size_t i) {
      const V s = 1 / (1 + exponential(-v));
      store(y + i, s);
      store(d + i, V(s * (1 - s)));
    });
  }));
}
template void add_sleef(Contenders<float>&);
template void add_sleef(Contenders<double>&);

}  // namespace slope::bench
