// SPDX-License-Identifier: MIT
// Losses: a sum over elements, and its slopes.
#pragma once

#include "brief.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

// Σ f(a vector, where in the array, how much of it is there)². Of long arrays four sums in turn, where registers are wide, and
// four times what a Sum has: one would wait for its last addition.
template <class T, class F> SLOPE_INLINE T squares(std::size_t n, F f) {
  constexpr std::size_t turns = Sum<T>::vectors <= 2 ? 4 : 1, step = Sum<T>::step;
  Sum<T> sums[turns];
  const auto add = [&](Vector<T> & sum, std::size_t i, auto part) __attribute__((always_inline)) {
    const Vector<T> d = f(i, part);
    sum = fused(d, d, sum);
  };
  std::size_t start = 0;
  for (; start + turns * step <= n; start += turns * step)
    SLOPE_UNROLL for (std::size_t turn = 0; turn < turns; ++turn)
        SLOPE_UNROLL for (std::size_t v = 0; v < Sum<T>::vectors; ++v)
            add(sums[turn].of[v], start + turn * step + v * width<T>, Whole<T>());
  along<T>(n - start, [&](std::size_t v, std::size_t i, auto part) { add(sums[0].of[v], start + i, part); });
  for (std::size_t turn = 1; turn < turns; ++turn)
    for (std::size_t v = 0; v < Sum<T>::vectors; ++v) sums[0].of[v] = sums[0].of[v] + sums[turn].of[v];
  return sums[0].total();
}
template <class T> T squared_error(std::size_t n, const T* a, const T* target, T* slope) {
  return squares<T>(
      n, [&](std::size_t i, auto part) __attribute__((always_inline)) {
        const Vector<T> d = part.load(a + i) - part.load(target + i);
        part.store(slope + i, d + d);
        return d;
      });
}
template <class T> T sum_of_squares(std::size_t n, const T* a) {
  return squares<T>(
      n, [&](std::size_t i, auto part) __attribute__((always_inline)) { return part.load(a + i); });
}

// What is not there, of a part of a vector, has logit and target 0 and is left out of the sum.
template <class P, class X> SLOPE_INLINE X counted(const P& part, X x) {
  decltype(x[0] + 0) y[sizeof x / sizeof x[0]];
  __builtin_memcpy(y, &x, sizeof x);
  return part.load(y);
}
template <class T> SLOPE_INLINE Vector<T> counted(const Whole<T>&, Vector<T> x) { return x; }

// t softplus(−z) + (1 − t) softplus(z), and (1 − t) σ(z) − t σ(−z).
template <class T>
[[gnu::flatten]] T binary_cross_entropy(std::size_t n, const T* logits, const T* target, T* slope) {
  Sum<T> sum;
  along_few<T>(n, [&](std::size_t v, std::size_t i, auto part) {
    const Vector<T> z = part.load(logits + i), t = part.load(target + i), f = 1 - t;
    const SigmoidParts<T> s(z);
    const auto below = z < 0;
    const Vector<T> size = magnitude<T>(z), far = choose<T>(below, t, f);
    const Vector<T> wrong = choose<T>(far == 0, splat(T(0)), far * size);
    const Vector<T> tail = log_one_plus<T>(s.e);
    sum.of[v] = sum.of[v] + counted(part, wrong + tail);
    const Vector<T> up = choose<T>(below, s.smaller, s.larger), down = choose<T>(below, s.larger, s.smaller);
    part.store(slope + i, f * up - t * down);
  });
  return sum.total();
}

// log Σ e^zⱼ − z_label of one row, and the softmax less 1 at the label. Of the label apart, 1 − softmax is the sum of the
// others, where it would cancel.
template <class T> [[gnu::flatten]] T cross_entropy(std::size_t n, const T* z, std::size_t label, T* slope) {
  T most = z[0];
  for (std::size_t j = 1; j < n; ++j) most = most < z[j] ? z[j] : most;
  along<T>(n, [&](std::size_t, std::size_t i, auto part) {
    part.store(slope + i, exponential<T>(part.load(z + i) - most));
  });
  const T own = slope[label];
  slope[label] = 0;
  Sum<T> sum;
  along<T>(n, [&](std::size_t v, std::size_t i, auto part) { sum.of[v] = sum.of[v] + part.load(slope + i); });
  const T others = sum.total(), all = others + own, share_of_one = 1 / all;
  along<T>(n, [&](std::size_t, std::size_t i, auto part) {
    part.store(slope + i, part.load(slope + i) * share_of_one);
  });
  slope[label] = -others * share_of_one;
  const T log = own > others ? log_one_plus<T>(splat(others / own))[0] : T(0);
  if (all != all) return all;
  return own > others ? log : log_of<T>(all) - (z[label] - most);
}

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
