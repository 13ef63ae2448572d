// SPDX-License-Identifier: MIT
// The two concepts that every rule is written against.
#pragma once

#include <concepts>
#include <limits>
#include <type_traits>

namespace slope {

/// A number type that rounds: float, double, long double, and any Boost.Multiprecision floating-point type,
/// with digits fixed at compile time or (last line) set at run time.
template <class T>
concept Real = (std::numeric_limits<T>::is_specialized && !std::numeric_limits<T>::is_integer &&
                !std::numeric_limits<T>::is_exact) ||
               (!std::numeric_limits<T>::is_specialized &&
                requires(T x) { T::default_precision(x.precision()); });

/// The one customisation point of an evaluator. A scalar that is not a number (an expression, a dual, a tape
/// variable, an interval) specialises `Lift<T>` with `template <class F> static T apply(const T&...)`.
template <class T> struct Lift;

/// Anything that the elementary functions accept: a number, or a type with a `Lift`.
template <class T>
concept Scalar = Real<T> || requires {
  sizeof(Lift<T>);
};

/// Numbers, and scalars made of numbers (duals, series), which say so by `value_type`: things that are computed,
/// not printed, and that can be compared.
template <class T> inline constexpr bool is_numeric = Real<T>;
template <class T>
requires(!Real<T> && requires {
  typename T::value_type;
}) inline constexpr bool is_numeric<T> = is_numeric<typename T::value_type>;

/// The scalar that a type stands for: itself, but for the unfinished results of a tape, which stand for its
/// variables.
template <class T> struct ScalarOf { using type = T; };

namespace detail {
template <class... Ts> struct CommonScalar;
template <class T> struct CommonScalar<T> { using type = T; };
template <class A, class B> struct CommonOfTwo : std::common_type<A, B> {};
template <class A, class B>
requires(!std::is_arithmetic_v<A> || !std::is_arithmetic_v<B>) struct CommonOfTwo<A, B>
    : std::conditional<std::is_arithmetic_v<A> || (!std::is_arithmetic_v<B> && std::is_convertible_v<A, B> &&
                                                   !std::is_convertible_v<B, A>),
                       B, A> {
};
template <class A, class B, class... Rest> struct CommonScalar<A, B, Rest...>
    : CommonScalar<typename CommonOfTwo<A, B>::type, Rest...> {};
}  // namespace detail

/// The scalar that a mixture computes in: the one that is not a built-in number, if there is one; of two such,
/// the one that the other converts to.
template <class... Ts> using common_scalar =
    typename detail::CommonScalar<typename ScalarOf<std::remove_cvref_t<Ts>>::type...>::type;

}  // namespace slope
