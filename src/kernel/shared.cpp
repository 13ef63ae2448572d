// SPDX-License-Identifier: MIT
#include "slope/kernel/shared.hpp"

#include "slope/parallel/parallel.hpp"

namespace slope::kernel::detail {

namespace {

// Rows of results in multiples of this, so that tiles are full.
constexpr std::size_t grain = 8;

template <class T> const T* at(const T* from, std::size_t i) { return from == nullptr ? nullptr : from + i; }

}  // namespace

// Rows of C. A column is one vector of sums, in the order that the kernel chooses by its shape, and stays whole.
template <Native T> void product_in_shares(const Product<T>& p) {
  if (p.columns == 1) return blocks<T>().product(p);
  slope::detail::share_out(p.rows, grain, [&p](std::size_t first, std::size_t last) {
    Product<T> part = p;
    part.rows = last - first;
    part.a += first * p.a_row;
    part.init = at(p.init, first * p.init_row);
    part.c += first * p.c_row;
    blocks<T>().product(part);
  });
}

// Rows of Y.
template <Native T> void layer_in_shares(const Layer<T>& l, void (*layer)(const Layer<T>&)) {
  if (l.out == 1) return layer(l);
  slope::detail::share_out(l.rows, grain, [&](std::size_t first, std::size_t last) {
    Layer<T> part = l;
    part.rows = last - first;
    part.x += first * l.in;
    part.y += first * l.out;
    if (part.slope != nullptr) part.slope += first * l.out;
    layer(part);
  });
}

// Z̄ and b̄, sums over all rows, by one thread; then rows of X̄ and of W̄.
template <Native T> void layer_reverse_in_shares(const LayerReverse<T>& l) {
  if (slope::thread_limit() == 1) return blocks<T>().layer_reverse(l);
  LayerReverse<T> own = l;
  own.x_bar = own.w_bar = {};
  blocks<T>().layer_reverse(own);
  own = l;
  own.slope = nullptr;
  own.b_bar = {};
  if (l.rows == 1 || l.out == 1) return blocks<T>().layer_reverse(own);
  if (l.x_bar.at != nullptr) {
    blocks<T>().transpose(l.in, l.out, l.w, l.scratch);
    product<T>(
        {l.rows, l.out, l.in, l.seed, l.out, 1, l.scratch, l.in, l.x_bar.init(), l.in, l.x_bar.at, l.in});
  }
  if (l.w_bar.at != nullptr)
    product<T>({l.in, l.rows, l.out, l.x, 1, l.in, l.seed, l.out, l.w_bar.init(), l.out, l.w_bar.at, l.out,
                l.w_bar.step});
}

template void product_in_shares(const Product<float>&);
template void product_in_shares(const Product<double>&);
template void layer_in_shares(const Layer<float>&, void (*)(const Layer<float>&));
template void layer_in_shares(const Layer<double>&, void (*)(const Layer<double>&));
template void layer_reverse_in_shares(const LayerReverse<float>&);
template void layer_reverse_in_shares(const LayerReverse<double>&);

}  // namespace slope::kernel::detail
