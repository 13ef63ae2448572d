// SPDX-License-Identifier: MIT
// Hessians of which most elements are 0.
#pragma once

#include "slope/calculus/hessian.hpp"
#include "slope/calculus/sparse_jacobian.hpp"

namespace slope {

namespace detail {

/// The pattern, and its transpose's places besides.
Pattern symmetric(const Pattern& pattern);

// The inputs that each element of the gradient depends on.
template <class F, class X> Pattern hessian_pattern(const F& f, const X& x) {
  using S = Dependency<BaseOf<F, X>>;
  const InputSets::Session session;
  PooledTape<S> tape;
  tape->recorder().adjoints[0] = S();  // what constants gathered may name sets of an earlier session
  const auto inputs = record_inputs<X>(*tape, independent<S>(x));
  const Var<S> y = call<X>(f, inputs);
  tape->reverse(y);
  const S* g = adjoints(*tape, inputs);
  return symmetric(pattern_of(size_of(x), size_of(x), [&](std::size_t i) { return g[i].inputs; }));
}

/// For each stored element (i, j), whether j is the only neighbour of i of its colour, so that the element is the sum
/// over that colour.
std::vector<bool> readable(const Pattern& pattern, const Coloring& colors);

// The Hessian times a vector for each colour: row by row, `count` numbers each.
template <class F, class X>
std::vector<BaseOf<F, X>> colored_products(const F& f, const X& x, const Coloring& colors) {
  using T = BaseOf<F, X>;
  std::vector<T> out(size_of(x) * colors.count);
  if constexpr (one_recording<T>) {
    Pooled<SecondOrderTape<T>> tape;
    const auto inputs = record_list<X>(*tape, x);
    const auto y = record<SecondOrderVar<T>, X>(f, inputs);
    tape->products(
        y, colors.count, [&](std::size_t i, std::size_t c) { return T(colors.color[i] == c ? 1 : 0); },
        [&](std::size_t i, std::size_t c, const T& h) { out[i * colors.count + c] = h; });
  } else {
    using S = Dual<T, forward_inputs>;
    for (std::size_t first = 0; first < colors.count; first += forward_inputs) {
      PooledTape<S> tape;
      const auto inputs = record_inputs<X>(*tape, moving_colors<S>(x, colors, first));
      const Var<S> y = call<X>(f, inputs);
      tape->reverse(y);
      const S* g = adjoints(*tape, inputs);
      for (std::size_t i = 0; i < size_of(x); ++i)
        for (std::size_t c = first; c < std::min<std::size_t>(colors.count, first + forward_inputs); ++c)
          out[i * colors.count + c] = g[i].slope[c - first];
    }
  }
  return out;
}

template <class F, class X> auto sparse_hessian_at(const F& f, const X& x) {
  if constexpr (check_second<Mode::reverse, HessianScalar, forward_inputs, F, X>()) {
    check_not_empty("sparse_hessian", x);
    const Pattern pattern = hessian_pattern(f, x);
    const Coloring colors = color_symmetric(pattern);
    const std::vector<bool> reads = readable(pattern, colors);
    const auto products = colored_products(f, x, colors);
    auto h = zero_matrix<BaseOf<F, X>>(pattern);
    for (std::size_t i = 0; i < h.rows; ++i)
      for (std::size_t k = h.row_start[i]; k < h.row_start[i + 1]; ++k) {
        const std::size_t j = h.column[k], mirror = h.find(j, i);
        if (reads[k] && (!reads[mirror] || j <= i))
          h.values[k] = h.values[mirror] = products[i * colors.count + colors.color[j]];
      }
    return h;
  }
}

}  // namespace detail

/// The Hessian, as `hessian` gives it, in compressed rows, exactly symmetric. The pattern is found by one recording and
/// sweep that track which inputs each derivative depends on, so it holds for the branches taken at x; variables are
/// then given few colours so that each element can be read from the derivatives along them (a star colouring).  A band of any length costs as many colours as it is wide, an arrow 2; memory is linear in the
/// operations of f and the elements stored.
/// @throws UsageError if x is empty
/// @{
template <class F, class... X> auto sparse_hessian(const F& f, const X&... x) {
  if constexpr (detail::are_arguments<X...>()) {
    decltype(auto) list = detail::as_list(x...);
    return detail::sparse_hessian_at<F, std::remove_cvref_t<decltype(list)>>(f, list);
  }
}
template <class F, class T, std::size_t n> auto sparse_hessian(const F& f, const T (&x)[n]) {
  const auto list = detail::braced<F>(x);
  return detail::sparse_hessian_at(f, list);
}
/// @}

}  // namespace slope
