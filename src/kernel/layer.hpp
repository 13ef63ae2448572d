// SPDX-License-Identifier: MIT
// A layer of a network, forward and in reverse, and loops over arrays.
#pragma once

#include "loss.hpp"
#include "product.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

template <class T> void scaled(std::size_t n, T s, const T* x, const T* init, T* y) {
  if (init == nullptr)
    return along_few<T>(
        n, [&](std::size_t, std::size_t i, auto part) { part.store(y + i, splat(s) * part.load(x + i)); });
  along_few<T>(n, [&](std::size_t, std::size_t i, auto part) {
    part.store(y + i, fused(splat(s), part.load(x + i), part.load(init + i)));
  });
}

/// x y, and 0 where either is, whatever the other is.
template <class T> SLOPE_INLINE Vector<T> absorbing_product(Vector<T> x, Vector<T> y) {
  return choose<T>((x != 0) & (y != 0), x * y, splat(T(0)));
}
template <class T> void absorbing_products(std::size_t n, T s, const T* x, const T* y, const T* init, T* z) {
  along<T>(n, [&](std::size_t, std::size_t i, auto part) {
    const Vector<T> xy = splat(s) * absorbing_product<T>(part.load(x + i), part.load(y + i));
    part.store(z + i, init == nullptr ? xy : part.load(init + i) + xy);
  });
}
template <class T> void products(std::size_t n, const T* x, const T* y, T* z) {
  along<T>(n, [&](std::size_t, std::size_t i, auto part) {
    part.store(z + i, part.load(x + i) * part.load(y + i));
  });
}

/// Inputs whose weights fit into registers, beside the sums.
constexpr std::size_t few = 4;
template <std::size_t n> struct Count { static constexpr std::size_t value = n; };
/// f(Count<n>()), for an n from 1 to `few`.
template <std::size_t most = few, class F> SLOPE_INLINE void with_count(std::size_t n, F f) {
  if constexpr (most > 1)
    if (n < most) return with_count<most - 1>(n, f);
  f(Count<most>());
}

template <class T> void layer(const Layer<T>& l) {
  product<T>({l.rows, l.in, l.out, l.x, l.in, 1, l.w, l.out, l.b, 0, l.y, l.out});
}
template <class T, void (*map)(const T*, T*, T*, std::size_t)> void layer_then(const Layer<T>& l) {
  layer(l);
  map(l.y, l.y, l.slope, l.rows * l.out);
}
/// Of few inputs: the sums of the product stay in registers until f is applied to them.
template <class F, class T, std::size_t in> [[gnu::flatten]] void layer_of_few(const Layer<T>& l) {
  const std::size_t rows = l.rows, out = l.out;
  const T *const x = l.x, *const weights = l.w, *const bias = l.b;
  T *const value = l.y, *const slope = l.slope;
  for (std::size_t j = 0; j < out; j += width<T>) {
    const Vector<T> b = load(bias + j);
    Vector<T> w[in];
    SLOPE_UNROLL for (std::size_t k = 0; k < in; ++k) w[k] = load(weights + k * out + j);
    const T* xr = x;
    for (std::size_t row = 0, i = j; row < rows; ++row, i += out, xr += in) {
      Vector<T> sum = b;
      SLOPE_UNROLL for (std::size_t k = 0; k < in; ++k) sum = fused(splat(xr[k]), w[k], sum);
      const At<T> y = F::template at<T>(sum);
      store(value + i, y.value);
      store(slope + i, y.slope);
    }
  }
}
template <class F, class T> void layer_with(const Layer<T>& l) {
  if (l.in - 1 >= few || l.out % width<T> != 0) return layer_then<T, activation<F, T>>(l);
  with_count(l.in, [&](auto in) { layer_of_few<F, T, decltype(in)::value>(l); });
}
template <class F, class T> constexpr Activation<T> activation_kernel{activation<F, T>, layer_with<F, T>};

/// A sum of derivatives from what is to be added to, if anything; and to where it goes, or a step of what is there. @{
template <class T, class P> SLOPE_INLINE Vector<T> begun(const T* init, std::size_t i, const P& part) {
  return init == nullptr ? Vector<T>{} : part.load(init + i);
}
template <class T, class P> SLOPE_INLINE void finish(Vector<T> sum, T step, T* to, const P& part) {
  part.store(to, step == 0 ? sum : fused(splat(step), sum, part.load(to)));
}
/// @}

/// Z̄, and the sum of its rows.
template <class T, bool curved> void reverse_activation(const LayerReverse<T>& l) {
  const std::size_t rows = l.rows, out = l.out;
  T* const seeds = l.seed;
  const T* const slopes = l.slope;
  const auto z_bar = [&](std::size_t i, auto part) __attribute__((always_inline)) {
    Vector<T> seed = part.load(seeds + i);
    if constexpr (curved) {
      seed = absorbing_product<T>(seed, part.load(slopes + i));
      part.store(seeds + i, seed);
    }
    return seed;
  };
  T* const b_bar = l.b_bar.at;
  const T* const init = l.b_bar.init();
  const T step = l.b_bar.step;
  if (out == 1) {
    Sum<T> sum;
    along_few<T>(rows,
                 [&](std::size_t v, std::size_t i, auto part) { sum.of[v] = sum.of[v] + z_bar(i, part); });
    if (b_bar == nullptr) return;
    const T total = (init == nullptr ? T(0) : *init) + sum.total();
    *b_bar = step == 0 ? total : fused(splat(step), splat(total), splat(*b_bar))[0];
    return;
  }
  const auto column = [&](std::size_t j, auto part) __attribute__((always_inline)) {
    Vector<T> sum = begun(init, j, part);
    for (std::size_t row = 0, i = j; row < rows; ++row, i += out) sum = sum + z_bar(i, part);
    if (b_bar != nullptr) finish<T>(sum, step, b_bar + j, part);
  };
  std::size_t j = 0;
  for (; j + width<T> <= out; j += width<T>) column(j, Whole<T>());
  if (j < out) column(j, Part<T>(out - j));
}

/// Of a layer with one output, X̄ and W̄ at once, or one of them. Sums along rows as a product has them.
template <class T, bool to_x, bool to_w> void reverse_column(const LayerReverse<T>& l) {
  const std::size_t rows = l.rows, in = l.in;
  const T *const seeds = l.seed, *const x = l.x, *const w = l.w;
  T *const x_bar = l.x_bar.at, *const w_bar = l.w_bar.at;
  const T *const x_init = l.x_bar.init(), *const w_init = l.w_bar.init();
  const T step = l.w_bar.step;
  const auto some = [&](std::size_t k, auto part) __attribute__((always_inline)) {
    const Vector<T> wk = part.load(w + k);
    Vector<T> sum = to_w ? begun(w_init, k, part) : Vector<T>{};
    for (std::size_t row = 0, at = k; row < rows; ++row, at += in) {
      const Vector<T> seed = splat(seeds[row]);
      if (to_w) sum = fused(part.load(x + at), seed, sum);
      if (to_x && x_init == nullptr) part.store(x_bar + at, seed * wk);
      else if (to_x) part.store(x_bar + at, fused(seed, wk, part.load(x_init + at)));
    }
    if (to_w) part.store(w_bar + k, step == 0 ? sum : fused(splat(step), sum, wk));
  };
  std::size_t k = 0;
  for (; k + width<T> <= in; k += width<T>) some(k, Whole<T>());
  if (k < in) some(k, Part<T>(in - k));
}
template <class T> void reverse_column(const LayerReverse<T>& l) {
  const bool to_x = l.x_bar.at != nullptr, to_w = l.w_bar.at != nullptr;
  if (to_x && to_w) reverse_column<T, true, true>(l);
  else if (to_x) reverse_column<T, true, false>(l);
  else if (to_w) reverse_column<T, false, true>(l);
}

/// Of a layer of few inputs whose derivatives are not wanted, b̄ and W̄ at once: Z̄ stays in registers. Sums as a product
/// has them.
template <class T, std::size_t in, bool curved> void reverse_of_few(const LayerReverse<T>& l) {
  const std::size_t rows = l.rows, out = l.out;
  const T *const x = l.x, *const seeds = l.seed, *const slopes = l.slope;
  T *const w_bar = l.w_bar.at, *const b_bar = l.b_bar.at;
  const T *const w_init = l.w_bar.init(), *const b_init = l.b_bar.init();
  const T w_step = l.w_bar.step, b_step = l.b_bar.step;
  const auto column = [&](std::size_t j, auto part) __attribute__((always_inline)) {
    Vector<T> b_sum = begun(b_init, j, part), w_sum[in];
    SLOPE_UNROLL for (std::size_t k = 0; k < in; ++k) w_sum[k] = begun(w_init, k * out + j, part);
    const T* xr = x;
    for (std::size_t row = 0, i = j; row < rows; ++row, i += out, xr += in) {
      Vector<T> z_bar = part.load(seeds + i);
      if constexpr (curved) z_bar = absorbing_product<T>(z_bar, part.load(slopes + i));
      b_sum = b_sum + z_bar;
      SLOPE_UNROLL for (std::size_t k = 0; k < in; ++k) w_sum[k] = fused(splat(xr[k]), z_bar, w_sum[k]);
    }
    finish<T>(b_sum, b_step, b_bar + j, part);
    SLOPE_UNROLL for (std::size_t k = 0; k < in; ++k) finish<T>(w_sum[k], w_step, w_bar + k * out + j, part);
  };
  std::size_t j = 0;
  for (; j + width<T> <= out; j += width<T>) column(j, Whole<T>());
  if (j < out) column(j, Part<T>(out - j));
}
template <class T, bool curved> void reverse_of_few(const LayerReverse<T>& l) {
  with_count(l.in, [&](auto in) { reverse_of_few<T, decltype(in)::value, curved>(l); });
}

/// No element is in both, of a and b elements.
template <class T> bool are_apart(const T* x, std::size_t a, const T* y, std::size_t b) {
  return x == nullptr || y == nullptr || x + a <= y || y + b <= x;
}

template <class T> void layer_reverse(const LayerReverse<T>& l) {
  // What is added to parts of one matrix is added one after the other.
  T *const x = l.x_bar.at, *const w = l.w_bar.at, *const b = l.b_bar.at;
  const std::size_t weights = l.in * l.out;
  if (x == nullptr && w != nullptr && b != nullptr && l.out > 1 && l.in - 1 < few &&
      are_apart(w, weights, b, l.out))
    return l.slope != nullptr ? reverse_of_few<T, true>(l) : reverse_of_few<T, false>(l);
  if (l.slope != nullptr) reverse_activation<T, true>(l);
  else if (b != nullptr) reverse_activation<T, false>(l);
  if (l.out == 1 && are_apart(x, l.rows * l.in, w, weights)) return reverse_column(l);
  if (x != nullptr && l.rows == 1) {
    product<T>({l.in, l.out, 1, l.w, l.out, 1, l.seed, 1, l.x_bar.init(), 1, x, 1});
  } else if (x != nullptr) {
    transpose(l.in, l.out, l.w, l.scratch);
    product<T>({l.rows, l.out, l.in, l.seed, l.out, 1, l.scratch, l.in, l.x_bar.init(), l.in, x, l.in});
  }
  if (w != nullptr)
    product<T>(
        {l.in, l.rows, l.out, l.x, 1, l.in, l.seed, l.out, l.w_bar.init(), l.out, w, l.out, l.w_bar.step});
}

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
