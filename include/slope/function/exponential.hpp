// SPDX-License-Identifier: MIT
// Exponentials, logarithms, powers and roots.
#pragma once

#include "slope/function/piecewise.hpp"

namespace slope {

struct Exp;
struct Expm1;
struct Log;
struct Log1p;
struct Log2;
struct Log10;
struct Pow;
struct Sqrt;
struct Cbrt;
struct Hypot;
template <Scalar T> inline auto exp(const T& x) { return lift<Exp>(x); }
template <Scalar T> inline auto expm1(const T& x) { return lift<Expm1>(x); }
template <Scalar T> inline auto log(const T& x) { return lift<Log>(x); }
template <Scalar T> inline auto log1p(const T& x) { return lift<Log1p>(x); }
template <Scalar T> inline auto log2(const T& x) { return lift<Log2>(x); }
template <Scalar T> inline auto log10(const T& x) { return lift<Log10>(x); }
template <Scalar T> inline auto sqrt(const T& x) { return lift<Sqrt>(x); }
template <Scalar T> inline auto cbrt(const T& x) { return lift<Cbrt>(x); }
template <class A, class B>
requires Scalars<A, B>
inline auto pow(const A& a, const B& b) { return lift<Pow>(a, b); }
template <class A, class B>
requires Scalars<A, B>
inline auto hypot(const A& a, const B& b) { return lift<Hypot>(a, b); }

struct Exp {
  static constexpr std::string_view name = "exp";
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "e^{#1}";
  static constexpr std::string_view cpp = "std::exp";
  static constexpr std::string_view c = "exp";
  static constexpr std::string_view python = "np.exp";
  static constexpr double ulps = 1;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 1}}); }
  template <Real R> static R value(const R& x) {
    using std::exp;
    return exp(x);
  }
  template <class T> static T slope(const T&, const T& y) { return y; }
};

/// e^x − 1, right near 0.
struct Expm1 {
  static constexpr std::string_view name = "expm1";
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "\\operatorname{expm1}";
  static constexpr std::string_view cpp = "std::expm1";
  static constexpr std::string_view c = "expm1";
  static constexpr std::string_view python = "np.expm1";
  static constexpr double ulps = 2;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::expm1;
    return expm1(x);
  }
  template <class T> static T slope(const T& x, const T&) { return exp(x); }
};

struct Log {
  static constexpr std::string_view name = "log";
  static constexpr Domain domain = positive;
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "\\ln";
  static constexpr std::string_view cpp = "std::log";
  static constexpr std::string_view c = "log";
  static constexpr std::string_view python = "np.log";
  static constexpr double ulps = 1;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{1, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::log;
    return log(x);
  }
  template <class T> static T slope(const T& x, const T&) { return T(1) / x; }
};

/// log(1 + x), right near 0.
struct Log1p {
  static constexpr std::string_view name = "log1p";
  static constexpr Domain domain{.low = -1, .text = "x > -1"};
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "\\operatorname{log1p}";
  static constexpr std::string_view cpp = "std::log1p";
  static constexpr std::string_view c = "log1p";
  static constexpr std::string_view python = "np.log1p";
  static constexpr double ulps = 2;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::log1p;
    return log1p(x);
  }
  template <class T> static T slope(const T& x, const T&) { return T(1) / (x + T(1)); }
};

struct Log2 {
  static constexpr std::string_view name = "log2";
  static constexpr Domain domain = positive;
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "\\log_{2}";
  static constexpr std::string_view cpp = "std::log2";
  static constexpr std::string_view c = "log2";
  static constexpr std::string_view python = "np.log2";
  static constexpr double ulps = 1;
  static std::optional<Rational> exact(const Rational& x) {
    return known(x, {{1, 0}, {2, 1}, {4, 2}, {8, 3}});
  }
  template <Real R> static R value(const R& x) {
    using std::log2;
    return log2(x);
  }
  template <class T> static T slope(const T& x, const T&) { return over_product(T(1), x, T(log(T(2)))); }
};

struct Log10 {
  static constexpr std::string_view name = "log10";
  static constexpr Domain domain = positive;
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "\\log_{10}";
  static constexpr std::string_view cpp = "std::log10";
  static constexpr std::string_view c = "log10";
  static constexpr std::string_view python = "np.log10";
  static constexpr double ulps = 2;
  static std::optional<Rational> exact(const Rational& x) {
    return known(x, {{1, 0}, {10, 1}, {100, 2}, {1000, 3}});
  }
  template <Real R> static R value(const R& x) {
    using std::log10;
    return log10(x);
  }
  template <class T> static T slope(const T& x, const T&) { return over_product(T(1), x, T(log(T(10)))); }
};

/// a^b: for integer b any a; otherwise a ≥ 0. 0^0 is 1.
struct Pow {
  static constexpr std::string_view name = "pow";
  static constexpr std::string_view cpp = "std::pow";
  static constexpr std::string_view c = "pow";
  static constexpr std::string_view python = "np.power";
  static constexpr double ulps = 1;
  template <Real R> static R value(const R& a, const R& b) {
    using std::pow;
    return pow(a, b);
  }
  template <class T> static std::array<T, 2> slope(const T& a, const T& b, const T& y) {
    return {slope_by<0>(a, b, y), slope_by<1>(a, b, y)};
  }
  template <std::size_t i, class T> static T slope_by(const T& a, const T& b, const T& y) {
    if constexpr (i == 1) return absorbing_product(y, T(log(a)));
    else if constexpr (is_numeric<T>)
      return a != T(0) && y != T(0) ? by_base(a, b, y) : absorbing_product(b, T(pow(a, T(b - T(1)))));
    else return absorbing_product(b, T(pow(a, T(b - T(1)))));
  }

 private:
  // b·y/a, for a ≠ 0: b − 1, rounded, would cost log(a) ulps. By numbers, in two halves where y/a leaves the
  // normal range. The slopes of b·y/a are differences, whose digits cancel for b near 1, where b − 1 is exact.
  template <class T> static T by_base(const T& a, const T& b, const T& y) {
    if constexpr (std::is_floating_point_v<T>)
      if (!std::isnan(y) && (!std::isnormal(y) || !std::isnormal(y / a))) {
        const T half = std::pow(std::fabs(a), (b - 1) / 2);
        return b * half * ((y < 0) == (a < 0) ? half : -half);
      }
    if constexpr (is_numeric<T> && !Real<T> && std::equality_comparable<T>)
      if (const T less = b - T(1); T(less + T(1)) == b) {
        const T power = pow(a, less);  // whose slopes may be infinite where b = 0
        return power == power ? absorbing_product(b, power) : T(b * power);
      }
    return b * (y / a);
  }
};

struct Sqrt {
  static constexpr std::string_view name = "sqrt";
  static constexpr Domain domain = nonnegative;
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "\\sqrt{#1}";
  static constexpr std::string_view unicode = "√";
  static constexpr std::string_view cpp = "std::sqrt";
  static constexpr std::string_view c = "sqrt";
  static constexpr std::string_view python = "np.sqrt";
  static constexpr double ulps = 0.5;
  static std::optional<Rational> exact(const Rational& x) { return x.sign() < 0 ? std::nullopt : x.root(2); }
  template <Real R> static R value(const R& x) {
    using std::sqrt;
    return sqrt(x);
  }
  template <class T> static T slope(const T&, const T& y) { return T(1) / (T(2) * y); }
};

/// The real cube root, of negative numbers too.
struct Cbrt {
  static constexpr std::string_view name = "cbrt";
  static constexpr Trend trend = Trend::rising;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\sqrt[3]{#1}";
  static constexpr std::string_view unicode = "∛";
  static constexpr std::string_view cpp = "std::cbrt";
  static constexpr std::string_view c = "cbrt";
  static constexpr std::string_view python = "np.cbrt";
  static constexpr double ulps = 4;
  static std::optional<Rational> exact(const Rational& x) {
    const auto root = x.abs().root(3);
    return root && x.sign() < 0 ? std::optional(-*root) : root;
  }
  template <Real R> static R value(const R& x) {
    using std::cbrt;
    return cbrt(x);
  }
  template <class T> static T slope(const T&, const T& y) { return T(1) / (T(3) * (y * y)); }
};

/// √(a² + b²) without overflow. The slope at (0, 0) is 0, the subgradient of least norm.
namespace detail {
/// a/√(a² + b²), whose slopes, in products, are right where those of the quotient cancel. Not in the catalog.
struct Cosine {
  static constexpr std::string_view name = "cosine";
  static constexpr bool internal = true;
  template <Real R> static R value(const R& a, const R& b) { return a / hypot(a, b); }
  template <class T> static std::array<T, 2> slope(const T& a, const T& b, const T& y) {
    const T h = hypot(a, b), sine = lift<Cosine>(b, a);
    return {T(sine * sine / h), T(-(y * sine / h))};
  }
};
}  // namespace detail

struct Hypot {
  static constexpr std::string_view name = "hypot";
  static constexpr std::string_view latex = "\\operatorname{hypot}";
  static constexpr std::string_view cpp = "std::hypot";
  static constexpr std::string_view c = "hypot";
  static constexpr std::string_view python = "np.hypot";
  static constexpr double ulps = 1;
  template <Real R> static R value(const R& a, const R& b) {
    using std::hypot;
    return hypot(a, b);
  }
  template <class T> static std::array<T, 2> slope(const T& a, const T& b, const T& y) {
    if constexpr (is_numeric<T> && !Real<T>)
      if (y > T(0)) return {lift<detail::Cosine>(a, b), lift<detail::Cosine>(b, a)};
    const T apart = greater(y, T(0));
    return {where(apart, T(a / y), T(0)), where(apart, T(b / y), T(0))};
  }
};

}  // namespace slope
