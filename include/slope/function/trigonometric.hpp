// SPDX-License-Identifier: MIT
// The six functions of an angle in radians.
#pragma once

#include "slope/function/exponential.hpp"

namespace slope {

struct Sin;
struct Cos;
struct Tan;
struct Sec;
struct Csc;
struct Cot;
template <Scalar T> inline auto sin(const T& x) { return lift<Sin>(x); }
template <Scalar T> inline auto cos(const T& x) { return lift<Cos>(x); }
template <Scalar T> inline auto tan(const T& x) { return lift<Tan>(x); }
template <Scalar T> inline auto sec(const T& x) { return lift<Sec>(x); }
template <Scalar T> inline auto csc(const T& x) { return lift<Csc>(x); }
template <Scalar T> inline auto cot(const T& x) { return lift<Cot>(x); }

inline constexpr Domain off_multiples_of_pi{.poles = Poles::multiples_of_pi, .text = "x != k*pi"};
inline constexpr Domain off_odd_halves_of_pi{.poles = Poles::odd_multiples_of_half_pi,
                                             .text = "x != (k + 1/2)*pi"};

/// The functions of angles beyond 2^max_angle_exponent are not computed in types of many digits, as all digits before
/// the point would be needed.
inline constexpr int max_angle_exponent = 1 << 20;

namespace detail {

/// @throws LimitError
[[noreturn]] void refuse_far_angle();

// An angle that can be reduced by 2π.
template <Real R> const R& angle_in_reach(const R& x) {
  if constexpr (!std::is_floating_point_v<R>) {
    const bool finite = x - x == 0;
    if (finite && abs(x) > ldexp(R(1), max_angle_exponent)) refuse_far_angle();
  }
  return x;
}

}  // namespace detail

struct Sin {
  static constexpr std::string_view name = "sin";
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\sin";
  static constexpr std::string_view cpp = "std::sin";
  static constexpr std::string_view c = "sin";
  static constexpr std::string_view python = "np.sin";
  static constexpr double ulps = 1;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::sin;
    return sin(detail::angle_in_reach(x));
  }
  template <class T> static T slope(const T& x, const T&) { return cos(x); }
};

struct Cos {
  static constexpr std::string_view name = "cos";
  static constexpr Symmetry symmetry = Symmetry::even;
  static constexpr std::string_view latex = "\\cos";
  static constexpr std::string_view cpp = "std::cos";
  static constexpr std::string_view c = "cos";
  static constexpr std::string_view python = "np.cos";
  static constexpr double ulps = 1;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 1}}); }
  template <Real R> static R value(const R& x) {
    using std::cos;
    return cos(detail::angle_in_reach(x));
  }
  template <class T> static T slope(const T& x, const T&) { return -sin(x); }
};

struct Tan {
  static constexpr std::string_view name = "tan";
  static constexpr Domain domain = off_odd_halves_of_pi;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\tan";
  static constexpr std::string_view cpp = "std::tan";
  static constexpr std::string_view c = "tan";
  static constexpr std::string_view python = "np.tan";
  static constexpr double ulps = 2;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  template <Real R> static R value(const R& x) {
    using std::tan;
    return tan(detail::angle_in_reach(x));
  }
  template <class T> static T slope(const T&, const T& y) { return y * y + T(1); }
};

struct Sec {
  static constexpr std::string_view name = "sec";
  static constexpr Domain domain = off_odd_halves_of_pi;
  static constexpr Symmetry symmetry = Symmetry::even;
  static constexpr std::string_view latex = "\\sec";
  static constexpr double ulps = 2;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 1}}); }
  template <Real R> static R value(const R& x) {
    using std::cos;
    return R(1) / cos(detail::angle_in_reach(x));
  }
  template <class T> static T slope(const T& x, const T& y) { return y * tan(x); }
};

struct Csc {
  static constexpr std::string_view name = "csc";
  static constexpr Domain domain = off_multiples_of_pi;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\csc";
  static constexpr double ulps = 2;
  template <Real R> static R value(const R& x) {
    using std::sin;
    return R(1) / sin(detail::angle_in_reach(x));
  }
  template <class T> static T slope(const T& x, const T& y) { return -(y * cot(x)); }
};

struct Cot {
  static constexpr std::string_view name = "cot";
  static constexpr Domain domain = off_multiples_of_pi;
  static constexpr Symmetry symmetry = Symmetry::odd;
  static constexpr std::string_view latex = "\\cot";
  static constexpr double ulps = 2;
  template <Real R> static R value(const R& x) {
    using std::tan;
    return R(1) / tan(detail::angle_in_reach(x));
  }
  template <class T> static T slope(const T&, const T& y) { return -(y * y + T(1)); }
};

}  // namespace slope
