// SPDX-License-Identifier: MIT
// The inverse hyperbolic functions.
#pragma once

#include "slope/function/evaluated_form.hpp"
#include "slope/function/hyperbolic.hpp"

namespace slope {

struct Asinh;
struct Acosh;
struct Atanh;
struct Asech;
struct Acsch;
struct Acoth;
template <Scalar T> inline auto asinh(const T& x) { return lift<Asinh>(x); }
template <Scalar T> inline auto acosh(const T& x) { return lift<Acosh>(x); }
template <Scalar T> inline auto atanh(const T& x) { return lift<Atanh>(x); }
template <Scalar T> inline auto asech(const T& x) { return lift<Asech>(x); }
template <Scalar T> inline auto acsch(const T& x) { return lift<Acsch>(x); }
template <Scalar T> inline auto acoth(const T& x) { return lift<Acoth>(x); }

struct Asinh {
  static constexpr std::string_view name = "asinh";
  static constexpr Trend trend = Trend::rising;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\operatorname{arsinh}";
  static constexpr std::string_view cpp = "std::asinh";
  static constexpr std::string_view c = "asinh";
  static constexpr std::string_view python = "np.arcsinh";
  static constexpr double ulps = 3;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::asinh;
    return asinh(x);
  }
  template <class T> static T slope(const T& x, const T&) {
    return T(1) / detail::root_of_square_plus_one(x);
  }
};

struct Acosh {
  static constexpr std::string_view name = "acosh";
  static constexpr Domain domain{.low = 1, .low_included = true, .text = "x >= 1"};
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "\\operatorname{arcosh}";
  static constexpr std::string_view cpp = "std::acosh";
  static constexpr std::string_view c = "acosh";
  static constexpr std::string_view python = "np.arccosh";
  static constexpr double ulps = 3;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{1, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::acosh;
    return acosh(x);
  }
  template <class T> static T slope(const T& x, const T&) {
    return T(1) / detail::root_of_square_minus_one(x);
  }
};

struct Atanh {
  static constexpr std::string_view name = "atanh";
  static constexpr Domain domain{.low = -1, .high = 1, .text = "-1 < x < 1"};
  static constexpr Trend trend = Trend::rising;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\operatorname{artanh}";
  static constexpr std::string_view cpp = "std::atanh";
  static constexpr std::string_view c = "atanh";
  static constexpr std::string_view python = "np.arctanh";
  static constexpr double ulps = 3;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::atanh;
    return atanh(x);
  }
  template <class T> static T slope(const T& x, const T&) { return T(1) / detail::one_minus_square(x); }
};

/// acosh(1/x), computed without rounding 1/x.
struct Asech {
  static constexpr std::string_view name = "asech";
  static constexpr Domain domain{.low = 0, .high = 1, .high_included = true, .text = "0 < x <= 1"};
  static constexpr Trend trend = Trend::falling;
  static constexpr std::string_view latex = "\\operatorname{arsech}";
  static constexpr double ulps = 3;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{1, 0}}); }
  template <class T> static T enclose(const T& x) { return acosh(T(T(1) / x)); }
  template <Real R> static R value(const R& x) {
    using std::log, std::log1p, std::sqrt;
    const R d = R(1) - x, root = sqrt(R(d * (R(1) + x)));
    if (x < R(1) / R(2)) return log1p(root) - log(x);
    return log1p(R((d + root) / x));
  }
  template <class T> static T slope(const T& x, const T&) {
    return over_product(T(-1), x, T(sqrt(detail::one_minus_square(x))));
  }
};

/// asinh(1/x).
struct Acsch {
  static constexpr std::string_view name = "acsch";
  static constexpr Domain domain = nonzero;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\operatorname{arcsch}";
  static constexpr double ulps = 3;
  template <class T> static T enclose(const T& x) { return asinh(T(T(1) / x)); }
  template <Real R> static R value(const R& x) {
    using std::asinh, std::fabs, std::log;
    // Where 1/x overflows, asinh(1/x) is log(2/x) to the last bit.
    const R a = fabs(x);
    if (!(a < 4 * (std::numeric_limits<R>::min)())) return asinh(R(R(1) / x));
    const R size = log(R(2)) - log(a);
    return x < 0 ? R(-size) : size;
  }
  template <class T> static T slope(const T& x, const T&) {
    return over_product(T(-1), T(abs(x)), detail::root_of_square_plus_one(x));
  }
};

/// atanh(1/x), computed without rounding 1/x.
struct Acoth {
  static constexpr std::string_view name = "acoth";
  static constexpr Domain domain{.low = -1, .high = 1, .outside = true, .text = "|x| > 1"};
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\operatorname{arcoth}";
  static constexpr double ulps = 3;
  template <class T> static T enclose(const T& x) { return atanh(T(T(1) / x)); }
  template <Real R> static R value(const R& x) {
    using std::fabs, std::log1p;
    const R size = log1p(R(R(2) / (fabs(x) - R(1)))) / R(2);
    return x < 0 ? R(-size) : size;
  }
  template <class T> static T slope(const T& x, const T&) {
    if constexpr (is_numeric<T>) return T(1) / (T(1) - x) / (T(1) + x);
    else return T(1) / (T(1) - x * x);
  }
};

}  // namespace slope
