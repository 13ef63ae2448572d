// SPDX-License-Identifier: MIT
// Jacobians of callables that return lists.
#pragma once

#include "slope/calculus/gradient.hpp"

namespace slope {

namespace detail {

template <Mode mode, class F, class X> constexpr bool check_jacobian() {
  if constexpr (takes_arguments<F, X>() && has_formulas<mode, F, X>()) {
    using Base = BaseOf<F, X>;
    constexpr Mode chosen = chosen_mode<mode, X, Base>();
    using S = std::conditional_t<chosen == Mode::forward, Dual<Base, lanes<X>>,
                                 std::conditional_t<chosen == Mode::symbolic, Expr, Var<Base>>>;
    if constexpr (is_generic<F, X, S>()) return returns_list<Returned<F, X, S>, S>();
    else return false;
  } else return false;
}

// The matrix that the user gets: a list, as f returns it, of rows in the form of x; a matrix of Eigen for an x of Eigen.
template <class Y, class X, class T> struct JacobianOf {
  using type = ResultOf<ResultOf<T, X>, Y>;
  static type make(std::size_t rows, std::size_t columns) {
    auto out = make_list<type>(rows);
    for (auto& row : out) row = make_list<ResultOf<T, X>>(columns);
    return out;
  }
  static T& at(type& matrix, std::size_t i, std::size_t j) { return element(element(matrix, i), j); }
};
template <class Y, EigenList X, class T> struct JacobianOf<Y, X, T> {
  static constexpr int rows_fixed = ListOf<Y>::size == any_size ? -1 : static_cast<int>(ListOf<Y>::size);
  using type = typename ListOf<X>::template Rows<T, rows_fixed>;
  static type make(std::size_t rows, std::size_t columns) {
    return type(static_cast<std::ptrdiff_t>(rows), static_cast<std::ptrdiff_t>(columns));
  }
  static T& at(type& matrix, std::size_t i, std::size_t j) {
    return matrix(static_cast<std::ptrdiff_t>(i), static_cast<std::ptrdiff_t>(j));
  }
};

// Columns from forward passes.
template <class Matrix, class F, class X> auto jacobian_forward(const F& f, const X& x) {
  using S = Dual<BaseOf<F, X>, lanes<X>>;
  std::size_t m = 0;
  typename Matrix::type out;
  forward_passes<S>(f, x, x, [&](std::size_t first, std::size_t count, const auto& result) {
    const Plain<std::remove_cvref_t<decltype(result)>>& y = result;
    if (first == 0) {
      m = size_of(y);
      out = Matrix::make(m, size_of(x));
    }
    if (size_of(y) != m) refuse_varying_size("jacobian", m, size_of(y));
    for (std::size_t i = 0; i < m; ++i) {
      const S yi(element(y, i));
      for (std::size_t k = 0; k < count; ++k) Matrix::at(out, i, first + k) = yi.slope[k];
    }
  });
  return out;
}

// Rows from reverse sweeps, eight at a time; from forward passes where those are fewer, unless reverse was asked for.
template <class Matrix, bool always, class F, class X> auto jacobian_reverse(const F& f, const X& x) {
  using Base = BaseOf<F, X>;
  const std::size_t n = size_of(x);
  PooledTape<Base> tape;
  const auto inputs = record_list<X>(*tape, x);
  const auto y = record<Plain<Returned<F, X, Var<Base>>>, X>(f, inputs);
  const std::size_t m = size_of(y);
  if constexpr (!always)
    if (m > n) return jacobian_forward<Matrix>(f, x);
  std::vector<Var<Base>> outputs;
  outputs.reserve(m);
  for (std::size_t i = 0; i < m; ++i) outputs.emplace_back(element(y, i));
  const std::vector<Base> rows = tape->jacobian(outputs);
  auto out = Matrix::make(m, n);
  for (std::size_t i = 0; i < m; ++i)
    for (std::size_t j = 0; j < n; ++j) Matrix::at(out, i, j) = rows[i * n + j];
  return out;
}

template <Mode mode, class F, class X> auto jacobian_at(const F& f, const X& x) {
  if constexpr (check_jacobian<mode, F, X>()) {
    using Base = BaseOf<F, X>;
    using Matrix = JacobianOf<Plain<Returned<F, X, NumberIn<X>>>, X, Base>;
    check_not_empty("jacobian", x);
    constexpr Mode chosen = chosen_mode<mode, X, Base>();
    if constexpr (chosen == Mode::forward) return jacobian_forward<Matrix>(f, x);
    else if constexpr (chosen == Mode::reverse) return jacobian_reverse<Matrix, mode == Mode::reverse>(f, x);
    else {
      const SymbolicFunction<F, X> formula(f, x);
      const auto& y = formula.result();
      auto out = Matrix::make(size_of(y), size_of(x));
      for (std::size_t i = 0; i < size_of(y); ++i) {
        const auto row = gradient(element(y, i), formula.inputs());
        for (std::size_t j = 0; j < row.size(); ++j) Matrix::at(out, i, j) = formula.evaluate(row[j]);
      }
      return out;
    }
  }
}

}  // namespace detail

/// The matrix of ∂fᵢ/∂xⱼ, for a callable that returns a list: row i is the gradient of result i.
/// @param x the point, as in `gradient`
/// @returns a list of rows: a list as f returns it (vector or array) of rows in the form of the gradient; for an x of
///   Eigen an Eigen matrix.
/// Forward mode costs an evaluation in duals for each 8 inputs, reverse mode one recording and a sweep for each 8
/// results; of an x whose size is known at run time only, the automatic choice compares the two.
/// @throws UsageError if x is empty
/// @{
template <Mode mode = Mode::automatic, class F, class... X> auto jacobian(const F& f, const X&... x) {
  if constexpr (detail::are_arguments<X...>()) {
    decltype(auto) list = detail::as_list(x...);
    return detail::jacobian_at<mode, F, std::remove_cvref_t<decltype(list)>>(f, list);
  }
}
template <Mode mode = Mode::automatic, class F, class T, std::size_t n>
auto jacobian(const F& f, const T (&x)[n]) {
  const auto list = detail::braced<F>(x);
  return detail::jacobian_at<mode>(f, list);
}
/// @}

}  // namespace slope
