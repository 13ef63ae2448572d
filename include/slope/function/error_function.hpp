// SPDX-License-Identifier: MIT
// The error function and its complement.
#pragma once

#include "slope/function/evaluated_form.hpp"

namespace slope {

struct Erf;
struct Erfc;
template <Scalar T> inline auto erf(const T& x) { return lift<Erf>(x); }
template <Scalar T> inline auto erfc(const T& x) { return lift<Erfc>(x); }

struct Erf {
  static constexpr std::string_view name = "erf";
  static constexpr Trend trend = Trend::rising;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\operatorname{erf}";
  static constexpr std::string_view cpp = "std::erf";
  static constexpr std::string_view c = "erf";
  static constexpr double ulps = 2;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::erf;
    return erf(x);
  }
  template <class T> static T slope(const T& x, const T&) {
    return T(2) * detail::bell<1>(x) / sqrt(pi<T>());
  }
};

/// 1 − erf(x), right where it is small.
struct Erfc {
  static constexpr std::string_view name = "erfc";
  static constexpr Trend trend = Trend::falling;
  static constexpr std::string_view latex = "\\operatorname{erfc}";
  static constexpr std::string_view cpp = "std::erfc";
  static constexpr std::string_view c = "erfc";
  static constexpr double ulps = 6;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 1}}); }
  template <Real R> static R value(const R& x) {
    using std::erfc;
    return erfc(x);
  }
  template <class T> static T slope(const T& x, const T&) {
    return T(-2) * detail::bell<1>(x) / sqrt(pi<T>());
  }
};

}  // namespace slope
