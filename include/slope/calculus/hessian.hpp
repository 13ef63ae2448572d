// SPDX-License-Identifier: MIT
// Second derivatives of callables.
#pragma once

#include <algorithm>

#include "slope/calculus/directional.hpp"
#include "slope/calculus/jacobian.hpp"
#include "slope/calculus/second_order/tape.hpp"

namespace slope {

namespace detail {

// Hessians of numbers take one recording in numbers, which keeps second derivatives. Of other scalars they go forward
// over reverse, as products with a vector do: a tape of duals. Within a tape, forward over forward.
template <Mode mode, class X, class Base> constexpr Mode second_mode() {
  if constexpr (mode == Mode::symbolic || mode == Mode::forward) return mode;
  else return has_tape<Base> ? Mode::forward : Mode::reverse;
}
template <Mode chosen, class Base, std::size_t N> using SecondScalar =
    std::conditional_t<chosen == Mode::forward, Dual<Dual<Base, 1>, N>,
                       std::conditional_t<chosen == Mode::symbolic, Expr, Var<Dual<Base, N>>>>;

template <class Base> inline constexpr bool one_recording = Real<Base>;
template <Mode chosen, class Base, std::size_t N> using HessianScalar =
    std::conditional_t<chosen == Mode::reverse && one_recording<Base>, SecondOrderVar<Base>,
                       SecondScalar<chosen, Base, N>>;

template <Mode mode, template <Mode, class, std::size_t> class ScalarFor, std::size_t N, class F, class X>
constexpr bool check_second() {
  if constexpr (takes_arguments<F, X>() && has_formulas<mode, F, X>()) {
    using Base = BaseOf<F, X>;
    constexpr Mode chosen = second_mode<mode, X, Base>();
    using S = ScalarFor<chosen, Base, N>;
    if constexpr (is_generic<F, X, S>()) return returns_number<Returned<F, X, S>, S>();
    else return false;
  } else return false;
}

template <class Matrix, class F, class X>
void hessian_of_one_recording(typename Matrix::type& h, const F& f, const X& x) {
  using Base = BaseOf<F, X>;
  Pooled<SecondOrderTape<Base>> tape;
  const auto inputs = record_list<X>(*tape, x);
  const auto y = record<SecondOrderVar<Base>, X>(f, inputs);
  tape->hessian(
      y, [&](std::size_t i, std::size_t j, const Base& d) { Matrix::at(h, i, j) = Matrix::at(h, j, i) = d; });
}

// N columns at a time from column `first` on; of each only the part on and below the diagonal.
template <class Matrix, class F, class X>
void hessian_reverse(typename Matrix::type& h, const F& f, const X& x) {
  using S = Dual<BaseOf<F, X>, lanes<X>>;
  const std::size_t n = size_of(x);
  auto at = constants<S>(x);
  PooledTape<S> tape;
  for (std::size_t first = 0; first < n; first += lanes<X>) {
    const std::size_t count = std::min(lanes<X>, n - first);
    for (std::size_t k = 0; k < count; ++k)
      element(at, first + k) = S::variable(element(at, first + k).value, k);
    tape->clear();
    const auto inputs = record_inputs<X>(*tape, at);
    const auto y = record<Var<S>, X>(f, inputs);
    tape->reverse(y);
    const S* g = adjoints(*tape, inputs);
    for (std::size_t i = first; i < n; ++i)
      for (std::size_t k = 0; k < std::min(count, i - first + 1); ++k)
        Matrix::at(h, i, first + k) = Matrix::at(h, first + k, i) = g[i].slope[k];
    for (std::size_t k = 0; k < count; ++k) element(at, first + k) = S(element(at, first + k).value);
  }
}

template <class Matrix, class F, class X>
void hessian_forward(typename Matrix::type& h, const F& f, const X& x) {
  using Inner = Dual<BaseOf<F, X>, 1>;
  using S = Dual<Inner, lanes<X>>;
  auto at = constants<Inner>(x);
  for (std::size_t i = 0; i < size_of(x); ++i) {
    element(at, i) = Inner::variable(element(at, i).value);
    forward_passes<S>(f, x, at, [&](std::size_t first, std::size_t count, const S& y) {
      for (std::size_t k = 0; k < count && first + k <= i; ++k)
        Matrix::at(h, i, first + k) = Matrix::at(h, first + k, i) = y.slope[k].slope[0];
    });
    element(at, i) = Inner(element(at, i).value);
  }
}

template <Mode mode, class F, class X> auto hessian_at(const F& f, const X& x) {
  if constexpr (check_second<mode, HessianScalar, lanes<X>, F, X>()) {
    using Base = BaseOf<F, X>;
    using Matrix = JacobianOf<X, X, Base>;
    check_not_empty("hessian", x);
    auto h = Matrix::make(size_of(x), size_of(x));
    constexpr Mode chosen = second_mode<mode, X, Base>();
    if constexpr (chosen == Mode::reverse && one_recording<Base>) hessian_of_one_recording<Matrix>(h, f, x);
    else if constexpr (chosen == Mode::reverse) hessian_reverse<Matrix>(h, f, x);
    else if constexpr (chosen == Mode::forward) hessian_forward<Matrix>(h, f, x);
    else {
      const SymbolicFunction<F, X> formula(f, x);
      const auto rows = hessian(formula.result(), formula.inputs());
      for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j)
          Matrix::at(h, i, j) = Matrix::at(h, j, i) = formula.evaluate(rows[i][j]);
    }
    return h;
  }
}

template <Mode mode, class F, class X> constexpr bool check_hessian_vector() {
  if constexpr (takes_arguments<F, X>())
    return check_second < mode, SecondScalar,
           second_mode<mode, X, BaseOf<F, X>>() == Mode::forward ? lanes<X> : 1, F, X > ();
  else return false;
}

template <Mode mode, class F, class X, class V> auto hessian_vector_at(const F& f, const X& x, const V& v) {
  static_assert(mode != Mode::symbolic, "slope: hessian_vector works by Mode::forward or Mode::reverse");
  if constexpr (check_hessian_vector<mode, F, X>()) {
    using Base = BaseOf<F, X>;
    using Inner = Dual<Base, 1>;
    check_not_empty("hessian_vector", x);
    check_direction("hessian_vector", x, v);
    const std::size_t n = size_of(x);
    auto out = make_list<ResultOf<Base, X>>(n);
    const auto at = moving<Inner>(x, v);
    if constexpr (second_mode<mode, X, Base>() == Mode::reverse) {
      PooledTape<Inner> tape;
      const auto inputs = record_inputs<X>(*tape, at);
      const auto y = record<Var<Inner>, X>(f, inputs);
      tape->reverse(y);
      const Inner* g = adjoints(*tape, inputs);
      for (std::size_t i = 0; i < n; ++i) element(out, i) = g[i].slope[0];
    } else
      forward_passes<Dual<Inner, lanes<X>>>(f, x, at,
                                            [&](std::size_t first, std::size_t count, const auto& y) {
                                              for (std::size_t k = 0; k < count; ++k)
                                                element(out, first + k) = y.slope[k].slope[0];
                                            });
    return out;
  }
}

}  // namespace detail

/// The matrix of second derivatives ∂²f/∂xᵢ∂xⱼ, exactly symmetric: one recording, of which each operation costs O(n)
/// for n arguments (second_order/tape.hpp), or formulas if Mode::symbolic is chosen, or duals of duals if Mode::forward
/// is.
/// @param x the point, as in `gradient` @returns rows in the form of the gradient, as `jacobian` does
/// @throws UsageError if x is empty
/// @{
template <Mode mode = Mode::automatic, class F, class... X>
requires(!std::same_as<F, Expr>) auto hessian(const F& f, const X&... x) {
  if constexpr (detail::are_arguments<X...>()) {
    decltype(auto) list = detail::as_list(x...);
    return detail::hessian_at<mode, F, std::remove_cvref_t<decltype(list)>>(f, list);
  }
}
template <Mode mode = Mode::automatic, class F, class T, std::size_t n>
requires(!std::same_as<F, Expr>) auto hessian(const F& f, const T (&x)[n]) {
  const auto list = detail::braced<F>(x);
  return detail::hessian_at<mode>(f, list);
}
/// @}

/// The Hessian at x times the vector v, without the matrix: one recording and one sweep in duals.
/// @returns a list in the form of the gradient
/// @throws UsageError if v has another size than x, or a NaN
/// @{
template <Mode mode = Mode::automatic, class F, class X, class V>
auto hessian_vector(const F& f, const X& x, const V& v) {
  if constexpr (detail::are_arguments<X>() && detail::are_arguments<V>()) {
    decltype(auto) list = detail::as_list(x);
    decltype(auto) direction = detail::as_list(v);
    return detail::hessian_vector_at<mode, F, std::remove_cvref_t<decltype(list)>>(f, list, direction);
  }
}
template <Mode mode = Mode::automatic, class F, class T, class V, std::size_t n>
auto hessian_vector(const F& f, const T (&x)[n], const V (&v)[n]) {
  const auto list = detail::braced<F>(x);
  return detail::hessian_vector_at<mode>(f, list, std::span<const V, n>(v));
}
/// @}

}  // namespace slope
