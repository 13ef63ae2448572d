// SPDX-License-Identifier: MIT
// Functions with corners and jumps. At each the slope is the subgradient of least norm; of tied arguments of
// max and min the first has slope 1. Where the value is a NaN, the slope is that of the argument it comes from.
#pragma once

#include "slope/function/comparison.hpp"

namespace slope {

struct Abs;
struct Sign;
struct Floor;
struct Ceil;
struct Max;
struct Min;
struct Clamp;
template <Scalar T> inline auto abs(const T& x) { return lift<Abs>(x); }
template <Scalar T> inline auto sign(const T& x) { return lift<Sign>(x); }
template <Scalar T> inline auto floor(const T& x) { return lift<Floor>(x); }
template <Scalar T> inline auto ceil(const T& x) { return lift<Ceil>(x); }
template <class A, class B>
requires Scalars<A, B>
inline auto max(const A& a, const B& b) { return lift<Max>(a, b); }
template <class A, class B>
requires Scalars<A, B>
inline auto min(const A& a, const B& b) { return lift<Min>(a, b); }
template <class A, class B, class C, class... Rest>
requires Scalars<A, B, C, Rest...>
inline auto max(const A& a, const B& b, const C& c, const Rest&... rest) {
  return max(max(a, b), c, rest...);
}
template <class A, class B, class C, class... Rest>
requires Scalars<A, B, C, Rest...>
inline auto min(const A& a, const B& b, const C& c, const Rest&... rest) {
  return min(min(a, b), c, rest...);
}
template <class X, class A, class B>
requires Scalars<X, A, B>
inline auto clamp(const X& x, const A& low, const B& high) { return lift<Clamp>(x, low, high); }

struct Abs {
  static constexpr std::string_view name = "abs";
  static constexpr Symmetry symmetry = Symmetry::even;
  static constexpr std::array kinks{0.0};
  static constexpr std::string_view latex = "\\left|#1\\right|";
  static constexpr std::string_view cpp = "std::abs";
  static constexpr std::string_view c = "fabs";
  static constexpr std::string_view python = "np.abs";
  static constexpr double ulps = 0;
  static std::optional<Rational> exact(const Rational& x) { return x.abs(); }
  template <Real R> static R value(const R& x) {
    using std::fabs;
    return fabs(x);
  }
  template <class T> static T slope(const T& x, const T&) { return sign(x); }
};

/// −1, 0 or 1.
struct Sign {
  static constexpr std::string_view name = "sign";
  static constexpr Trend trend = Trend::rising;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::array kinks{0.0};
  static constexpr std::string_view latex = "\\operatorname{sgn}";
  static constexpr std::string_view python = "np.sign";
  static constexpr double ulps = 0;
  static std::optional<Rational> exact(const Rational& x) { return Rational(x.sign()); }
  template <Real R> static R value(const R& x) { return x > 0 ? R(1) : x < 0 ? R(-1) : x; }
  template <class T> static T slope(const T&, const T&) { return T(0); }
};

struct Floor {
  static constexpr std::string_view name = "floor";
  static constexpr Trend trend = Trend::rising;
  static constexpr std::array kinks{0.0};
  static constexpr double kinks_every = 1;
  static constexpr std::string_view latex = "\\left\\lfloor #1\\right\\rfloor";
  static constexpr std::string_view cpp = "std::floor";
  static constexpr std::string_view c = "floor";
  static constexpr std::string_view python = "np.floor";
  static constexpr double ulps = 0;
  static std::optional<Rational> exact(const Rational& x) { return x.floor(); }
  template <Real R> static R value(const R& x) {
    using std::floor;
    return floor(x);
  }
  template <class T> static T slope(const T&, const T&) { return T(0); }
};

struct Ceil {
  static constexpr std::string_view name = "ceil";
  static constexpr Trend trend = Trend::rising;
  static constexpr std::array kinks{0.0};
  static constexpr double kinks_every = 1;
  static constexpr std::string_view latex = "\\left\\lceil #1\\right\\rceil";
  static constexpr std::string_view cpp = "std::ceil";
  static constexpr std::string_view c = "ceil";
  static constexpr std::string_view python = "np.ceil";
  static constexpr double ulps = 0;
  static std::optional<Rational> exact(const Rational& x) { return -(-x).floor(); }
  template <Real R> static R value(const R& x) {
    using std::ceil;
    return ceil(x);
  }
  template <class T> static T slope(const T&, const T&) { return T(0); }
};

namespace detail {
// Whether the value of max or min is a: `ordered`, but for a NaN, which compares with nothing.
template <class T> T is_first(const T& a, const T& ordered) {
  if constexpr (is_numeric<T>)
    if (a != a) return T(1);
  return ordered;
}
}  // namespace detail

struct Max {
  static constexpr std::string_view name = "max";
  static constexpr bool associative = true;
  static constexpr std::string_view latex = "\\max";
  static constexpr std::string_view python = "np.maximum";
  static constexpr double ulps = 0;
  static std::optional<Rational> exact(const Rational& a, const Rational& b) { return a < b ? b : a; }
  template <Real R> static R value(const R& a, const R& b) { return a >= b || a != a ? a : b; }
  template <class T> static std::array<T, 2> slope(const T& a, const T& b, const T&) {
    const T first = detail::is_first(a, T(greater_equal(a, b)));
    return {where(first, T(1), T(0)), where(first, T(0), T(1))};
  }
};

struct Min {
  static constexpr std::string_view name = "min";
  static constexpr bool associative = true;
  static constexpr std::string_view latex = "\\min";
  static constexpr std::string_view python = "np.minimum";
  static constexpr double ulps = 0;
  static std::optional<Rational> exact(const Rational& a, const Rational& b) { return b < a ? b : a; }
  template <Real R> static R value(const R& a, const R& b) { return a <= b || a != a ? a : b; }
  template <class T> static std::array<T, 2> slope(const T& a, const T& b, const T&) {
    const T first = detail::is_first(a, T(less_equal(a, b)));
    return {where(first, T(1), T(0)), where(first, T(0), T(1))};
  }
};

/// min(max(x, low), high). At an end the slope belongs to that end, and that by x is 0.
struct Clamp {
  static constexpr std::string_view name = "clamp";
  static constexpr std::string_view latex = "\\operatorname{clamp}";
  static constexpr std::string_view python = "np.clip";
  static constexpr double ulps = 0;
  static std::optional<Rational> exact(const Rational& x, const Rational& low, const Rational& high) {
    const Rational above = x < low ? low : x;
    return high < above ? high : above;
  }
  template <Real R> static R value(const R& x, const R& low, const R& high) {
    return Min::value(Max::value(x, low), high);
  }
  template <class T> static std::array<T, 3> slope(const T& x, const T& low, const T& high, const T&) {
    if constexpr (is_numeric<T>) {
      if (low != low && !(x != x)) return {T(0), T(1), T(0)};
      if (high != high && !(x != x)) return {T(0), T(0), T(1)};
    }
    const T above = greater_equal(max(x, low), high), below = less_equal(x, low);
    return {where(above, T(0), where(below, T(0), T(1))), where(above, T(0), where(below, T(1), T(0))),
            where(above, T(1), T(0))};
  }
};

}  // namespace slope
