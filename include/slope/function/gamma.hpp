// SPDX-License-Identifier: MIT
// The gamma function, its logarithm and the derivatives of that.
#pragma once

#include "slope/function/rule.hpp"

namespace slope {

struct Gamma;
struct Lgamma;
struct Digamma;
struct Polygamma;
template <Scalar T> inline auto gamma(const T& x) { return lift<Gamma>(x); }
template <Scalar T> inline auto lgamma(const T& x) { return lift<Lgamma>(x); }
template <Scalar T> inline auto digamma(const T& x) { return lift<Digamma>(x); }
template <class A, class B>
requires Scalars<A, B>
auto polygamma(const A& n, const B& x) { return lift<Polygamma>(n, x); }

inline constexpr Domain off_nonpositive_integers{.poles = Poles::nonpositive_integers,
                                                 .text = "x != 0, -1, -2, ..."};

namespace detail {
/// The values, by Boost.Math. For float, double and long double they are compiled into the library; for other
/// types include "slope/function/gamma_any.hpp".
template <class R> struct GammaFamily;

template <class R> struct CompiledGammaFamily {
  static R gamma(R x);
  static R lgamma(R x);
  static R digamma(R x);
  static R polygamma(R n, R x);
};
template <> struct GammaFamily<float> : CompiledGammaFamily<float> {};
template <> struct GammaFamily<double> : CompiledGammaFamily<double> {};
template <> struct GammaFamily<long double> : CompiledGammaFamily<long double> {};
}  // namespace detail

/// Γ(x), the factorial of x − 1.
struct Gamma {
  static constexpr std::string_view name = "gamma";
  static constexpr Domain domain = off_nonpositive_integers;
  static constexpr std::string_view latex = "\\Gamma";
  static constexpr std::string_view unicode = "Γ";
  static constexpr std::string_view cpp = "std::tgamma";
  static constexpr std::string_view c = "tgamma";
  static constexpr double ulps = 8;
  static std::optional<Rational> exact(const Rational& x) {
    const auto n = x.as_int64();
    if (!n || *n < 1 || *n > 100) return std::nullopt;
    Rational product = 1;
    for (std::int64_t k = 2; k < *n; ++k) product *= k;
    return product;
  }
  template <Real R> static R value(const R& x) { return detail::GammaFamily<R>::gamma(x); }
  template <class T> static T slope(const T& x, const T& y) { return y * digamma(x); }
};

/// log |Γ(x)|.
struct Lgamma {
  static constexpr std::string_view name = "lgamma";
  static constexpr Domain domain = off_nonpositive_integers;
  static constexpr std::string_view latex = "\\ln\\Gamma";
  static constexpr std::string_view cpp = "std::lgamma";
  static constexpr std::string_view c = "lgamma";
  static constexpr double ulps = 11;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{1, 0}, {2, 0}}); }
  template <Real R> static R value(const R& x) { return detail::GammaFamily<R>::lgamma(x); }
  template <class T> static T slope(const T& x, const T&) { return digamma(x); }
};

/// ψ(x), the derivative of log Γ.
struct Digamma {
  static constexpr std::string_view name = "digamma";
  static constexpr Domain domain = off_nonpositive_integers;
  static constexpr std::string_view latex = "\\psi";
  static constexpr std::string_view unicode = "ψ";
  static constexpr double ulps = 5;
  template <Real R> static R value(const R& x) { return detail::GammaFamily<R>::digamma(x); }
  template <class T> static T slope(const T& x, const T&) { return polygamma(T(1), x); }
};

/// The n-th derivative of ψ at x, for an integer 0 ≤ n ≤ 1000; NaN for another n, in which it has no slope.
struct Polygamma {
  static constexpr std::string_view name = "polygamma";
  static constexpr std::array<Domain, 2> domain{
      Domain{
          .low = 0, .high = 1000, .low_included = true, .high_included = true, .text = "n = 0, 1, ..., 1000"},
      off_nonpositive_integers};
  static constexpr std::string_view latex = "\\psi^{(#1)}\\left(#2\\right)";
  static constexpr double ulps = 16;
  template <Real R> static R value(const R& n, const R& x) { return detail::GammaFamily<R>::polygamma(n, x); }
  template <class T> static std::array<T, 2> slope(const T& n, const T& x, const T&) {
    return {T(T(0) / T(0)), polygamma(T(n + T(1)), x)};
  }
};

}  // namespace slope
