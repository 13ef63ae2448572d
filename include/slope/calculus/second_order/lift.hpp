// SPDX-License-Identifier: MIT
// What the rules are to a tape that keeps second derivatives. A rule is evaluated in duals that move along its
// arguments: its slopes, and their slopes, are what is recorded.
#pragma once

#include "slope/calculus/second_order/var.hpp"

namespace slope {
namespace detail {

template <class X> inline constexpr bool is_second_order = false;
template <class T> inline constexpr bool is_second_order<SecondOrderVar<T>> = true;

// Operators that are linear in those of their operands that are variables.
template <class F, class A, class... B>
inline constexpr bool is_linear_operator = std::same_as<F, Add> || std::same_as<F, Subtract> ||
                                           std::same_as<F, Negate> ||
                                           (std::same_as<F, Multiply> &&
                                            !(is_second_order<A> && ... && is_second_order<B>)) ||
                                           (std::same_as<F, Divide> && !(... || is_second_order<B>));

// y, linear in x.
template <class T> SecondOrderVar<T> scaled(const T& y, const T& slope, const SecondOrderVar<T>& x) {
  return {y, T(slope * x.slope()), x.record(), x.tape()};
}
// y, linear in a and b.
template <class T> SecondOrderVar<T> sum(const T& y, const T& by_a, const SecondOrderVar<T>& a, const T& by_b,
                                         const SecondOrderVar<T>& b) {
  if (a.record() == 0) return scaled(y, by_b, b);
  if (b.record() == 0) return scaled(y, by_a, a);
  const Handle<T> tape = join(a.tape(), b.tape());
  const T p = by_a * a.slope(), q = by_b * b.slope();
  if (a.record() == b.record()) return {y, T(p + q), a.record(), tape};
  SecondOrderRecord<T> both(tape, 2);
  both.add(p, a.record());
  both.add(q, b.record());
  return SecondOrderVar<T>::growing(y, both.finish(), tape);
}

// A record that is bent along one argument.
template <class T> SecondOrderVar<T> bent(const T& y, const Dual<T, 1>& slope, const SecondOrderVar<T>& x) {
  if (x.record() == 0 || x.slope() == 0) return y;
  const T p = absorbing_product(slope.value, x.slope());
  const T c = absorbing_product(absorbing_product(slope.slope[0], x.slope()), x.slope());
  if (c == 0) {
    if (p == 0) return y;
    return {y, p, x.record(), x.tape()};
  }
  SecondOrderRecord<T> record(x.tape(), 2);
  record.add(p, x.record());
  record.add(c, 0);
  return {y, T(1), record.finish(), x.tape()};
}

// A record of those arguments that are on a tape and that the rule does not ignore.
template <class T, std::size_t n> SecondOrderVar<T> bent(const T& y, const std::array<Dual<T, n>, n>& slope,
                                                         const std::array<const SecondOrderVar<T>*, n>& x) {
  std::array<std::size_t, n> kept;
  std::size_t m = 0;
  Handle<T> tape;
  for (std::size_t a = 0; a < n; ++a) {
    tape = join(tape, x[a]->tape());
    if (x[a]->record() != 0 && x[a]->slope() != 0 && !is_zero(slope[a])) kept[m++] = a;
  }
  if (m == 0) return y;
  const auto curvature = [&](std::size_t a, std::size_t b) {
    return absorbing_product(absorbing_product(slope[a].slope[b], x[a]->slope()), x[b]->slope());
  };
  bool flat = true;
  for (std::size_t a = 0; a < m; ++a)
    for (std::size_t b = 0; b <= a; ++b) flat = flat && slope[kept[a]].slope[kept[b]] == 0;
  const auto partial = [&](std::size_t a) { return absorbing_product(slope[a].value, x[a]->slope()); };
  if (flat && m == 1) return {y, partial(kept[0]), x[kept[0]]->record(), tape};
  SecondOrderRecord<T> record(tape, n + n * (n + 1) / 2);
  for (std::size_t a = 0; a < m; ++a) record.add(partial(kept[a]), x[kept[a]]->record());
  if (!flat)
    for (std::size_t a = 0; a < m; ++a)
      for (std::size_t b = 0; b <= a; ++b) record.add(curvature(kept[a], kept[b]), 0);
  return {y, T(1), record.finish(), tape};
}

}  // namespace detail

template <class T> struct Lift<SecondOrderVar<T>> {
  using V = SecondOrderVar<T>;
  static constexpr bool takes_mixtures = true;

  template <class F, class... Args> [[gnu::always_inline]] static V apply(const Args&... args) {
    if constexpr (sizeof...(Args) == 0) return V(constant<F, T>());
    else if constexpr (detail::is_linear_operator<F, Args...>) return linear<F>(args...);
    else return curved<F>(std::index_sequence_for<Args...>(), args...);
  }

 private:
  template <class... Args> using Wanted = std::integer_sequence<bool, std::same_as<Args, V>...>;
  static const T& number(const V& x) { return x.value(); }
  template <class U> static T number(const U& x) { return static_cast<T>(x); }

  template <class F> [[gnu::always_inline]] static V linear(const V& a) {
    const auto [y, slope] = linearize<F>(a.value());
    return detail::scaled(y, slope[0], a);
  }
  template <class F, class A, class B> [[gnu::always_inline]] static V linear(const A& a, const B& b) {
    const auto [y, slope] = linearize<F, Wanted<A, B>>(T(number(a)), T(number(b)));
    if constexpr (!std::same_as<B, V>) return detail::scaled(y, slope[0], a);
    else if constexpr (!std::same_as<A, V>) return detail::scaled(y, slope[1], b);
    else return detail::sum(y, slope[0], a, slope[1], b);
  }

  // The direction in which an argument moves: how many variables are before it.
  template <class... Args> static constexpr std::array<std::size_t, sizeof...(Args)> directions() {
    std::array<std::size_t, sizeof...(Args)> at{};
    std::size_t i = 0, n = 0;
    ((at[i++] = std::same_as<Args, V> ? n++ : n), ...);
    return at;
  }
  template <class D> static D moving(const V& x, std::size_t direction) {
    return D::variable(x.value(), direction);
  }
  template <class D, class U> static D moving(const U& x, std::size_t) { return D(static_cast<T>(x)); }

  template <class F, std::size_t... i, class... Args>
  static V curved(std::index_sequence<i...>, const Args&... args) {
    constexpr std::size_t n = (std::size_t{0} + ... + (std::same_as<Args, V> ? 1 : 0));
    constexpr auto direction = directions<Args...>();
    using D = Dual<T, n>;
    const auto [y, slope] = linearize<F, Wanted<Args...>>(moving<D>(args, direction[i])...);
    std::array<const V*, n> x;
    std::array<D, n> by;
    const auto keep = [&]<class A>(const A& a, std::size_t k, const D& s) {
      if constexpr (std::same_as<A, V>) x[k] = &a, by[k] = s;
    };
    (keep(args, direction[i], slope[i]), ...);
    if constexpr (n == 1) return detail::bent(y.value, by[0], *x[0]);
    else return detail::bent<T, n>(y.value, by, x);
  }
};

}  // namespace slope
