// SPDX-License-Identifier: MIT
// Forward differentiation: a number that carries its derivatives in N directions.
#pragma once

#include <type_traits>

#include "slope/dual/lanes.hpp"

namespace slope {

/// What a Dual over T takes for a constant: whatever converts to T.
template <class U, class T>
concept ConstantOf = std::convertible_to<const U&, T> ||
    (std::is_arithmetic_v<U>&& std::constructible_from<T, U>);

/// A value and its derivatives in N directions: x + x'₁ε₁ + … + x'ₙεₙ with εᵢεⱼ = 0. Every function of the
/// catalog and every user's rule works on it. T is float, double, long double, a Boost.Multiprecision type,
/// or a Dual again: Dual<Dual<double>> carries second derivatives.
///
/// Comparisons compare values. A derivative that is 0 stays 0 through an infinite slope: sqrt(x) at 0 has
/// derivative 0 if x has. Duals over different T mix if one nests in the other, and the shallower is a constant
/// to the deeper; duals of the same depth and different N do not mix.
template <class T, std::size_t N> struct Dual {
  using value_type = T;

  T value;
  std::array<T, N> slope;

  constexpr Dual() : value() { detail::set_zero(slope); }
  /// A constant.
  template <ConstantOf<T> U> constexpr Dual(const U& constant) : value(static_cast<T>(constant)) {
    detail::set_zero(slope);
  }
  constexpr Dual(const T& y, const std::array<T, N>& d) : value(y), slope(d) {}
  /// The variable that moves in one of the N directions. REQUIRES direction < N.
  static Dual variable(const T& at, std::size_t direction = 0) {
    Dual x(at, Unset());
    detail::set_unit(x.slope, direction);
    return x;
  }

  friend Dual operator+(const Dual& a) { return a; }
  friend Dual operator-(const Dual& a) { return lanes(T(-a.value), negative, a); }

  friend Dual operator+(const Dual& a, const Dual& b) {
    return lanes(
        T(a.value + b.value), [](const auto& d, const auto& e) { return d + e; }, a, b);
  }
  friend Dual operator-(const Dual& a, const Dual& b) {
    return lanes(
        T(a.value - b.value), [](const auto& d, const auto& e) { return d - e; }, a, b);
  }
  [[gnu::always_inline]] friend Dual operator*(const Dual& a, const Dual& b) {
    const T y = a.value * b.value;
    return combine(y, b.value, a, a.value, b, y);
  }
  [[gnu::always_inline]] friend Dual operator/(const Dual& a, const Dual& b) {
    const T y = a.value / b.value, by_a = T(1) / b.value, by_b = -y * by_a;
    return combine(y, by_a, a, by_b, b, by_b);
  }

  template <ConstantOf<T> U> friend Dual operator+(const Dual& a, const U& b) {
    return Dual(T(a.value + static_cast<T>(b)), a.slope);
  }
  template <ConstantOf<T> U> friend Dual operator-(const Dual& a, const U& b) {
    return Dual(T(a.value - static_cast<T>(b)), a.slope);
  }
  template <ConstantOf<T> U> [[gnu::always_inline]] friend Dual operator*(const Dual& a, const U& b) {
    const T s = static_cast<T>(b);
    return scale(T(a.value * s), s, a);
  }
  template <ConstantOf<T> U> [[gnu::always_inline]] friend Dual operator/(const Dual& a, const U& b) {
    const T divisor = static_cast<T>(b);
    return scale(T(a.value / divisor), T(T(1) / divisor), a);
  }
  template <ConstantOf<T> U> friend Dual operator+(const U& a, const Dual& b) { return b + a; }
  template <ConstantOf<T> U> friend Dual operator-(const U& a, const Dual& b) {
    return lanes(T(static_cast<T>(a) - b.value), negative, b);
  }
  template <ConstantOf<T> U> friend Dual operator*(const U& a, const Dual& b) { return b * a; }
  template <ConstantOf<T> U> [[gnu::always_inline]] friend Dual operator/(const U& a, const Dual& b) {
    const T y = static_cast<T>(a) / b.value;
    return scale(y, T(-y / b.value), b);
  }

  template <std::convertible_to<Dual> U> Dual& operator+=(const U& b) { return *this = *this + b; }
  template <std::convertible_to<Dual> U> Dual& operator-=(const U& b) { return *this = *this - b; }
  template <std::convertible_to<Dual> U> Dual& operator*=(const U& b) { return *this = *this * b; }
  template <std::convertible_to<Dual> U> Dual& operator/=(const U& b) { return *this = *this / b; }

  friend bool operator==(const Dual& a, const Dual& b) { return a.value == b.value; }
  friend bool operator!=(const Dual& a, const Dual& b) { return a.value != b.value; }
  friend bool operator<(const Dual& a, const Dual& b) { return a.value < b.value; }
  friend bool operator<=(const Dual& a, const Dual& b) { return a.value <= b.value; }
  friend bool operator>(const Dual& a, const Dual& b) { return a.value > b.value; }
  friend bool operator>=(const Dual& a, const Dual& b) { return a.value >= b.value; }

  friend bool identical(const Dual& a, const Dual& b) {
    bool same = is_identical(a.value, b.value);
    for (std::size_t i = 0; i < N; ++i) same = same && is_identical(a.slope[i], b.slope[i]);
    return same;
  }
  // d·s, with d a derivative: each part of d that is 0 absorbs what multiplies it, and so does each of s.
  friend Dual absorb(const Dual& d, const Dual& s) {
    Dual out(absorbing_product(d.value, s.value), Unset());
    const bool flat = is_zero(d.value);
    for (std::size_t i = 0; i < N; ++i) {
      out.slope[i] = absorbing_product(d.slope[i], s.value);
      if (!flat) out.slope[i] += absorbing_product(s.slope[i], d.value);
    }
    return out;
  }

 private:
  friend struct Lift<Dual>;
  struct Unset {};
  Dual(const T& y, Unset) : value(y) {}

  static constexpr auto negative = [](const auto& d) { return -d; };

  // The value y, its derivatives a formula in those of x….
  template <class Formula, class... X> static Dual lanes(const T& y, const Formula& formula, const X&... x) {
    Dual out(y, Unset());
    detail::set_lanes(out.slope, formula, x.slope...);
    return out;
  }
  [[gnu::always_inline]] static Dual scale(const T& y, const T& s, const Dual& x) {
    Dual out(y, Unset());
    detail::set_scaled(out.slope, s, x.slope);
    return out;
  }
  // `w` is finite only if s and t are.
  [[gnu::always_inline]] static Dual combine(const T& y, const T& s, const Dual& a, const T& t, const Dual& b,
                                             const T& w) {
    Dual out(y, Unset());
    detail::set_combined(out.slope, s, a.slope, t, b.slope, w);
    return out;
  }
};

/// The number under all derivatives of x.
template <class T> const T& value_of(const T& x) { return x; }
template <class T, std::size_t N> const auto& value_of(const Dual<T, N>& x) { return value_of(x.value); }

/// The dual with N directions in which to derive f at arguments of the types X…: deeper than every dual that f
/// brings in from outside, which f's result for plain arguments shows. In x·D[y ↦ x·y](1), with x a
/// Dual<double>, the inner derivative is taken in Dual<Dual<double>>, where x is a constant; so perturbations
/// cannot be confused.
template <std::size_t N, class F, class... X> using dual_for =
    Dual<common_scalar<double, X..., std::invoke_result_t<const F&, const X&...>>, N>;

// The chain rule: F at the values; its partial derivatives times the derivatives of those arguments that have
// some. What F ignores, by a partial derivative that is 0, cannot spoil the result.
template <class T, std::size_t N> struct Lift<Dual<T, N>> {
  using D = Dual<T, N>;
  static constexpr bool takes_mixtures = true;

  template <class F, class... Args> static D apply(const Args&... args) {
    if constexpr (sizeof...(Args) == 0) return D(constant<F, T>());
    else {
      const auto [y, slope] = linearize<F, Wanted<Args...>>(inner(args)...);
      return chain(y, slope, std::index_sequence_for<Args...>(), args...);
    }
  }

 private:
  template <class... Args> using Wanted = std::integer_sequence<bool, std::is_same_v<Args, D>...>;
  static const T& inner(const D& x) { return x.value; }
  template <class U> static T inner(const U& constant) { return static_cast<T>(constant); }

  [[gnu::always_inline]] static D chain(const T& y, const std::array<T, 1>& slope, std::index_sequence<0>,
                                        const D& x) {
    if (std::is_floating_point_v<T> && detail::is_ordinary(slope[0])) [[likely]]
      return D::lanes(
          y, [&](const auto& d) { return slope[0] * d; }, x);
    return is_zero(slope[0]) ? D(y) : D::scale(y, slope[0], x);
  }
  template <std::size_t... i, class... Args> static D chain(const T& y,
                                                            const std::array<T, sizeof...(Args)>& slope,
                                                            std::index_sequence<i...>, const Args&... args) {
    D out(y);
    (add(out, slope[i], args), ...);
    return out;
  }
  static void add(D& out, const T& s, const D& x) {
    if (!is_zero(s)) out = out + D::scale(T(0), s, x);
  }
  template <class U> static void add(D&, const T&, const U&) {}
};

}  // namespace slope
