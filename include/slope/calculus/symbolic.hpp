// SPDX-License-Identifier: MIT
// The formula that a callable computes.
#pragma once

#include <algorithm>
#include <concepts>

#include "slope/calculus/callable.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/expr/expr.hpp"

namespace slope {

namespace detail {

/// Symbols: x, y, z for up to three separate arguments, else x1, x2, ….
std::vector<Expr> input_symbols(std::size_t n);
std::vector<Expr> list_symbols(std::size_t n);

inline constexpr std::size_t most_separate = 8;
// The number of separate arguments that F takes; 0 if more than `most_separate`.
template <class F, std::size_t n = 1> constexpr std::size_t count_arguments() {
  if constexpr (n > most_separate) return 0;
  else if constexpr (takes_separate<F, Expr>(std::make_index_sequence<n>())) return n;
  else return count_arguments<F, n + 1>();
}

template <class R> auto as_expression(R&& result) {
  if constexpr (std::convertible_to<R, Expr>) return Expr(std::forward<R>(result));
  else return Plain<std::remove_cvref_t<R>>(std::forward<R>(result));
}

template <std::size_t n, class F> auto formula_of(const F& f, const std::vector<Expr>& symbols) {
  Separate<Expr, n> list;
  std::copy_n(symbols.begin(), n, list.begin());
  return as_expression(call<Separate<Expr, n>>(f, list));
}

/// The formula of f at a list of the form of X, and the values of its symbols.
template <class F, class X> class SymbolicFunction {
 public:
  using T = BaseOf<F, X>;
  static_assert(Real<T>,
                "slope: Mode::symbolic evaluates formulas in plain numbers; within another derivative "
                "choose Mode::forward");

  SymbolicFunction(const F& f, const X& x)
      : inputs_(is_separate<X> ? input_symbols(size_of(x)) : list_symbols(size_of(x))) {
    auto list = make_list<Of<Expr, X>>(size_of(x));
    for (std::size_t i = 0; i < size_of(x); ++i) {
      element(list, i) = inputs_[i];
      values_.emplace(inputs_[i].node().name(), T(element(x, i)));
    }
    result_ = as_expression(call<X>(f, list));
  }
  const std::vector<Expr>& inputs() const { return inputs_; }
  const auto& result() const { return result_; }
  T evaluate(const Expr& e) const { return slope::evaluate<T>(e, values_); }

 private:
  std::vector<Expr> inputs_;
  std::map<std::string, T, std::less<>> values_;
  decltype(as_expression(std::declval<Returned<F, X, Expr>>())) result_;
};

}  // namespace detail

/// The formula that f computes, as an expression (or as the list of expressions that f returns): f is called with
/// symbols. Branches of f on its arguments do not compile: a formula has one form; use `where`, `max`, `abs`.
/// The symbols of a callable of up to three arguments are x, y, z, of more x1, x2, ….
template <class F> auto symbolic(const F& f) {
  constexpr std::size_t n = detail::count_arguments<F>();
  static_assert(n > 0,
                "slope: symbolic(f) finds no number of arguments from 1 to 8 that the callable takes; is it "
                "generic? If it takes a list, say how long: symbolic(f, n)");
  if constexpr (n > 0) return detail::formula_of<n>(f, detail::input_symbols(n));
}
/// The same for an f of one list, of `size` symbols x1, x2, ….
template <class F> auto symbolic(const F& f, std::size_t size) {
  return detail::as_expression(f(detail::list_symbols(size)));
}
/// The same with these names, for an f of that many arguments, or of one list.
/// @throws UsageError if a name is not an identifier or names a function
template <class F, std::size_t n> auto symbolic(const F& f, const char* const (&names)[n]) {
  std::vector<Expr> symbols;
  for (const char* name : names) symbols.push_back(symbol(name));
  if constexpr (detail::takes_separate<F, Expr>(std::make_index_sequence<n>()))
    return detail::formula_of<n>(f, symbols);
  else return detail::as_expression(f(symbols));
}

}  // namespace slope
