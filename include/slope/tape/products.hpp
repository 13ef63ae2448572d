// SPDX-License-Identifier: MIT
// Loops over arrays, for block operations. For float and double they are kernels, compiled into the library for each
// instruction set (kernel/table.hpp); other scalars take the loops from here.
#pragma once

#include <concepts>
#include <cstddef>

#include "slope/function/rule.hpp"
#include "slope/kernel/shared.hpp"

namespace slope::detail {

// y = init + s x; without init, zeros.
template <class T> void scaled_loop(std::size_t n, const T& s, const T* x, const T* init, T* y) {
  for (std::size_t i = 0; i < n; ++i) y[i] = init == nullptr ? T(s * x[i]) : T(init[i] + s * x[i]);
}
// z = init + s x y, element by element; what is multiplied by 0 stays out.
template <class T>
void absorbing_products_loop(std::size_t n, const T& s, const T* x, const T* y, const T* init, T* z) {
  for (std::size_t i = 0; i < n; ++i) {
    const T xy = is_zero(x[i]) || is_zero(y[i]) ? T(0) : T(s * T(x[i] * y[i]));
    z[i] = init == nullptr ? xy : T(init[i] + xy);
  }
}
// C += A B, with A m×k, B k×n.
template <class T>
void add_product_loop(std::size_t m, std::size_t k, std::size_t n, const T* a, const T* b, T* c) {
  for (std::size_t i = 0; i < m; ++i)
    for (std::size_t j = 0; j < k; ++j) scaled_loop<T>(n, a[i * k + j], b + j * n, c + i * n, c + i * n);
}
// C += Aᵀ B, with A k×m, B k×n.
template <class T>
void add_product_tn_loop(std::size_t m, std::size_t k, std::size_t n, const T* a, const T* b, T* c) {
  for (std::size_t j = 0; j < k; ++j)
    for (std::size_t i = 0; i < m; ++i) scaled_loop<T>(n, a[j * m + i], b + j * n, c + i * n, c + i * n);
}
// C += A Bᵀ, with A m×k, B n×k.
template <class T>
void add_product_nt_loop(std::size_t m, std::size_t k, std::size_t n, const T* a, const T* b, T* c) {
  for (std::size_t i = 0; i < m; ++i)
    for (std::size_t j = 0; j < n; ++j)
      for (std::size_t l = 0; l < k; ++l) c[i * n + j] += a[i * k + l] * b[j * k + l];
}

// Those of float and double are kernels. `scratch`, of n·k elements, is for them. @{
template <class T> void scaled(std::size_t n, const T& s, const T* x, const T* init, T* y) {
  if constexpr (kernel::Native<T>) kernel::blocks<T>().scaled(n, s, x, init, y);
  else scaled_loop(n, s, x, init, y);
}
template <class T> struct Scaled {
  std::size_t n;
  T s;
  const T *x, *init;
  T* y;
};
template <class T> void scale(const Scaled<T>& c) { scaled<T>(c.n, c.s, c.x, c.init, c.y); }
template <class T> void add_scaled(std::size_t n, const T& s, const T* x, T* y) { scaled<T>(n, s, x, y, y); }
template <class T>
void absorbing_products(std::size_t n, const T& s, const T* x, const T* y, const T* init, T* z) {
  if constexpr (kernel::Native<T>) kernel::blocks<T>().absorbing_products(n, s, x, y, init, z);
  else absorbing_products_loop(n, s, x, y, init, z);
}
template <class T>
void add_product(std::size_t m, std::size_t k, std::size_t n, const T* a, const T* b, T* c) {
  if constexpr (kernel::Native<T>) kernel::product<T>({m, k, n, a, k, 1, b, n, c, n, c, n});
  else add_product_loop(m, k, n, a, b, c);
}
template <class T>
void add_product_tn(std::size_t m, std::size_t k, std::size_t n, const T* a, const T* b, T* c) {
  if constexpr (kernel::Native<T>) kernel::product<T>({m, k, n, a, 1, m, b, n, c, n, c, n});
  else add_product_tn_loop(m, k, n, a, b, c);
}
template <class T> void add_product_nt(std::size_t m, std::size_t k, std::size_t n, const T* a, const T* b,
                                       T* c, [[maybe_unused]] T* scratch) {
  if constexpr (kernel::Native<T>) {
    if (k > 1) kernel::blocks<T>().transpose(n, k, b, scratch), b = scratch;
    kernel::product<T>({m, k, n, a, k, 1, b, n, c, n, c, n});
  } else add_product_nt_loop(m, k, n, a, b, c);
}
/// @}

}  // namespace slope::detail

namespace slope {
struct Sigmoid;
struct LogSigmoid;
struct Softplus;
struct Tanh;
struct Swish;
struct Elu;
struct Gelu;
struct Relu;
struct LeakyRelu;
}  // namespace slope

namespace slope::detail {

/// The kernel of a rule, at a few units in the last place; nullptr if it has none.
template <class F, class T> const kernel::Activation<T>* activation_of() {
  if constexpr (kernel::Native<T>) {
    const kernel::Activations<T>& all = kernel::blocks<T>().activations;
    if constexpr (std::same_as<F, Sigmoid>) return &all.sigmoid;
    if constexpr (std::same_as<F, LogSigmoid>) return &all.logsigmoid;
    if constexpr (std::same_as<F, Softplus>) return &all.softplus;
    if constexpr (std::same_as<F, Tanh>) return &all.tanh;
    if constexpr (std::same_as<F, Swish>) return &all.swish;
    if constexpr (std::same_as<F, Elu>) return &all.elu;
    if constexpr (std::same_as<F, Relu>) return &all.relu;
    if constexpr (std::same_as<F, LeakyRelu>) return &all.leaky_relu;
    if constexpr (std::same_as<F, Gelu>) return &all.gelu;
  }
  return nullptr;
}

// The rule F at n points: values and slopes.
template <class F, class T> void linearize_all(std::size_t n, const T* x, T* y, T* slope) {
  if (const kernel::Activation<T>* const f = activation_of<F, T>()) return f->map(x, y, slope, n);
  for (std::size_t i = 0; i < n; ++i) {
    const Linear<T, 1> at = linearize<F>(x[i]);
    y[i] = at.value;
    slope[i] = at.slope[0];
  }
}

}  // namespace slope::detail
