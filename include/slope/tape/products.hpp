// SPDX-License-Identifier: MIT
// Loops over arrays, for block operations. For float and double they are compiled into the library, once for each
// instruction set of the processor; other scalars take the same loops from here.
#pragma once

#include <concepts>
#include <cstddef>

#include "slope/function/rule.hpp"

namespace slope::detail {

// y += s x.
template <class T> void add_scaled_loop(std::size_t n, const T& s, const T* x, T* y) {
  for (std::size_t i = 0; i < n; ++i) y[i] += s * x[i];
}
// z += x y, element by element; what is multiplied by 0 stays out.
template <class T> void add_products_loop(std::size_t n, const T* x, const T* y, T* z) {
  for (std::size_t i = 0; i < n; ++i) z[i] += is_zero(x[i]) || is_zero(y[i]) ? T(0) : T(x[i] * y[i]);
}
// C += A B, with A m×k, B k×n.
template <class T>
void add_product_loop(std::size_t m, std::size_t k, std::size_t n, const T* a, const T* b, T* c) {
  for (std::size_t i = 0; i < m; ++i)
    for (std::size_t j = 0; j < k; ++j) add_scaled_loop(n, a[i * k + j], b + j * n, c + i * n);
}
// C += Aᵀ B, with A k×m, B k×n.
template <class T>
void add_product_tn_loop(std::size_t m, std::size_t k, std::size_t n, const T* a, const T* b, T* c) {
  for (std::size_t j = 0; j < k; ++j)
    for (std::size_t i = 0; i < m; ++i) add_scaled_loop(n, a[j * m + i], b + j * n, c + i * n);
}
// C += A Bᵀ, with A m×k, B n×k. The dot products run in eight sums, so that they are vectors.
template <class T>
void add_product_nt_loop(std::size_t m, std::size_t k, std::size_t n, const T* a, const T* b, T* c) {
  constexpr std::size_t lanes = 8;
  for (std::size_t i = 0; i < m; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      const T *const x = a + i * k, *const y = b + j * k;
      T sums[lanes] = {};
      std::size_t l = 0;
      for (; l + lanes <= k; l += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += x[l + lane] * y[l + lane];
      for (; l < k; ++l) sums[0] += x[l] * y[l];
      for (std::size_t half = lanes / 2; half > 0; half /= 2)
        for (std::size_t lane = 0; lane < half; ++lane) sums[lane] += sums[lane + half];
      c[i * n + j] += sums[0];
    }
}

template <class T>
concept Compiled = std::same_as<T, float> || std::same_as<T, double>;

void add_scaled(std::size_t n, float s, const float* x, float* y);
void add_scaled(std::size_t n, double s, const double* x, double* y);
template <class T>
requires(!Compiled<T>) void add_scaled(std::size_t n, const T& s, const T* x, T* y) {
  add_scaled_loop(n, s, x, y);
}

void add_products(std::size_t n, const float* x, const float* y, float* z);
void add_products(std::size_t n, const double* x, const double* y, double* z);
template <class T>
requires(!Compiled<T>) void add_products(std::size_t n, const T* x, const T* y, T* z) {
  add_products_loop(n, x, y, z);
}

void add_product(std::size_t m, std::size_t k, std::size_t n, const float* a, const float* b, float* c);
void add_product(std::size_t m, std::size_t k, std::size_t n, const double* a, const double* b, double* c);
template <class T>
requires(!Compiled<T>) void add_product(std::size_t m, std::size_t k, std::size_t n, const T* a, const T* b,
                                        T* c) {
  add_product_loop(m, k, n, a, b, c);
}

void add_product_tn(std::size_t m, std::size_t k, std::size_t n, const float* a, const float* b, float* c);
void add_product_tn(std::size_t m, std::size_t k, std::size_t n, const double* a, const double* b, double* c);
template <class T>
requires(!Compiled<T>) void add_product_tn(std::size_t m, std::size_t k, std::size_t n, const T* a,
                                           const T* b, T* c) {
  add_product_tn_loop(m, k, n, a, b, c);
}

void add_product_nt(std::size_t m, std::size_t k, std::size_t n, const float* a, const float* b, float* c);
void add_product_nt(std::size_t m, std::size_t k, std::size_t n, const double* a, const double* b, double* c);
template <class T>
requires(!Compiled<T>) void add_product_nt(std::size_t m, std::size_t k, std::size_t n, const T* a,
                                           const T* b, T* c) {
  add_product_nt_loop(m, k, n, a, b, c);
}

// The rule F at n points: values and slopes.
template <class F, class T> void linearize_all(std::size_t n, const T* x, T* y, T* slope) {
  for (std::size_t i = 0; i < n; ++i) {
    const Linear<T, 1> at = linearize<F>(x[i]);
    y[i] = at.value;
    slope[i] = at.slope[0];
  }
}

}  // namespace slope::detail
