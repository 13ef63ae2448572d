// SPDX-License-Identifier: MIT
// What the rules are to a tape: every operator and every function of tape variables is `Lift<Var<T>>::apply`.
#pragma once

#include <cmath>
#include <tuple>

#include "slope/function/arithmetic.hpp"
#include "slope/tape/var.hpp"

namespace slope {
namespace detail {

// An operand as a term. A named result counts as itself (one pair) in arithmetic; functions fuse it.
template <class T> [[gnu::always_inline]] inline Term<T, 1> term_of(const Var<T>& x) {
  return {x.value(), x.tape(), {T(1)}, {x.index()}};
}
template <class T, std::size_t n> [[gnu::always_inline]] inline auto term_of(const Term<T, n>& x) {
  return x.settled();
}
template <class T, std::size_t n> [[gnu::always_inline]] inline const Term<T, n>& term_of(Term<T, n>&& x) {
  return x;
}

// 0 for an operand that cannot reach the result (0 times anything, NaN included), else the product.
template <class T> [[gnu::always_inline]] inline T chain(const T& slope, const T& partial) {
  if constexpr (std::floating_point<T>) {
    const T product = slope * partial;
    if (std::isnan(product) && (slope == 0 || partial == 0)) [[unlikely]]
      return 0;
    return product;
  } else {
    return is_zero(slope) || is_zero(partial) ? T(0) : T(slope * partial);
  }
}

// Operators take what they get: their slopes are numbers that are seldom infinite, and a test would cost as much as
// they do.
template <class F>
concept Arithmetic = std::same_as<F, Add> || std::same_as<F, Subtract> || std::same_as<F, Multiply> ||
    std::same_as<F, Divide> || std::same_as<F, Negate>;
// Rules that choose: a slope of 0 says that the operand was not chosen, and it is dropped.
template <class F>
concept Choosing = !Arithmetic<F> && (
                                         requires { F::kinks; } || !requires(double x) { F::value(x); });

// Pairs under construction.
template <class T, std::size_t n> struct Pairs {
  std::array<T, n> partials;
  std::array<std::uint32_t, n> indices;
};

template <class F, std::size_t at, class T, std::size_t n, std::size_t m, std::size_t... k>
[[gnu::always_inline]] inline void put(Pairs<T, n>& out, const Term<T, m>& x, const T& slope,
                                       std::index_sequence<k...>) {
  if constexpr (Arithmetic<F>) ((out.partials[at + k] = slope * x.partials()[k]), ...);
  else ((out.partials[at + k] = chain(slope, x.partials()[k])), ...);
  if constexpr (Choosing<F>) ((out.indices[at + k] = is_zero(slope) ? 0U : x.indices()[k]), ...);
  else ((out.indices[at + k] = x.indices()[k]), ...);
}

// One pair in place of two where the compiler can see that their indices are equal, as in x*x.
template <class T, std::size_t n>
[[gnu::always_inline]] inline void merge(Pairs<T, n>& p, std::size_t i, std::size_t j) {
  const bool same = p.indices[i] == p.indices[j];
  if (__builtin_constant_p(same) && same) {
    p.partials[i] += p.partials[j];
    p.indices[j] = 0;
  }
}
template <std::size_t split, class T, std::size_t n, std::size_t... k>
[[gnu::always_inline]] inline void merge_all(Pairs<T, n>& p, std::index_sequence<k...>) {
  (merge(p, k / (n - split), split + k % (n - split)), ...);
}

template <class F, class T, std::size_t a>
[[gnu::always_inline]] inline Term<T, a> apply_rule(const Term<T, a>& x) {
  const Linear<T, 1> y = linearize<F>(x.value());
  Pairs<T, a> p;
  put<F, 0>(p, x, y.slope[0], std::make_index_sequence<a>());
  return {y.value, x.tape(), p.partials, p.indices};
}

template <std::size_t... n> using Wanted = std::integer_sequence<bool, (n > 0)...>;  // no slopes by numbers

template <class F, class T, std::size_t a, std::size_t b>
[[gnu::always_inline]] inline auto apply_rule(const Term<T, a>& x, const Term<T, b>& y) {
  if constexpr (a + b > max_pairs) {
    if constexpr (a >= b) return apply_rule<F>(x.settled(), y);
    else return apply_rule<F>(x, y.settled());
  } else {
    const Linear<T, 2> z = linearize<F, Wanted<a, b>>(x.value(), y.value());
    Pairs<T, a + b> p;
    put<F, 0>(p, x, z.slope[0], std::make_index_sequence<a>());
    put<F, a>(p, y, z.slope[1], std::make_index_sequence<b>());
    if constexpr (a > 0 && b > 0) merge_all<a>(p, std::make_index_sequence<a * b>());
    return Term<T, a + b>(z.value, join(x.tape(), y.tape()), p.partials, p.indices);
  }
}

template <class F, class T, std::size_t a, std::size_t b, std::size_t c>
[[gnu::always_inline]] inline auto apply_rule(const Term<T, a>& x, const Term<T, b>& y, const Term<T, c>& z) {
  if constexpr (a + b + c > max_pairs) {
    if constexpr (a >= b && a >= c) return apply_rule<F>(x.settled(), y, z);
    else if constexpr (b >= c) return apply_rule<F>(x, y.settled(), z);
    else return apply_rule<F>(x, y, z.settled());
  } else {
    const Linear<T, 3> w = linearize<F, Wanted<a, b, c>>(x.value(), y.value(), z.value());
    Pairs<T, a + b + c> p;
    put<F, 0>(p, x, w.slope[0], std::make_index_sequence<a>());
    put<F, a>(p, y, w.slope[1], std::make_index_sequence<b>());
    put<F, a + b>(p, z, w.slope[2], std::make_index_sequence<c>());
    return Term<T, a + b + c>(w.value, join(join(x.tape(), y.tape()), z.tape()), p.partials, p.indices);
  }
}

// Any number of operands: one record with a pair for each.
template <class F, class T, std::size_t n> Var<T> apply_to_list(const std::array<Term<T, 1>, n>& x) {
  std::array<T, n> values;
  Handle<T> tape;
  for (std::size_t i = 0; i < n; ++i) {
    values[i] = x[i].value();
    tape = join(tape, x[i].tape());
  }
  const Linear<T, n> y = std::apply([](const auto&... v) { return linearize<F>(v...); }, values);
  if (!tape) return y.value;
  std::array<Pair<T>, n> pairs;
  for (std::size_t i = 0; i < n; ++i) pairs[i] = {chain(y.slope[i], x[i].partials()[0]), x[i].indices()[0]};
  return {y.value, write_record<T>(tape, pairs), tape};
}

}  // namespace detail

template <class T> struct Lift<Var<T>> {
  static constexpr bool takes_mixtures = true;

  template <class X> [[gnu::always_inline]] static auto fused(const X& x) {
    if constexpr (std::same_as<X, Var<T>>) return detail::term_of(x);
    else if constexpr (TapeOperand<X>) return X(x.value(), x.tape(), x.partials(), x.indices());
    else return Term<T, 0>(static_cast<T>(x));
  }

  template <class F, class... Args> [[gnu::always_inline]] static auto apply(const Args&... args) {
    if constexpr (sizeof...(Args) == 0) return Var<T>(constant<F, T>());
    else if constexpr (requires(double x) { F::value((static_cast<void>(args), x)...); })
      return detail::apply_rule<F>(fused(args)...);
    else return detail::apply_to_list<F, T, sizeof...(Args)>({detail::term_of(Var<T>(args))...});
  }
};
template <class T, std::size_t n> struct Lift<Term<T, n>> : Lift<Var<T>> {};

}  // namespace slope
