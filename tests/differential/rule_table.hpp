// SPDX-License-Identifier: MIT
// Every rule of the catalog as a function of any scalar, found by its operation.
#pragma once

#include <span>
#include <vector>

#include "slope/core/error.hpp"
#include "slope/expr/function.hpp"
#include "slope/function/catalog.hpp"

namespace slope::differential {

/// A rule applied to arguments, of which those in the bit set `constants` are numbers.
template <class S> using Rule = S (*)(std::span<const S> x, unsigned constants);

/// The rule of an operation. Each scalar's table is compiled in one file, which says so by `SLOPE_RULE_TABLE`.
template <class S> Rule<S> rule(Op op);

namespace detail {

/// The number under a scalar.
template <class S> double number_of(const S& x) {
  if constexpr (std::is_arithmetic_v<S>) return x;
  else if constexpr (requires { x.value(); }) return number_of(x.value());
  else return number_of(x.value);
}

// As users write it: operators by their signs.
template <class F, class S, class A, class B> S apply(const A& a, const B& b) {
  if constexpr (std::is_same_v<F, Add>) return S(a + b);
  else if constexpr (std::is_same_v<F, Subtract>) return S(a - b);
  else if constexpr (std::is_same_v<F, Multiply>) return S(a * b);
  else if constexpr (std::is_same_v<F, Divide>) return S(a / b);
  else return S(lift<F>(a, b));
}

template <class F, class S> S call(std::span<const S> x, unsigned constants) {
  constexpr int n = slope::detail::arity_of<F>();
  if constexpr (n == 0) return constant<F, S>();
  else if constexpr (std::is_same_v<F, Negate>) return S(-x[0]);
  else if constexpr (n == 1) return S(lift<F>(x[0]));
  else if constexpr (n == 2) {
    if constexpr (!Real<S>) {
      if (constants == 1) return apply<F, S>(number_of(x[0]), x[1]);
      if (constants == 2) return apply<F, S>(x[0], number_of(x[1]));
    }
    return apply<F, S>(x[0], x[1]);
  } else if constexpr (n == 3) return S(lift<F>(x[0], x[1], x[2]));
  else {
    switch (x.size()) {
      case 1: return S(lift<F>(x[0]));
      case 2: return S(lift<F>(x[0], x[1]));
      case 3: return S(lift<F>(x[0], x[1], x[2]));
      case 4: return S(lift<F>(x[0], x[1], x[2], x[3]));
      default: throw Error("more arguments than this test draws");
    }
  }
}

template <class S, class... F> Rule<S> find(Op op, RuleList<F...>) {
  static constexpr std::array<Rule<S>, sizeof...(F)> table{&call<F, S>...};
  return table.at(static_cast<std::size_t>(op) - static_cast<std::size_t>(Op::add));
}

}  // namespace detail

#define SLOPE_RULE_TABLE(S) \
  template <> Rule<S> rule<S>(Op op) { return detail::find<S>(op, Catalog()); }

}  // namespace slope::differential
