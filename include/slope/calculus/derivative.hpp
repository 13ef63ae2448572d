// SPDX-License-Identifier: MIT
// Derivatives of callables of one number, of any order.
#pragma once

#include <cmath>
#include <numbers>

#include "slope/calculus/gradient.hpp"
#include "slope/taylor/series.hpp"

namespace slope {

/// The highest order of a Taylor series.
inline constexpr long long most_taylor_order = 100'000;

namespace detail {

// What derivative, taylor and nth_derivative take: one number.
template <class F, class X> constexpr bool takes_one_number() {
  static_assert(!List<X> && Scalar<NumberFor<X>>,
                "slope: the second argument must be one number: for several, or for a list, use gradient or "
                "directional");
  if constexpr (!List<X> && Scalar<NumberFor<X>>) return takes_arguments<F, Separate<NumberFor<X>, 1>>();
  else return false;
}

// y with each of its numbers replaced by `part` of it: a number, or a list of numbers.
template <class S, class Y, class Part> auto in_parts(const Y& y, const Part& part) {
  if constexpr (List<Plain<Y>>) {
    const Plain<Y>& list = y;
    auto out = make_list<ResultOf<decltype(part(std::declval<S>())), Plain<Y>>>(size_of(list));
    for (std::size_t i = 0; i < size_of(list); ++i) element(out, i) = part(S(element(list, i)));
    return out;
  } else return part(S(y));
}
template <class Y, class S> constexpr bool returns_number_or_list() {
  constexpr bool good = List<Plain<Y>> || std::convertible_to<Y, S>;
  static_assert(good, "slope: the callable must return a number or a list of numbers");
  return good;
}

// Taylor coefficients 0 to `order` of t → f(x + step·t).
template <class F, class X>
auto taylor_at(const char* verb, const F& f, const X& x, long long order, double step = 1) {
  using L = Separate<NumberFor<X>, 1>;
  using Base = BaseOf<F, L>;
  using S = Series<Base>;
  if constexpr (is_generic<F, L, S>()) {
    if constexpr (returns_number<Returned<F, L, S>, S>()) {
      if (order < 0 || order > most_taylor_order) refuse_order(verb, order);
      return S(f(S::variable(Base(x), static_cast<std::size_t>(order), Base(step))));
    }
  }
}

// f⁽ⁿ⁾(x) = n!·cₙ. Where cₙ alone would underflow, by those of t → f(x + st): s, a power of two near n/e, divides each
// factor of n!, of which the large ones come while the product is small.
template <class F, class X> auto nth_by_series(const F& f, const X& x, long long n) {
  const auto y = taylor_at("nth_derivative", f, x, n);
  using T = typename decltype(y)::value_type;
  const auto order = static_cast<std::size_t>(n);
  if constexpr (std::totally_ordered<T>)  // not of formulas
    if (n > 8 && is_tiny(y[order], 0x1p-52)) {
      const double step = std::exp2(std::round(std::log2(static_cast<double>(n) / std::numbers::e)));
      T d = taylor_at("nth_derivative", f, x, n, step)[order];
      for (long long small = 1, large = n; small <= large;)
        d *= T(static_cast<double>(d < T(1) && d > T(-1) ? large-- : small++) / step);
      return d;
    }
  return y.derivative(order);
}

}  // namespace detail

/// f′(x), for a callable of one number that returns one, or a list, of which it is the derivative element by element.
/// Forward mode unless another is chosen: one evaluation in duals.
template <Mode mode = Mode::automatic, class F, class X> auto derivative(const F& f, const X& x) {
  if constexpr (detail::takes_one_number<F, X>()) {
    using L = detail::Separate<detail::NumberFor<X>, 1>;
    if constexpr (mode == Mode::reverse || mode == Mode::symbolic) {
      if constexpr (detail::check_gradient<mode, F, L>()) return gradient<mode>(f, x)[0];
    } else {
      using Base = detail::BaseOf<F, L>;
      using S = Dual<Base, 1>;
      if constexpr (detail::is_generic<F, L, S>()) {
        if constexpr (detail::returns_number_or_list<detail::Returned<F, L, S>, S>())
          return detail::in_parts<S>(f(S::variable(Base(x))), [](const S& y) { return y.slope[0]; });
      }
    }
  }
}

/// The Taylor coefficients c₀, …, cₙ of f at x, n = `order`: f(x + t) = c₀ + c₁t + … + cₙtⁿ + …. O(n²) an operation.
/// @throws UsageError if order < 0, LimitError if it is above `most_taylor_order`
template <class F, class X> auto taylor(const F& f, const X& x, long long order) {
  if constexpr (detail::takes_one_number<F, X>()) {
    const auto y = detail::taylor_at("taylor", f, x, order);
    auto c = y.coefficients();
    c.resize(static_cast<std::size_t>(order) + 1, typename decltype(c)::value_type(0));
    return c;
  }
}

/// f⁽ⁿ⁾(x) = n!·cₙ by Taylor series, in O(n²) an operation; by formulas if Mode::symbolic is chosen. Where cₙ alone would
/// underflow, f is called a second time, along a longer step.
/// @throws UsageError if n < 0, LimitError if it is above `most_taylor_order` (`max_order` for formulas)
template <Mode mode = Mode::automatic, class F, class X>
auto nth_derivative(const F& f, const X& x, long long n) {
  static_assert(
      mode != Mode::reverse,
      "slope: nth_derivative works by Taylor series (Mode::automatic, Mode::forward) or by formulas "
      "(Mode::symbolic)");
  if constexpr (detail::takes_one_number<F, X>()) {
    if constexpr (mode == Mode::symbolic) {
      using L = detail::Separate<detail::NumberFor<X>, 1>;
      if constexpr (detail::has_formulas<mode, F, L>()) {
        const detail::SymbolicFunction<F, L> formula(f, L{{detail::NumberFor<X>(x)}});
        return formula.evaluate(diff(formula.result(), formula.inputs()[0], n));
      }
    } else return detail::nth_by_series(f, x, n);
  }
}

}  // namespace slope
