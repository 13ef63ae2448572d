// SPDX-License-Identifier: MIT
// Operators on tape variables, their unfinished results, and numbers. Comparisons compare values.
#pragma once

#include "slope/tape/lift.hpp"

namespace slope {
namespace detail {

// What an operator makes of an operand.
template <class T, class X> [[gnu::always_inline]] inline decltype(auto) operand(X&& x) {
  if constexpr (TapeOperand<X>) return term_of(std::forward<X>(x));
  else return Term<T, 0>(static_cast<T>(x));
}

template <class... X> struct InnerOf;
template <class A> struct InnerOf<A> { using type = typename OperandOf<std::remove_cvref_t<A>>::Inner; };
template <class A, class B> struct InnerOf<A, B> : InnerOf<std::conditional_t<TapeOperand<A>, A, B>> {};

template <class A, class B>
concept Operands = (TapeOperand<A> &&
                    (TapeOperand<B> || std::convertible_to<B, typename InnerOf<A>::type>)) ||
                   (TapeOperand<B> && std::convertible_to<A, typename InnerOf<B>::type>);

template <class F, class... X> [[gnu::always_inline]] inline auto operate(X&&... x) {
  using T = typename InnerOf<X...>::type;
  return apply_rule<F>(operand<T>(std::forward<X>(x))...);
}

// The value of an operand.
template <class X> [[gnu::always_inline]] inline decltype(auto) value_of(const X& x) {
  if constexpr (TapeOperand<X>) return x.value();
  else return (x);
}

}  // namespace detail

template <class A, class B>
requires detail::Operands<A, B>
[[gnu::always_inline]] inline auto operator+(A&& a, B&& b) {
  return detail::operate<Add>(std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
requires detail::Operands<A, B>
[[gnu::always_inline]] inline auto operator-(A&& a, B&& b) {
  return detail::operate<Subtract>(std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
requires detail::Operands<A, B>
[[gnu::always_inline]] inline auto operator*(A&& a, B&& b) {
  return detail::operate<Multiply>(std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
requires detail::Operands<A, B>
[[gnu::always_inline]] inline auto operator/(A&& a, B&& b) {
  return detail::operate<Divide>(std::forward<A>(a), std::forward<B>(b));
}
template <TapeOperand A> [[gnu::always_inline]] inline auto operator-(A&& a) {
  return detail::operate<Negate>(std::forward<A>(a));
}
template <TapeOperand A> [[gnu::always_inline]] inline auto operator+(A&& a) {
  return 1 * std::forward<A>(a);
}

template <class T, class B>
requires detail::Operands<Var<T>, B>
[[gnu::always_inline]] inline Var<T>& operator+=(Var<T>& a, B&& b) {
  a.template accumulate<1>(detail::operand<T>(std::forward<B>(b)));
  return a;
}
template <class T, class B>
requires detail::Operands<Var<T>, B>
[[gnu::always_inline]] inline Var<T>& operator-=(Var<T>& a, B&& b) {
  a.template accumulate<-1>(detail::operand<T>(std::forward<B>(b)));
  return a;
}
template <class T, class B>
requires detail::Operands<Var<T>, B>
[[gnu::always_inline]] inline Var<T>& operator*=(Var<T>& a, B&& b) { return a = a * std::forward<B>(b); }
template <class T, class B>
requires detail::Operands<Var<T>, B>
[[gnu::always_inline]] inline Var<T>& operator/=(Var<T>& a, B&& b) { return a = a / std::forward<B>(b); }

template <class T, std::size_t n, class B>
requires detail::Operands<Var<T>, B>
[[gnu::always_inline]] inline Term<T, n>& operator+=(Term<T, n>& a, B&& b) {
  return a = a + std::forward<B>(b);
}
template <class T, std::size_t n, class B>
requires detail::Operands<Var<T>, B>
[[gnu::always_inline]] inline Term<T, n>& operator-=(Term<T, n>& a, B&& b) {
  return a = a - std::forward<B>(b);
}
template <class T, std::size_t n, class B>
requires detail::Operands<Var<T>, B>
[[gnu::always_inline]] inline Term<T, n>& operator*=(Term<T, n>& a, B&& b) {
  return a = a * std::forward<B>(b);
}
template <class T, std::size_t n, class B>
requires detail::Operands<Var<T>, B>
[[gnu::always_inline]] inline Term<T, n>& operator/=(Term<T, n>& a, B&& b) {
  return a = a / std::forward<B>(b);
}

template <class A, class B>
requires detail::Operands<A, B>
bool operator<(const A& a, const B& b) { return detail::value_of(a) < detail::value_of(b); }
template <class A, class B>
requires detail::Operands<A, B>
bool operator>(const A& a, const B& b) { return detail::value_of(a) > detail::value_of(b); }
template <class A, class B>
requires detail::Operands<A, B>
bool operator<=(const A& a, const B& b) { return detail::value_of(a) <= detail::value_of(b); }
template <class A, class B>
requires detail::Operands<A, B>
bool operator>=(const A& a, const B& b) { return detail::value_of(a) >= detail::value_of(b); }
template <class A, class B>
requires detail::Operands<A, B>
bool operator==(const A& a, const B& b) { return detail::value_of(a) == detail::value_of(b); }

}  // namespace slope
