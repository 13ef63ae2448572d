// SPDX-License-Identifier: MIT
// Gradients of callables.
#pragma once

#include "slope/calculus/tape_pool.hpp"

namespace slope {

class Expr;

/// The value of a callable and its partial derivatives.
template <class T, class G> struct ValueAndGradient {
  T value;
  G gradient;
};

namespace detail {

template <class F, class X>
class SymbolicFunction;  // in symbolic.hpp, which a file without formulas need not read
template <Mode mode, class F, class X> constexpr bool has_formulas() {
  if constexpr (mode == Mode::symbolic) {
    constexpr bool included = requires { sizeof(SymbolicFunction<F, X>); };
    static_assert(included, "slope: Mode::symbolic needs #include \"slope/calculus/symbolic.hpp\"");
    return included;
  } else return true;
}

template <Mode mode, class F, class X> constexpr bool check_gradient() {
  if constexpr (takes_arguments<F, X>() && has_formulas<mode, F, X>()) {
    using Base = BaseOf<F, X>;
    constexpr Mode chosen = chosen_mode<mode, X, Base>();
    using S = std::conditional_t<chosen == Mode::forward, Dual<Base, lanes<X>>,
                                 std::conditional_t<chosen == Mode::symbolic, Expr, Var<Base>>>;
    if constexpr (is_generic<F, X, S>()) return returns_number<Returned<F, X, S>, S>();
    else return false;
  } else return false;
}

template <Mode mode, class F, class X> auto value_and_gradient_at(const F& f, const X& x) {
  if constexpr (check_gradient<mode, F, X>()) {
    using Base = BaseOf<F, X>;
    constexpr Mode chosen = chosen_mode<mode, X, Base>();
    check_not_empty("gradient", x);
    const std::size_t n = size_of(x);
    ValueAndGradient<Base, ResultOf<Base, X>> out{Base(0), make_list<ResultOf<Base, X>>(n)};
    if constexpr (chosen == Mode::forward) {
      using S = Dual<Base, lanes<X>>;
      forward_passes<S>(f, x, x, [&](std::size_t first, std::size_t count, const S& y) {
        out.value = y.value;
        for (std::size_t k = 0; k < count; ++k) element(out.gradient, first + k) = y.slope[k];
      });
    } else if constexpr (chosen == Mode::reverse) {
      PooledTape<Base> tape;
      const auto inputs = record_list<X>(*tape, x);
      const auto y = record<Var<Base>, X>(f, inputs);
      tape->reverse(y);
      out.value = y.value();
      const Base* const adjoint = adjoints(*tape, inputs);
      for (std::size_t i = 0; i < n; ++i) element(out.gradient, i) = adjoint[i];
    } else {
      const SymbolicFunction<F, X> formula(f, x);
      out.value = formula.evaluate(formula.result());
      const auto g = gradient(formula.result(), formula.inputs());
      for (std::size_t i = 0; i < n; ++i) element(out.gradient, i) = formula.evaluate(g[i]);
    }
    return out;
  }
}

}  // namespace detail

/// The value of f and its partial derivatives by all its arguments.
/// @param f any callable that returns a number and is generic in the type of its arguments
/// @param x the point: the arguments of f, as several numbers or as one list (std::vector, std::array, std::span, a
///   vector of Eigen)
/// @returns {value, gradient}; the gradient is a std::array for several numbers and arrays, a std::vector for vectors
///   and spans, a vector of Eigen for one of Eigen.
/// Reverse mode costs a small multiple of one evaluation for any number of arguments, forward mode one evaluation in
/// duals for each 8 of them.
/// @throws UsageError if x is empty
/// @{
template <Mode mode = Mode::automatic, class F, class... X>
requires(!std::same_as<F, Expr>) auto value_and_gradient(const F& f, const X&... x) {
  if constexpr (detail::are_arguments<X...>()) {
    decltype(auto) list = detail::as_list(x...);
    return detail::value_and_gradient_at<mode, F, std::remove_cvref_t<decltype(list)>>(f, list);
  }
}
template <Mode mode = Mode::automatic, class F, class T, std::size_t n>
auto value_and_gradient(const F& f, const T (&x)[n]) {
  const auto list = detail::braced<F>(x);
  return detail::value_and_gradient_at<mode>(f, list);
}
/// @}

/// The partial derivatives of f by all its arguments, as `value_and_gradient` computes them.
/// @{
template <Mode mode = Mode::automatic, class F, class... X>
requires(!std::same_as<F, Expr>) auto gradient(const F& f, const X&... x) {
  if constexpr (detail::are_arguments<X...>()) {
    decltype(auto) list = detail::as_list(x...);
    using L = std::remove_cvref_t<decltype(list)>;
    if constexpr (detail::check_gradient<mode, F, L>())
      return detail::value_and_gradient_at<mode, F, L>(f, list).gradient;
  }
}
template <Mode mode = Mode::automatic, class F, class T, std::size_t n>
requires(!std::same_as<F, Expr>) auto gradient(const F& f, const T (&x)[n]) {
  const auto list = detail::braced<F>(x);
  if constexpr (detail::check_gradient<mode, F, std::remove_cvref_t<decltype(list)>>())
    return detail::value_and_gradient_at<mode>(f, list).gradient;
}
/// @}

}  // namespace slope
