// SPDX-License-Identifier: MIT
// The hyperbolic functions.
#pragma once

#include "slope/function/exponential.hpp"
#include "slope/kernel/scalar.hpp"

namespace slope {

struct Sinh;
struct Cosh;
struct Tanh;
struct Sech;
struct Csch;
struct Coth;
template <Scalar T> inline auto sinh(const T& x) { return lift<Sinh>(x); }
template <Scalar T> inline auto cosh(const T& x) { return lift<Cosh>(x); }
template <Scalar T> inline auto tanh(const T& x) { return lift<Tanh>(x); }
template <Scalar T> inline auto sech(const T& x) { return lift<Sech>(x); }
template <Scalar T> inline auto csch(const T& x) { return lift<Csch>(x); }
template <Scalar T> inline auto coth(const T& x) { return lift<Coth>(x); }

inline constexpr Domain nonzero{.poles = Poles::zero, .text = "x != 0"};

namespace detail {
// 1 − tanh², t = tanh(x); numbers take sech², which is right in both tails.
template <class T> T complement_of_square(const T& x, const T& t) {
  if constexpr (is_numeric<T>) {
    const T s = sech(x);
    return s * s;
  } else return T(1) - t * t;
}
}  // namespace detail

struct Sinh {
  static constexpr std::string_view name = "sinh";
  static constexpr Trend trend = Trend::rising;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\sinh";
  static constexpr std::string_view cpp = "std::sinh";
  static constexpr std::string_view c = "sinh";
  static constexpr std::string_view python = "np.sinh";
  static constexpr double ulps = 3;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::sinh;
    return sinh(x);
  }
  template <class T> static T slope(const T& x, const T&) { return cosh(x); }
};

struct Cosh {
  static constexpr std::string_view name = "cosh";
  static constexpr Symmetry symmetry = Symmetry::even;
  static constexpr std::string_view latex = "\\cosh";
  static constexpr std::string_view cpp = "std::cosh";
  static constexpr std::string_view c = "cosh";
  static constexpr std::string_view python = "np.cosh";
  static constexpr double ulps = 2;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 1}}); }
  template <Real R> static R value(const R& x) {
    using std::cosh;
    return cosh(x);
  }
  template <class T> static T slope(const T& x, const T&) { return sinh(x); }
};

struct Tanh {
  static constexpr std::string_view name = "tanh";
  static constexpr Trend trend = Trend::rising;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\tanh";
  static constexpr std::string_view cpp = "std::tanh";
  static constexpr std::string_view c = "tanh";
  static constexpr std::string_view python = "np.tanh";
  static constexpr double ulps = 3;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::tanh;
    if constexpr (kernel::Native<R>) return kernel::tanh(x);
    return tanh(x);
  }
  template <Real R> static std::pair<R, R> value_and_slope(const R& x) {
    using std::exp, std::fabs, std::tanh;
    const R size = fabs(x);
    if (!(2 * size > 1)) {
      const R y = tanh(x);
      return {y, R((R(1) - y) * (R(1) + y))};
    }
    const R e = exp(R(-2 * size)), inverse = R(1) / (R(1) + e), y = (R(1) - e) * inverse;
    return {x < 0 ? R(-y) : y, R(R(4) * e * inverse * inverse)};
  }
  template <class T> static T slope(const T& x, const T& y) { return detail::complement_of_square(x, y); }
};

/// 1/cosh(x), down to the smallest denormal.
struct Sech {
  static constexpr std::string_view name = "sech";
  static constexpr Symmetry symmetry = Symmetry::even;
  static constexpr std::string_view latex = "\\operatorname{sech}";
  static constexpr double ulps = 3;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 1}}); }
  template <Real R> static R value(const R& x) {
    using std::exp, std::fabs;
    const R e = exp(R(-fabs(x)));
    return R(2) * e / (R(1) + e * e);
  }
  template <class T> static T slope(const T& x, const T& y) { return -(y * tanh(x)); }
};

/// 1/sinh(x), down to the smallest denormal.
struct Csch {
  static constexpr std::string_view name = "csch";
  static constexpr Domain domain = nonzero;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\operatorname{csch}";
  static constexpr double ulps = 3;
  template <Real R> static R value(const R& x) {
    using std::exp, std::fabs, std::sinh;
    if (!(fabs(x) > 1)) return R(1) / sinh(x);
    const R e = exp(R(-fabs(x))), size = R(2) * e / (R(1) - e * e);
    return x < 0 ? R(-size) : size;
  }
  template <class T> static T slope(const T& x, const T& y) { return -(y * coth(x)); }
};

struct Coth {
  static constexpr std::string_view name = "coth";
  static constexpr Domain domain = nonzero;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\coth";
  static constexpr double ulps = 3;
  template <Real R> static R value(const R& x) {
    using std::tanh;
    return R(1) / tanh(x);
  }
  // Not 1 − coth², which cancels.
  template <class T> static T slope(const T& x, const T&) {
    const T s = csch(x);
    return -(s * s);
  }
};

}  // namespace slope
