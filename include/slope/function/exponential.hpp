// SPDX-License-Identifier: MIT
// Exponentials, logarithms, powers and roots.
#pragma once

#include "slope/core/rational.hpp"
#include "slope/function/rule.hpp"

namespace slope {

struct Exp;
struct Log;
struct Pow;
template <Scalar T> T exp(const T& x) { return lift<Exp>(x); }
template <Scalar T> T log(const T& x) { return lift<Log>(x); }
template <class A, class B>
requires Scalars<A, B>
auto pow(const A& a, const B& b) { return lift<Pow>(a, b); }

struct Exp {
  static constexpr std::string_view name = "exp";
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "e^{#1}";
  static std::optional<Rational> exact(const Rational& x) {
    return x.is_zero() ? std::optional<Rational>(1) : std::nullopt;
  }
  template <Real R> static R value(const R& x) {
    using std::exp;
    return exp(x);
  }
  template <class T> static T slope(const T&, const T& y) { return y; }
};

struct Log {
  static constexpr std::string_view name = "log";
  static constexpr Domain domain = positive;
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "\\ln";
  static std::optional<Rational> exact(const Rational& x) {
    return x.is_one() ? std::optional<Rational>(0) : std::nullopt;
  }
  template <Real R> static R value(const R& x) {
    using std::log;
    return log(x);
  }
  template <class T> static T slope(const T& x, const T&) { return T(1) / x; }
};

/// a^b: for integer b any a; otherwise a ≥ 0. 0^0 is 1.
struct Pow {
  static constexpr std::string_view name = "pow";
  template <Real R> static R value(const R& a, const R& b) {
    using std::pow;
    return pow(a, b);
  }
  template <class T> static std::array<T, 2> slope(const T& a, const T& b, const T& y) {
    return {b * pow(a, b - T(1)), y * log(a)};
  }
};

}  // namespace slope
