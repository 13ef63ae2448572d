// SPDX-License-Identifier: MIT
// What Eigen asks of a scalar, so that its vectors and matrices work in duals and tape variables. Eigen is not included
// here, and not needed: these are specialisations of two of its templates, for whoever includes it.
#pragma once

#include <cstddef>
#include <limits>
#include <type_traits>

#include "slope/core/real.hpp"

namespace Eigen {
template <class T> struct NumTraits;
template <class A, class B, class Operation> struct ScalarBinaryOpTraits;
}  // namespace Eigen

namespace slope {

template <class T, std::size_t N> struct Dual;
template <class T> class Var;
template <class T> class SecondOrderVar;
class Expr;

namespace detail {

template <class T> struct Dependency;

// Real constants that Eigen may ask for are those of the number inside.
template <class T, class Number> struct EigenNumber {
  using Real = T;
  using NonInteger = T;
  using Nested = T;
  using Literal = T;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 1,
    ReadCost = 1,
    AddCost = 2,
    MulCost = 4
  };
  static T epsilon() { return T(Eigen::NumTraits<Number>::epsilon()); }
  static T dummy_precision() { return T(Eigen::NumTraits<Number>::dummy_precision()); }
  static T highest() { return T(Eigen::NumTraits<Number>::highest()); }
  static T lowest() { return T(Eigen::NumTraits<Number>::lowest()); }
  static int digits10() { return Eigen::NumTraits<Number>::digits10(); }
};

// Whether A is the number inside a scalar, or inside that.
template <class A, class T> inline constexpr bool is_inside = false;
template <class A> inline constexpr bool is_inside<A, Expr> = std::is_same_v<A, double>;
template <class A, class T> inline constexpr bool is_inside<A, Var<T>> =
    std::is_same_v<A, T> || is_inside<A, T>;
template <class A, class T> inline constexpr bool is_inside<A, SecondOrderVar<T>> =
    std::is_same_v<A, T> || is_inside<A, T>;
template <class A, class T> inline constexpr bool is_inside<A, Dependency<T>> =
    std::is_same_v<A, T> || is_inside<A, T>;
template <class A, class T, std::size_t N> inline constexpr bool is_inside<A, Dual<T, N>> =
    std::is_same_v<A, T> || is_inside<A, T>;

}  // namespace detail
}  // namespace slope

template <class T, std::size_t N> struct Eigen::NumTraits<slope::Dual<T, N>>
    : slope::detail::EigenNumber<slope::Dual<T, N>, T> {};
template <class T> struct Eigen::NumTraits<slope::Var<T>> : slope::detail::EigenNumber<slope::Var<T>, T> {};
template <class T> struct Eigen::NumTraits<slope::SecondOrderVar<T>>
    : slope::detail::EigenNumber<slope::SecondOrderVar<T>, T> {};
template <class T> struct Eigen::NumTraits<slope::detail::Dependency<T>>
    : slope::detail::EigenNumber<slope::detail::Dependency<T>, T> {};
template <> struct Eigen::NumTraits<slope::Expr> : slope::detail::EigenNumber<slope::Expr, double> {};

// Mixed with the numbers inside, from the left and from the right.
template <class A, class T, class Operation>
requires slope::detail::is_inside<A, T>
struct Eigen::ScalarBinaryOpTraits<A, T, Operation> {
  using ReturnType = T;
};
template <class T, class A, class Operation>
requires slope::detail::is_inside<A, T>
struct Eigen::ScalarBinaryOpTraits<T, A, Operation> {
  using ReturnType = T;
};
