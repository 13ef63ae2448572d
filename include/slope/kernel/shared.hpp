// SPDX-License-Identifier: MIT
// The operations of blocks, shared out to threads where they are large (parallel/parallel.hpp). T is float or double.
#pragma once

#include "slope/kernel/scalar.hpp"

namespace slope::kernel {

namespace detail {
/// Below so many multiply-adds, about 20 µs, threads do not pay.
inline constexpr std::size_t least_shared = std::size_t{1} << 19U;

template <Native T> void product_in_shares(const Product<T>& p);
template <Native T> void layer_in_shares(const Layer<T>& l, void (*layer)(const Layer<T>&));
template <Native T> void layer_reverse_in_shares(const LayerReverse<T>& l);
}  // namespace detail

/// What the tables do, with the same bits. @{
template <Native T> void product(const Product<T>& p) {
  if (p.rows * p.inner * p.columns < detail::least_shared) blocks<T>().product(p);
  else detail::product_in_shares(p);
}
template <Native T> void layer(const Layer<T>& l, const Activation<T>* f) {
  const auto apply = f == nullptr ? blocks<T>().layer : f->layer;
  if (l.rows * l.in * l.out < detail::least_shared) apply(l);
  else detail::layer_in_shares(l, apply);
}
template <Native T> void layer_reverse(const LayerReverse<T>& l) {
  if (l.rows * l.in * l.out < detail::least_shared) blocks<T>().layer_reverse(l);
  else detail::layer_reverse_in_shares(l);
}
/// @}

}  // namespace slope::kernel
