// SPDX-License-Identifier: MIT
// Derivatives of callables of several numbers along a direction.
#pragma once

#include "slope/calculus/derivative.hpp"

namespace slope {

namespace detail {

// x in duals, which all move along v.
template <class S, class X, class V> Of<S, X> moving(const X& x, const V& v) {
  using B = typename S::value_type;
  auto at = make_list<Of<S, X>>(size_of(x));
  for (std::size_t i = 0; i < size_of(x); ++i)
    element(at, i) = S(static_cast<B>(element(x, i)), {static_cast<B>(element(v, i))});
  return at;
}

template <class F, class X, class V> auto directional_at(const F& f, const X& x, const V& v) {
  if constexpr (takes_arguments<F, X>()) {
    using S = Dual<BaseOf<F, X>, 1>;
    if constexpr (is_generic<F, X, S>()) {
      if constexpr (returns_number_or_list<Returned<F, X, S>, S>()) {
        check_not_empty("directional", x);
        check_direction("directional", x, v);
        return in_parts<S>(call<X>(f, moving<S>(x, v)), [](const S& y) { return y.slope[0]; });
      }
    }
  }
}

}  // namespace detail

/// The derivative of f(x + t·v) by t at 0: the gradient times v, or for an f that returns a list the Jacobian times v.
/// One evaluation in duals.
/// @throws UsageError if v has another size than x, or a NaN
/// @{
template <class F, class X, class V> auto directional(const F& f, const X& x, const V& v) {
  if constexpr (detail::are_arguments<X>() && detail::are_arguments<V>()) {
    decltype(auto) list = detail::as_list(x);
    decltype(auto) direction = detail::as_list(v);
    return detail::directional_at<F, std::remove_cvref_t<decltype(list)>>(f, list, direction);
  }
}
template <class F, class T, class V, std::size_t n>
auto directional(const F& f, const T (&x)[n], const V (&v)[n]) {
  const auto list = detail::braced<F>(x);
  return detail::directional_at(f, list, std::span<const V, n>(v));
}
/// @}

}  // namespace slope
