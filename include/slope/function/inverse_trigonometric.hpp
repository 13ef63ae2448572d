// SPDX-License-Identifier: MIT
// Angles in radians from their sine, cosine, …, with the principal values of ISO 80000-2.
#pragma once

#include "slope/function/evaluated_form.hpp"
#include "slope/function/trigonometric.hpp"

namespace slope {

struct Asin;
struct Acos;
struct Atan;
struct Asec;
struct Acsc;
struct Acot;
struct Atan2;
template <Scalar T> inline auto asin(const T& x) { return lift<Asin>(x); }
template <Scalar T> inline auto acos(const T& x) { return lift<Acos>(x); }
template <Scalar T> inline auto atan(const T& x) { return lift<Atan>(x); }
template <Scalar T> inline auto asec(const T& x) { return lift<Asec>(x); }
template <Scalar T> inline auto acsc(const T& x) { return lift<Acsc>(x); }
template <Scalar T> inline auto acot(const T& x) { return lift<Acot>(x); }
template <class A, class B>
requires Scalars<A, B>
inline auto atan2(const A& y, const B& x) { return lift<Atan2>(y, x); }

inline constexpr Domain from_minus_one_to_one{
    .low = -1, .high = 1, .low_included = true, .high_included = true, .text = "-1 <= x <= 1"};
inline constexpr Domain at_least_one_in_size{
    .low = -1, .high = 1, .low_included = true, .high_included = true, .outside = true, .text = "|x| >= 1"};

struct Asin {
  static constexpr std::string_view name = "asin";
  static constexpr Domain domain = from_minus_one_to_one;
  static constexpr Trend trend = Trend::rising;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\arcsin";
  static constexpr std::string_view cpp = "std::asin";
  static constexpr std::string_view c = "asin";
  static constexpr std::string_view python = "np.arcsin";
  static constexpr double ulps = 1;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::asin;
    return asin(x);
  }
  template <class T> static T slope(const T& x, const T&) { return T(1) / sqrt(detail::one_minus_square(x)); }
};

struct Acos {
  static constexpr std::string_view name = "acos";
  static constexpr Domain domain = from_minus_one_to_one;
  static constexpr Trend trend = Trend::falling;
  static constexpr std::string_view latex = "\\arccos";
  static constexpr std::string_view cpp = "std::acos";
  static constexpr std::string_view c = "acos";
  static constexpr std::string_view python = "np.arccos";
  static constexpr double ulps = 1;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{1, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::acos;
    return acos(x);
  }
  template <class T> static T slope(const T& x, const T&) {
    return T(-1) / sqrt(detail::one_minus_square(x));
  }
};

struct Atan {
  static constexpr std::string_view name = "atan";
  static constexpr Trend trend = Trend::rising;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\arctan";
  static constexpr std::string_view cpp = "std::atan";
  static constexpr std::string_view c = "atan";
  static constexpr std::string_view python = "np.arctan";
  static constexpr double ulps = 1;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::atan;
    return atan(x);
  }
  template <class T> static T slope(const T& x, const T&) { return detail::over_square_plus_one(T(1), x); }
};

namespace detail {
// n/(|x|√(x² − 1))
template <class T> T over_size_and_root(const T& n, const T& x) {
  const T size = abs(x);
  if constexpr (is_numeric<T>) return over_product(n, size, root_of_square_minus_one(size));
  else return n / (size * sqrt(T(x * x - T(1))));
}
}  // namespace detail

/// acos(1/x), in [0, π], computed without rounding 1/x.
struct Asec {
  static constexpr std::string_view name = "asec";
  static constexpr Domain domain = at_least_one_in_size;
  static constexpr std::string_view latex = "\\operatorname{arcsec}";
  static constexpr double ulps = 3;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{1, 0}}); }
  template <class T> static T enclose(const T& x) { return acos(T(T(1) / x)); }
  template <Real R> static R value(const R& x) {
    using std::atan2, std::fabs, std::sqrt;
    const R a = fabs(x), opposite = sqrt(R(a - 1)) * sqrt(R(a + 1));
    return atan2(opposite, R(x < 0 ? -1 : 1));
  }
  template <class T> static T slope(const T& x, const T&) { return detail::over_size_and_root(T(1), x); }
};

/// asin(1/x), in [−π/2, π/2], computed without rounding 1/x.
struct Acsc {
  static constexpr std::string_view name = "acsc";
  static constexpr Domain domain = at_least_one_in_size;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\operatorname{arccsc}";
  static constexpr double ulps = 3;
  template <class T> static T enclose(const T& x) { return asin(T(T(1) / x)); }
  template <Real R> static R value(const R& x) {
    using std::atan2, std::fabs, std::sqrt;
    const R a = fabs(x), adjacent = sqrt(R(a - 1)) * sqrt(R(a + 1));
    return atan2(R(x < 0 ? -1 : 1), adjacent);
  }
  template <class T> static T slope(const T& x, const T&) { return detail::over_size_and_root(T(-1), x); }
};

/// In (0, π), continuous: π/2 − atan(x), which is atan(1/x) for x > 0.
struct Acot {
  static constexpr std::string_view name = "acot";
  static constexpr Trend trend = Trend::falling;
  static constexpr std::string_view latex = "\\operatorname{arccot}";
  static constexpr std::string_view cpp = "std::atan2(1.0, #1)";
  static constexpr std::string_view c = "atan2(1.0, #1)";
  static constexpr std::string_view python = "np.arctan2(1.0, #1)";
  static constexpr double ulps = 1;
  template <class T> static T enclose(const T& x) { return pi<T>() / T(2) - atan(x); }
  template <Real R> static R value(const R& x) {
    using std::atan2;
    return atan2(R(1), x);
  }
  template <class T> static T slope(const T& x, const T&) { return detail::over_square_plus_one(T(-1), x); }
};

/// The angle of the point (x, y), in [−π, π].
struct Atan2 {
  static constexpr std::string_view name = "atan2";
  static constexpr std::string_view latex = "\\operatorname{atan2}";
  static constexpr std::string_view cpp = "std::atan2";
  static constexpr std::string_view c = "atan2";
  static constexpr std::string_view python = "np.arctan2";
  static constexpr double ulps = 1;
  template <Real R> static R value(const R& y, const R& x) {
    using std::atan2;
    return atan2(y, x);
  }
  template <class T> static std::array<T, 2> slope(const T& y, const T& x, const T&) {
    if constexpr (is_numeric<T>) {
      const T r = hypot(x, y);
      return {T(x / r / r), T(-y / r / r)};
    } else {
      const T square = x * x + y * y;
      return {T(x / square), T(-y / square)};
    }
  }
};

}  // namespace slope
