// SPDX-License-Identifier: MIT
// What a callable must be, and the scalars that it is called with.
#pragma once

#include <concepts>
#include <tuple>
#include <utility>

#include "slope/calculus/eigen.hpp"
#include "slope/calculus/list.hpp"
#include "slope/calculus/mode.hpp"
#include "slope/dual/dual.hpp"

namespace slope {

template <class T> class Var;
template <class T> class SecondOrderVar;

namespace detail {

// f at a list of the form of X.
template <class X, class F, class L> decltype(auto) call(const F& f, const L& list) {
  if constexpr (is_separate<X>)
    return std::apply(f, static_cast<const std::array<typename L::value_type, ListOf<X>::size>&>(list));
  else if constexpr (is_span<X>) return f(std::span<const typename L::value_type>(list));
  else return f(list);
}

template <class F, class S, std::size_t... i> constexpr bool takes_separate(std::index_sequence<i...>) {
  return std::is_invocable_v<const F&, decltype(static_cast<void>(i), std::declval<const S&>())...>;
}
/// Whether f takes scalars S in the form of X.
template <class F, class X, class S> constexpr bool takes() {
  if constexpr (is_separate<X>) return takes_separate<F, S>(std::make_index_sequence<ListOf<X>::size>());
  else if constexpr (is_span<X>) return std::is_invocable_v<const F&, std::span<const S>>;
  else return std::is_invocable_v<const F&, const Of<S, X>&>;
}
template <class F, class X, class S> using Returned =
    std::remove_cvref_t<decltype(call<X>(std::declval<const F&>(), std::declval<const Of<S, X>&>()))>;

// The list that a result is, if it is one.
template <class Y> struct PlainResult { using type = Y; };
template <ListExpression Y> struct PlainResult<Y> { using type = typename Y::PlainObject; };
template <class Y> using Plain = typename PlainResult<Y>::type;

template <class Y> struct ScalarIn : ScalarOf<Y> {};
template <List Y> struct ScalarIn<Y> : ScalarOf<typename ListOf<Y>::Number> {};

// The number that f computes with at arguments T: T, or the deeper scalar that f brings in from outside, as an inner
// derivative does that uses a variable of an outer one. A derivative is taken in a scalar one level deeper than it,
// to which everything from outside is constant; so perturbations cannot be confused.
template <class T, class R> struct Deeper { using type = T; };
template <class T, class R>
requires(Scalar<R> && !std::is_arithmetic_v<R> && !std::same_as<T, R>) struct Deeper<T, R> {
  using type = common_scalar<T, R>;
};
template <class F, class X> using BaseOf =
    typename Deeper<NumberIn<X>, typename ScalarIn<Plain<Returned<F, X, NumberIn<X>>>>::type>::type;

template <class T> inline constexpr bool is_tape_variable = false;
template <class T> inline constexpr bool is_tape_variable<Var<T>> = true;
template <class T> inline constexpr bool is_tape_variable<SecondOrderVar<T>> = true;
// Whether a scalar is, or is made of, tape variables.
template <class T> inline constexpr bool has_tape = is_tape_variable<T>;
template <class T, std::size_t N> inline constexpr bool has_tape<Dual<T, N>> = has_tape<T>;

/// The mode that a user's choice stands for. Within a derivative by a tape, inner ones go forward, in duals of the
/// tape's variables.
template <Mode mode, class X, class Base> constexpr Mode chosen_mode() {
  if constexpr (mode == Mode::symbolic || mode == Mode::forward) return mode;
  constexpr bool few = mode == Mode::automatic && ListOf<X>::size <= forward_inputs;
  return has_tape<Base> || few ? Mode::forward : Mode::reverse;
}
/// How many directions a forward evaluation carries.
template <class X> inline constexpr std::size_t lanes =
    ListOf<X>::size <= forward_inputs&& ListOf<X>::size > 0 ? ListOf<X>::size : forward_inputs;

/// The checks that every verb makes when it is compiled: one sentence each, and then nothing else.
template <class... X> constexpr bool are_arguments() {
  static_assert(Arguments<X...>,
                "slope: the arguments must be numbers, or one list of numbers: a std::vector, std::array, "
                "std::span or a vector of Eigen");
  return Arguments<X...>;
}
template <class F, class X> constexpr bool takes_arguments() {
  constexpr bool good = takes<F, X, NumberIn<X>>();
  static_assert(good,
                "slope: the callable cannot be called with these arguments: it takes another number of them, "
                "takes them in another form (several numbers or one list), or is not const");
  return good;
}
template <class F, class X, class S> constexpr bool is_generic() {
  constexpr bool good = takes<F, X, S>();
  static_assert(good,
                "slope: the callable takes one type of number only: make its parameters generic, as in "
                "[](auto x) or template <class T> T operator()(const T& x) const");
  return good;
}
template <class Y, class S> constexpr bool returns_number() {
  constexpr bool good = std::convertible_to<Y, S>;
  static_assert(good || !List<Plain<Y>>,
                "slope: the callable returns a list where one number is expected: for the derivatives of "
                "several results use jacobian");
  static_assert(good || List<Plain<Y>>, "slope: the callable must return a number");
  return good;
}
template <class Y, class S> constexpr bool returns_list() {
  constexpr bool good = List<Plain<Y>>;
  static_assert(good,
                "slope: jacobian needs a callable that returns a list of numbers (std::vector, std::array or "
                "a vector of Eigen): for one number use gradient");
  return good;
}

// A braced list {2.0, 0.5}: the arguments of an f that takes that many, else one std::array.
template <class F, class T, std::size_t n> auto braced(const T (&x)[n]) {
  using Number = NumberFor<T>;
  constexpr bool separate = takes_separate<F, Number>(std::make_index_sequence<n>());
  std::conditional_t<separate, Separate<Number, n>, std::array<Number, n>> list{};
  for (std::size_t i = 0; i < n; ++i) list[i] = static_cast<Number>(x[i]);
  return list;
}

template <class X> void check_not_empty(const char* verb, const X& x) {
  if (size_of(x) == 0) refuse_empty_list(verb);
}
// A direction: as long as x, without NaN.
template <class X, class V> void check_direction(const char* verb, const X& x, const V& v) {
  if (size_of(v) != size_of(x)) refuse_other_size(verb, size_of(x), size_of(v));
  for (std::size_t i = 0; i < size_of(v); ++i)
    if (!(element(v, i) == element(v, i))) refuse_nan_direction(verb, i);
}

// The list x as constants in S.
template <class S, class X> Of<S, X> constants(const X& x) {
  auto list = make_list<Of<S, X>>(size_of(x));
  for (std::size_t i = 0; i < size_of(x); ++i) element(list, i) = S(element(x, i));
  return list;
}

// f in duals at a list of the form of X, N inputs at a time: after(first, count, y) for inputs `first` to
// first + count − 1, whose derivatives are lanes 0, 1, … of y.
template <class S, class F, class X, class Values, class After>
void forward_passes(const F& f, const X&, const Values& x, const After& after) {
  constexpr std::size_t N = std::tuple_size_v<decltype(S::slope)>;
  const std::size_t n = size_of(x);
  auto at = make_list<Of<S, X>>(n);
  for (std::size_t i = 0; i < n; ++i) element(at, i) = S(element(x, i));
  for (std::size_t first = 0; first < n; first += N) {
    const std::size_t count = n - first < N ? n - first : N;
    for (std::size_t k = 0; k < count; ++k) detail::set_unit(element(at, first + k).slope, k);
    after(first, count, call<X>(f, at));
    for (std::size_t k = 0; k < count; ++k) element(at, first + k).slope = {};
  }
}

}  // namespace detail
}  // namespace slope
