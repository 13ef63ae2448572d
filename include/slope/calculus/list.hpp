// SPDX-License-Identifier: MIT
// What a callable takes: several numbers f(x, y, …), or one list of numbers. A list is a std::vector, std::array or
// std::span, or a vector of Eigen, which is recognised by its form: Eigen itself is not needed.
#pragma once

#include <array>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "slope/core/error.hpp"
#include "slope/core/real.hpp"

namespace slope::detail {

inline constexpr std::size_t any_size = static_cast<std::size_t>(-1);

/// The arguments of f(x, y, …).
template <class T, std::size_t n> struct Separate : std::array<T, n> {};

/// What is to be known of a list of type X: its numbers; its size, if the type fixes it; and the types of a list of
/// the same form of any S: what holds it (`Of`), and what is returned to the user (`Result`).
template <class X> struct ListOf {};
template <class T> struct ListOf<std::vector<T>> {
  using Number = T;
  static constexpr std::size_t size = any_size;
  template <class S> using Of = std::vector<S>;
  template <class S> using Result = std::vector<S>;
};
template <class T, std::size_t n> struct ListOf<std::array<T, n>> {
  using Number = T;
  static constexpr std::size_t size = n;
  template <class S> using Of = std::array<S, n>;
  template <class S> using Result = std::array<S, n>;
};
template <class T, std::size_t n> struct ListOf<Separate<T, n>> : ListOf<std::array<T, n>> {
  template <class S> using Of = Separate<S, n>;
};
template <class T, std::size_t n> struct ListOf<std::span<T, n>> : ListOf<std::vector<std::remove_cv_t<T>>> {
};

// Eigen::Matrix<T, rows, columns, …> with one row or one column.
template <template <class, int, int, int, int, int> class M, class T, int rows, int columns, int options,
          int most_rows, int most_columns>
requires(rows == 1 || columns == 1) struct ListOf<M<T, rows, columns, options, most_rows, most_columns>> {
  using Number = T;
  static constexpr int length = rows == 1 ? columns : rows;
  static constexpr std::size_t size = length < 0 ? any_size : static_cast<std::size_t>(length);
  template <class S> using Of = M<S, rows, columns, options, most_rows, most_columns>;
  template <class S> using Result = Of<S>;
  /// A matrix with a column for each number of this list; a row vector must be stored by rows.
  template <class S, int n> using Rows = M<S, n, length, n == 1 && length != 1 ? 1 : 0, n, length>;
};

template <class X>
concept List = requires {
  typename ListOf<X>::Number;
};
/// An expression of Eigen that stands for a vector.
template <class X>
concept ListExpression = !List<X> && requires {
  requires List<typename X::PlainObject>;
};
template <class X>
concept EigenList = requires {
  ListOf<X>::length;
};
template <class X> inline constexpr bool is_separate = false;
template <class T, std::size_t n> inline constexpr bool is_separate<Separate<T, n>> = true;
template <class X> inline constexpr bool is_span = false;
template <class T, std::size_t n> inline constexpr bool is_span<std::span<T, n>> = true;

/// What a number stands for in a derivative: an integer for a double.
template <class X> using NumberFor =
    std::conditional_t<std::is_integral_v<X>, double, typename ScalarOf<std::remove_cv_t<X>>::type>;
template <class X> using NumberIn = NumberFor<typename ListOf<X>::Number>;

template <class S, class X> using Of = typename ListOf<X>::template Of<S>;
template <class S, class X> using ResultOf = typename ListOf<X>::template Result<S>;

/// A list of n zeros; n must be its size if its type fixes one.
template <class L> L make_list(std::size_t n) {
  L list{};
  if constexpr (requires { list.resize(n); }) list.resize(static_cast<decltype(list.size())>(n));
  if constexpr (EigenList<L>)
    for (decltype(list.size()) i = 0; i < list.size(); ++i) list[i] = typename ListOf<L>::Number(0);
  return list;
}
template <class X> std::size_t size_of(const X& x) { return static_cast<std::size_t>(x.size()); }
template <class X> decltype(auto) element(X&& x, std::size_t i) {
  return x[static_cast<decltype(x.size())>(i)];
}

/// The list that the user's arguments are: their one list, or their numbers.
template <class... X> decltype(auto) as_list(const X&... x) {
  if constexpr (sizeof...(X) == 1 && (List<X> && ...)) return (x, ...);
  else if constexpr (sizeof...(X) == 1 && (ListExpression<X> && ...))
    return (..., typename X::PlainObject(x));
  else {
    using T = common_scalar<NumberFor<X>...>;
    return Separate<T, sizeof...(X)>{{static_cast<T>(x)...}};
  }
}
template <class... X>
concept Arguments = (sizeof...(X) == 1 && ((List<X> || ListExpression<X>)&&...)) ||
                    (sizeof...(X) > 0 && (Scalar<NumberFor<X>> && ...));

/// @throws UsageError
/// @{
[[noreturn]] void refuse_empty_list(const char* verb);
[[noreturn]] void refuse_other_size(const char* verb, std::size_t size, std::size_t other);
[[noreturn]] void refuse_nan_direction(const char* verb, std::size_t i);
[[noreturn]] void refuse_order(const char* verb, long long order);
[[noreturn]] void refuse_varying_size(const char* verb, std::size_t size, std::size_t other);
/// @}

}  // namespace slope::detail
