// SPDX-License-Identifier: MIT
// A layer of a network, forward and in reverse, and loops over arrays.
#pragma once

#include "loss.hpp"
#include "product.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

template <class T> void add_scaled(std::size_t n, T s, const T* x, T* y) {
  along<T>(n, [&](std::size_t, std::size_t i, auto part) {
    part.store(y + i, fused(splat(s), part.load(x + i), part.load(y + i)));
  });
}

/// x y, and 0 where either is, whatever the other is.
template <class T> SLOPE_INLINE Vector<T> absorbing_product(Vector<T> x, Vector<T> y) {
  return choose<T>((x == 0) | (y == 0), splat(T(0)), x * y);
}
template <class T> void add_products(std::size_t n, const T* x, const T* y, T* z) {
  along<T>(n, [&](std::size_t, std::size_t i, auto part) {
    part.store(z + i, part.load(z + i) + absorbing_product<T>(part.load(x + i), part.load(y + i)));
  });
}

template <class T> void layer(const Layer<T>& l) {
  product<T>({l.rows, l.in, l.out, l.x, l.in, 1, l.w, l.out, l.b, 0, l.y, l.out});
  if (l.f != nullptr) l.f(l.y, l.y, l.slope, l.rows * l.out);
}

/// Z̄, and the sum of its rows.
template <class T, bool curved> void reverse_activation(const LayerReverse<T>& l) {
  const auto z_bar = [&](std::size_t i, auto part) __attribute__((always_inline)) {
    Vector<T> seed = part.load(l.seed + i);
    if constexpr (curved) {
      seed = absorbing_product<T>(seed, part.load(l.slope + i));
      part.store(l.seed + i, seed);
    }
    return seed;
  };
  const T* const init = l.b_bar.init();
  const T step = l.b_bar.step;
  if (l.out == 1) {
    Sum<T> sum;
    along<T>(l.rows,
             [&](std::size_t v, std::size_t i, auto part) { sum.of[v] = sum.of[v] + z_bar(i, part); });
    if (l.b_bar.at == nullptr) return;
    const T total = (init == nullptr ? T(0) : *init) + sum.total();
    *l.b_bar.at = step == 0 ? total : fused(splat(step), splat(total), splat(*l.b_bar.at))[0];
    return;
  }
  const auto column = [&](std::size_t j, auto part) __attribute__((always_inline)) {
    Vector<T> sum = init == nullptr ? Vector<T>{} : part.load(init + j);
    for (std::size_t row = 0; row < l.rows; ++row) sum = sum + z_bar(row * l.out + j, part);
    if (l.b_bar.at == nullptr) return;
    T* const to = l.b_bar.at + j;
    part.store(to, step == 0 ? sum : fused(splat(step), sum, part.load(to)));
  };
  std::size_t j = 0;
  for (; j + width<T> <= l.out; j += width<T>) column(j, Whole<T>());
  if (j < l.out) column(j, Part<T>(l.out - j));
}

/// Of a layer with one output, X̄ and W̄ at once. Sums along rows as a product has them.
template <class T> void reverse_column(const LayerReverse<T>& l) {
  const T *const x_init = l.x_bar.init(), *const w_init = l.w_bar.init();
  const auto some = [&](std::size_t k, auto part) __attribute__((always_inline)) {
    const Vector<T> w = part.load(l.w + k);
    Vector<T> sum = w_init == nullptr ? Vector<T>{} : part.load(w_init + k);
    for (std::size_t row = 0; row < l.rows; ++row) {
      const std::size_t at = row * l.in + k;
      const Vector<T> seed = splat(l.seed[row]);
      if (l.w_bar.at != nullptr) sum = fused(part.load(l.x + at), seed, sum);
      if (l.x_bar.at != nullptr)
        part.store(l.x_bar.at + at, fused(seed, w, x_init == nullptr ? Vector<T>{} : part.load(x_init + at)));
    }
    if (l.w_bar.at == nullptr) return;
    part.store(l.w_bar.at + k, l.w_bar.step == 0 ? sum : fused(splat(l.w_bar.step), sum, w));
  };
  std::size_t k = 0;
  for (; k + width<T> <= l.in; k += width<T>) some(k, Whole<T>());
  if (k < l.in) some(k, Part<T>(l.in - k));
}

template <class T> void layer_reverse(const LayerReverse<T>& l) {
  if (l.slope != nullptr) reverse_activation<T, true>(l);
  else if (l.b_bar.at != nullptr) reverse_activation<T, false>(l);
  // Not of parts of one matrix: what is added to both is added one after the other.
  const T *const x = l.x_bar.at, *const w = l.w_bar.at;
  const bool apart = x == nullptr || w == nullptr || x + l.rows * l.in <= w || w + l.in <= x;
  if (l.out == 1 && apart) return reverse_column(l);
  if (l.x_bar.at != nullptr && l.rows == 1) {
    product<T>({l.in, l.out, 1, l.w, l.out, 1, l.seed, 1, l.x_bar.init(), 1, l.x_bar.at, 1});
  } else if (l.x_bar.at != nullptr) {
    transpose(l.in, l.out, l.w, l.scratch);
    product<T>(
        {l.rows, l.out, l.in, l.seed, l.out, 1, l.scratch, l.in, l.x_bar.init(), l.in, l.x_bar.at, l.in});
  }
  if (l.w_bar.at != nullptr)
    product<T>({l.in, l.rows, l.out, l.x, 1, l.in, l.seed, l.out, l.w_bar.init(), l.out, l.w_bar.at, l.out,
                l.w_bar.step});
}

template <class T> constexpr Blocks<T> blocks{activations<T>,  product<T>,       transpose<T>,
                                              layer<T>,        layer_reverse<T>, add_scaled<T>,
                                              add_products<T>, squared_error<T>, binary_cross_entropy<T>,
                                              cross_entropy<T>};

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
