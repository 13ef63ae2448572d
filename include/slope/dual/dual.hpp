// SPDX-License-Identifier: MIT
// Forward differentiation: a number that carries its derivatives in N directions.
#pragma once

#include <type_traits>

#include "slope/dual/lanes.hpp"
#include "slope/function/exponential.hpp"

namespace slope {

/// What a Dual over T takes for a constant: T itself, and whatever converts to it.
template <class U, class T>
concept ConstantOf = std::convertible_to<const U&, T> ||
    (std::is_arithmetic_v<U>&& std::constructible_from<T, U>);

/// A value and its derivatives in N directions: x + x'₁ε₁ + … + x'ₙεₙ with εᵢεⱼ = 0. Every function of the
/// catalog and every user's rule works on it. T is float, double, long double, a Boost.Multiprecision type,
/// or a Dual again: Dual<Dual<double>> carries second derivatives.
///
/// Comparisons compare values. A zero derivative stays zero through an infinite slope, so that sqrt(0·x) has
/// derivative 0. Duals over different T mix if one nests in the other, the shallower is then a constant to the
/// deeper; duals of different N do not mix.
template <class T, std::size_t N> struct Dual {
  T value;
  std::array<T, N> slope;

  constexpr Dual() : value(), slope() {}
  /// A constant.
  template <ConstantOf<T> U> constexpr Dual(const U& constant) : value(static_cast<T>(constant)), slope() {}
  constexpr Dual(const T& y, const std::array<T, N>& d) : value(y), slope(d) {}
  /// The variable that moves in one of the N directions. REQUIRES direction < N.
  static constexpr Dual variable(const T& at, std::size_t direction = 0) {
    Dual x(at);
    x.slope[direction] = T(1);
    return x;
  }

  friend Dual operator+(const Dual& a) { return a; }
  friend Dual operator-(const Dual& a) {
    return map(T(-a.value), [&](std::size_t i) { return T(-a.slope[i]); });
  }

  friend Dual operator+(const Dual& a, const Dual& b) {
    return map(T(a.value + b.value), [&](std::size_t i) { return T(a.slope[i] + b.slope[i]); });
  }
  friend Dual operator-(const Dual& a, const Dual& b) {
    return map(T(a.value - b.value), [&](std::size_t i) { return T(a.slope[i] - b.slope[i]); });
  }
  friend Dual operator*(const Dual& a, const Dual& b) {
    return combine(T(a.value * b.value), b.value, a.slope, a.value, b.slope);
  }
  friend Dual operator/(const Dual& a, const Dual& b) {
    const T y = a.value / b.value, by_a = T(1) / b.value;
    return combine(y, by_a, a.slope, T(-y * by_a), b.slope);
  }

  template <ConstantOf<T> U> friend Dual operator+(const Dual& a, const U& b) {
    return Dual(T(a.value + static_cast<T>(b)), a.slope);
  }
  template <ConstantOf<T> U> friend Dual operator-(const Dual& a, const U& b) {
    return Dual(T(a.value - static_cast<T>(b)), a.slope);
  }
  template <ConstantOf<T> U> friend Dual operator*(const Dual& a, const U& b) {
    const T c = static_cast<T>(b);
    return scale(T(a.value * c), c, a.slope);
  }
  template <ConstantOf<T> U> friend Dual operator/(const Dual& a, const U& b) {
    const T c = static_cast<T>(b);
    return scale(T(a.value / c), T(T(1) / c), a.slope);
  }
  template <ConstantOf<T> U> friend Dual operator+(const U& a, const Dual& b) { return b + a; }
  template <ConstantOf<T> U> friend Dual operator-(const U& a, const Dual& b) {
    return map(T(static_cast<T>(a) - b.value), [&](std::size_t i) { return T(-b.slope[i]); });
  }
  template <ConstantOf<T> U> friend Dual operator*(const U& a, const Dual& b) { return b * a; }
  template <ConstantOf<T> U> friend Dual operator/(const U& a, const Dual& b) {
    const T y = static_cast<T>(a) / b.value;
    return scale(y, T(-y / b.value), b.slope);
  }

  template <class U> Dual& operator+=(const U& b) { return *this = *this + b; }
  template <class U> Dual& operator-=(const U& b) { return *this = *this - b; }
  template <class U> Dual& operator*=(const U& b) { return *this = *this * b; }
  template <class U> Dual& operator/=(const U& b) { return *this = *this / b; }

  friend bool operator==(const Dual& a, const Dual& b) { return a.value == b.value; }
  friend bool operator!=(const Dual& a, const Dual& b) { return a.value != b.value; }
  friend bool operator<(const Dual& a, const Dual& b) { return a.value < b.value; }
  friend bool operator<=(const Dual& a, const Dual& b) { return a.value <= b.value; }
  friend bool operator>(const Dual& a, const Dual& b) { return a.value > b.value; }
  friend bool operator>=(const Dual& a, const Dual& b) { return a.value >= b.value; }

  // p·s with every zero part of p, a derivative, absorbing what multiplies it.
  friend Dual absorb(const Dual& p, const Dual& s) {
    return map(absorbing_product(p.value, s.value), [&](std::size_t i) {
      const T second = detail::is_zero(p.value) ? T(0) : absorbing_product(s.slope[i], p.value);
      return T(absorbing_product(p.slope[i], s.value) + second);
    });
  }

  /// The value y with the derivatives s·d.
  static Dual scale(const T& y, const T& s, const std::array<T, N>& d) {
    Dual out(y, Unset());
    detail::set_scaled(out.slope, s, d);
    return out;
  }
  /// The value y with the derivatives s·d + t·e.
  static Dual combine(const T& y, const T& s, const std::array<T, N>& d, const T& t,
                      const std::array<T, N>& e) {
    Dual out(y, Unset());
    detail::set_combined(out.slope, s, d, t, e);
    return out;
  }

 private:
  struct Unset {};
  constexpr Dual(const T& y, Unset) : value(y) {}
  template <class Slope> static Dual map(const T& y, const Slope& slope_in) {
    Dual out(y, Unset());
    for (std::size_t i = 0; i < N; ++i) out.slope[i] = slope_in(i);
    return out;
  }
};

/// The number under all derivatives of x.
template <class T> const T& value_of(const T& x) { return x; }
template <class T, std::size_t N> const auto& value_of(const Dual<T, N>& x) { return value_of(x.value); }

/// The dual with N directions in which to derive f at arguments of the types X…: deeper than every dual that f
/// brings in from outside, which f's result for plain arguments shows. In x·D[y ↦ x·y](1), with x a Dual<double>,
/// the inner derivative is taken in Dual<Dual<double>>, where x is a constant; so perturbations cannot be confused.
template <std::size_t N, class F, class... X> using dual_for =
    Dual<common_scalar<double, X..., std::invoke_result_t<const F&, const X&...>>, N>;

// The chain rule: F at the values, its partial derivatives times the derivatives of the arguments that have some.
template <class T, std::size_t N> struct Lift<Dual<T, N>> {
  static constexpr bool takes_mixtures = true;

  template <class F, class... Args> static Dual<T, N> apply(const Args&... args) {
    if constexpr (sizeof...(Args) == 0) return Dual<T, N>(constant<F, T>());
    else {
      const auto [y, slope] = linearize<F>(inner(args)...);
      return chain(y, slope, std::index_sequence_for<Args...>(), args...);
    }
  }

 private:
  static const T& inner(const Dual<T, N>& x) { return x.value; }
  template <class U> static T inner(const U& constant) { return static_cast<T>(constant); }

  template <std::size_t... i, class... Args>
  static Dual<T, N> chain(const T& y, const std::array<T, sizeof...(Args)>& slope, std::index_sequence<i...>,
                          const Args&... args) {
    Dual<T, N> out(y);
    (add(out, slope[i], args), ...);
    return out;
  }
  static void add(Dual<T, N>& out, const T& s, const Dual<T, N>& x) {
    detail::add_scaled(out.slope, s, x.slope);
  }
  template <class U> static void add(Dual<T, N>&, const T&, const U&) {}
};

}  // namespace slope
