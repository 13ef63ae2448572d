// SPDX-License-Identifier: MIT
// Somebody's code in one form: from a point to all its numbers, row by row.
#pragma once

#include <array>
#include <concepts>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "slope/calculus/callable.hpp"
#include "slope/check/reference.hpp"

namespace slope::check {

/// Appends the numbers of a result: a number, a list, a list of lists, a matrix of Eigen (row by row), a pair or tuple.
template <class Y, class Append> void flatten(const Y& y, const Append& append) {
  using T = std::remove_cvref_t<Y>;
  if constexpr (requires { append(y); }) append(y);
  else if constexpr (requires { y.rows(), y.cols(), y(0, 0); }) {
    for (decltype(y.rows()) i = 0; i < y.rows(); ++i)
      for (decltype(y.cols()) j = 0; j < y.cols(); ++j) append(y(i, j));
  } else if constexpr (requires { y.begin(), y.end(); }) {
    for (const auto& element : y) flatten(element, append);
  } else if constexpr (requires { std::tuple_size<T>::value; })
    std::apply([&](const auto&... element) { (flatten(element, append), ...); }, y);
  else
    static_assert(sizeof(T) == 0,
                  "slope: the result must be a number, a list, a list of lists, a matrix of Eigen, or a "
                  "tuple of numbers");
}

/// A list of the form of X that holds numbers of type S.
template <class S, class X> detail::Of<S, X> fill(std::size_t n, const auto& number) {
  auto list = detail::make_list<detail::Of<S, X>>(n);
  for (std::size_t i = 0; i < n; ++i) detail::element(list, i) = number(i);
  return list;
}

/// Whether F can be called with numbers S in the form of X: as several arguments, as one list, or as a span.
template <class F, class X, class S> constexpr bool accepts() {
  if constexpr (detail::is_separate<X>) return []<std::size_t... i>(std::index_sequence<i...>) {
      return std::is_invocable_v<const F&, decltype(static_cast<void>(i), std::declval<const S&>())...>;
    }
  (std::make_index_sequence<detail::ListOf<X>::size>());
  else return std::is_invocable_v<const F&, const detail::Of<S, X>&>; }
template <class F, class X, class S> constexpr bool accepts_span() {
  return !detail::is_separate<X> && std::is_invocable_v<const F&, std::span<const S>>;
}
template <class F, class X, class S> constexpr bool takes_form() {
  if constexpr (accepts<F, X, S>()) return true;
  else return accepts_span<F, X, S>();
}

// The number of arguments, from `n` on, that F takes as separate ones; 0 if there is none up to 8.
template <class F, class S, std::size_t n> constexpr std::size_t separate_arguments() {
  if constexpr (n > 8) return 0;
  else if constexpr (accepts<F, detail::Separate<double, n>, S>()) return n;
  else return separate_arguments<F, S, n + 1>();
}
template <class F, class X, class S> struct FormFor {
  static auto form() {
    using Vector = std::vector<double>;
    if constexpr (takes_form<F, X, S>()) return std::type_identity<X>();
    else if constexpr (takes_form<F, Vector, S>()) return std::type_identity<Vector>();
    else if constexpr (constexpr std::size_t size = detail::ListOf<X>::size; size != detail::any_size) {
      if constexpr (takes_form<F, std::array<double, size>, S>())
        return std::type_identity<std::array<double, size>>();
      else if constexpr (accepts<F, detail::Separate<double, size>, S>())
        return std::type_identity<detail::Separate<double, size>>();
      else return std::type_identity<void>();
    } else if constexpr (constexpr std::size_t n = separate_arguments<F, S, 1>(); n > 0)
      return std::type_identity<detail::Separate<double, n>>();
    else return std::type_identity<void>();
  }
  using type = typename decltype(form())::type;
};
/// The form in which F takes numbers S at a point of the form X: X itself, if it does, or another one; void: in none.
template <class F, class X, class S> using form_for = typename FormFor<F, X, S>::type;

/// @throws UsageError if a point of this many numbers does not fit a form of fixed size
void check_length(std::size_t fixed, std::size_t given);

/// f at a point of S, in the form X that it takes.
template <class X, class S, class F> auto call_at(const F& f, std::size_t n, const auto& number) {
  if constexpr (detail::ListOf<X>::size != detail::any_size) check_length(detail::ListOf<X>::size, n);
  const auto list = fill<S, X>(n, number);
  if constexpr (detail::is_separate<X>)
    return std::apply(f, static_cast<const std::array<S, detail::ListOf<X>::size>&>(list));
  else if constexpr (accepts<F, X, S>())
    return detail::Plain<std::remove_cvref_t<decltype(f(list))>>(f(list));
  else return f(std::span<const S>(list.data(), n));
}

// A count of numbers in whichever integer type somebody's function takes it.
struct Count {
  std::size_t n;
  template <std::integral I> operator I() const { return static_cast<I>(n); }
};

// A point as whichever type of list somebody's function takes it, such as a vector of Eigen.
struct AnyList {
  Place x;
  template <class L>
  requires requires(L list) {
    list.size();
    { list[0] } -> std::convertible_to<double>;
  }
  operator L() const {
    return fill<double, L>(x.size(), [&](std::size_t i) { return x[i]; });
  }
};

/// The code of somebody as a function from a point to its `count` numbers: a callable of numbers or a list that returns
/// them; or one that writes them, as f(list, result), f(const double* x, double* result), or with the number of
/// arguments as f(x, result, n), f(x, n, result) or f(n, x, result); or double f(const double* x, n).
template <class X, class G> std::function<Numbers(Place)> computed_by(const G& g, std::size_t count) {
  using Form = form_for<G, X, double>;
  using List = std::conditional_t<detail::is_separate<X>, std::vector<double>, X>;
  if constexpr (!std::is_void_v<Form>)
    return [&g](Place x) {
      Numbers out;
      flatten(call_at<Form, double>(g, x.size(), [&](std::size_t i) { return x[i]; }),
              [&](std::convertible_to<double> auto y) { out.push_back(static_cast<double>(y)); });
      return out;
    };
  else if constexpr (std::is_invocable_v<const G&, const List&, List&>)
    return [&g, count](Place x) {
      auto result = detail::make_list<List>(count);
      g(fill<double, List>(x.size(), [&](std::size_t i) { return x[i]; }), result);
      Numbers out;
      flatten(result, [&](std::convertible_to<double> auto y) { out.push_back(static_cast<double>(y)); });
      return out;
    };
  else
    return [&g, count](Place x) {
      Numbers out(count, 0.0);
      const Count n{x.size()};
      using In = const double*;
      if constexpr (std::is_invocable_v<const G&, In, double*>) g(x.data(), out.data());
      else if constexpr (std::is_invocable_v<const G&, In, double*, Count>) g(x.data(), out.data(), n);
      else if constexpr (std::is_invocable_v<const G&, In, Count, double*>) g(x.data(), n, out.data());
      else if constexpr (std::is_invocable_v<const G&, Count, In, double*>) g(n, x.data(), out.data());
      else if constexpr (std::is_invocable_v<const G&, In, Count>)
        out = {static_cast<double>(g(x.data(), n))};
      else if constexpr (std::is_invocable_v<const G&, AnyList>) {
        out.clear();
        flatten(g(AnyList{x}),
                [&](std::convertible_to<double> auto y) { out.push_back(static_cast<double>(y)); });
      } else
        static_assert(
            sizeof(X) == 0,
            "slope: the code under test cannot be called with this point: it must take the numbers, or one "
            "list of them in the form of the point, or const double* and double*; and it must be const");
      return out;
    };
}

}  // namespace slope::check
