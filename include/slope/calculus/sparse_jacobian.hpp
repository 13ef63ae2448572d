// SPDX-License-Identifier: MIT
// Jacobians of which most elements are 0.
#pragma once

#include <algorithm>

#include "slope/calculus/coloring.hpp"
#include "slope/calculus/dependency.hpp"
#include "slope/calculus/jacobian.hpp"

namespace slope {

namespace detail {

// The list x, each number of which remembers that it is in itself.
template <class S, class X> Of<S, X> independent(const X& x) {
  auto list = make_list<Of<S, X>>(size_of(x));
  for (std::size_t i = 0; i < size_of(x); ++i)
    element(list, i) = S(static_cast<typename S::value_type>(element(x, i)),
                         InputSets::current().single(static_cast<std::uint32_t>(i)));
  return list;
}

/// Rows from input sets.
template <class SetOf> Pattern pattern_of(std::size_t rows, std::size_t columns, const SetOf& set_of) {
  Pattern pattern{rows, columns, {0}, {}};
  pattern.row_start.reserve(rows + 1);
  std::vector<std::uint32_t> row;
  for (std::size_t i = 0; i < rows; ++i) {
    row.clear();
    InputSets::current().write(set_of(i), row);
    pattern.column.insert(pattern.column.end(), row.begin(), row.end());
    pattern.row_start.push_back(pattern.column.size());
  }
  return pattern;
}

template <class F, class X> Pattern jacobian_pattern(const F& f, const X& x) {
  using S = Dependency<BaseOf<F, X>>;
  const InputSets::Session session;
  const Plain<Returned<F, X, S>> y = call<X>(f, independent<S>(x));
  return pattern_of(size_of(y), size_of(x), [&](std::size_t i) { return S(element(y, i)).inputs; });
}

template <class T> SparseMatrix<T> zero_matrix(const Pattern& p) {
  return {p.rows, p.columns, p.row_start, p.column, std::vector<T>(p.column.size(), T(0))};
}

/// x in duals that move along colours `first`, `first` + 1, …, one in each lane.
template <class S, class X> Of<S, X> moving_colors(const X& x, const Coloring& colors, std::size_t first) {
  auto at = constants<S>(x);
  for (std::size_t j = 0; j < size_of(x); ++j)
    if (const std::size_t lane = colors.color[j] - first;
        colors.color[j] >= first && lane < at[0].slope.size())
      set_unit(element(at, j).slope, lane);
  return at;
}

template <class T, class F, class X>
void fill_by_columns(SparseMatrix<T>& out, const F& f, const X& x, const Coloring& colors) {
  constexpr std::size_t N = forward_inputs;
  using S = Dual<T, N>;
  for (std::size_t first = 0; first < colors.count; first += N) {
    const Plain<Returned<F, X, S>> y = call<X>(f, moving_colors<S>(x, colors, first));
    if (size_of(y) != out.rows) refuse_varying_size("sparse_jacobian", out.rows, size_of(y));
    for (std::size_t i = 0; i < out.rows; ++i) {
      const S yi(element(y, i));
      for (std::size_t k = out.row_start[i]; k < out.row_start[i + 1]; ++k) {
        const std::size_t c = colors.color[out.column[k]];
        if (c >= first && c < first + N) out.values[k] = yi.slope[c - first];
      }
    }
  }
}

// The sums of the results of each colour, derived in reverse.
template <class T, class F, class X>
void fill_by_rows(SparseMatrix<T>& out, const F& f, const X& x, const Coloring& colors) {
  PooledTape<T> tape;
  const auto inputs = record_list<X>(*tape, x);
  const Plain<Returned<F, X, Var<T>>> y = call<X>(f, inputs);
  if (size_of(y) != out.rows) refuse_varying_size("sparse_jacobian", out.rows, size_of(y));
  std::vector<Var<T>> sums(colors.count, Var<T>(T(0)));
  for (std::size_t c = 0; c < colors.count; ++c)
    for (std::size_t i = 0; i < out.rows; ++i)
      if (colors.color[i] == c) sums[c] += element(y, i);
  const std::vector<T> rows = tape->jacobian(sums);
  for (std::size_t i = 0; i < out.rows; ++i)
    for (std::size_t k = out.row_start[i]; k < out.row_start[i + 1]; ++k)
      out.values[k] = rows[colors.color[i] * out.columns + out.column[k]];
}

template <class T, Mode mode, class F, class X>
SparseMatrix<T> fill_jacobian(const Pattern& pattern, const F& f, const X& x) {
  const auto longest_row = [](const Pattern& p) {
    std::size_t most = 0;
    for (std::size_t i = 0; i < p.rows; ++i) most = std::max(most, p.row_start[i + 1] - p.row_start[i]);
    return most;
  };
  auto out = zero_matrix<T>(pattern);
  if constexpr (mode != Mode::forward) {
    const Pattern by_column = transposed(pattern);
    if (mode == Mode::reverse || longest_row(by_column) < longest_row(pattern)) {
      fill_by_rows(out, f, x, color_columns(by_column));
      return out;
    }
  }
  fill_by_columns(out, f, x, color_columns(pattern));
  return out;
}

template <Mode mode, class F, class X> auto sparse_jacobian_at(const F& f, const X& x) {
  static_assert(mode != Mode::symbolic, "slope: sparse_jacobian works by Mode::forward or Mode::reverse");
  if constexpr (check_jacobian<mode, F, X>()) {
    using Base = BaseOf<F, X>;
    check_not_empty("sparse_jacobian", x);
    constexpr Mode chosen = has_tape<Base> ? Mode::forward : mode;
    return fill_jacobian<Base, chosen>(jacobian_pattern(f, x), f, x);
  }
}

}  // namespace detail

/// The Jacobian, as `jacobian` gives it, in compressed rows. The pattern is found by one run of f, so it holds for the
/// branches taken at x; columns that share no row are then derived together, or rows that share no column where those
/// are fewer. A banded Jacobian costs as many directions as the band is wide, 8 of them an evaluation, whatever its
/// size; memory is linear in the operations of f and the elements stored.
/// @throws UsageError if x is empty
/// @{
template <Mode mode = Mode::automatic, class F, class... X> auto sparse_jacobian(const F& f, const X&... x) {
  if constexpr (detail::are_arguments<X...>()) {
    decltype(auto) list = detail::as_list(x...);
    return detail::sparse_jacobian_at<mode, F, std::remove_cvref_t<decltype(list)>>(f, list);
  }
}
template <Mode mode = Mode::automatic, class F, class T, std::size_t n>
auto sparse_jacobian(const F& f, const T (&x)[n]) {
  const auto list = detail::braced<F>(x);
  return detail::sparse_jacobian_at<mode>(f, list);
}
/// @}

}  // namespace slope
