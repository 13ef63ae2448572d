// SPDX-License-Identifier: MIT
// What a rule is. A rule is a struct that states everything about one elementary function, once:
//
//   struct Sigmoid {
//     static constexpr std::string_view name = "sigmoid";
//     template <Real R> static R value(const R& x);                         // numbers only, so it may branch
//     template <class T> static T slope(const T& x, const T& y);            // any scalar; y = value(x)
//   };
//   template <Scalar T> inline auto sigmoid(const T& x) { return lift<Sigmoid>(x); }
//
// With several arguments, value(a, b, …) and slope(a, b, …, y), which returns std::array<T, n>. With any
// number of arguments, value(std::span<const R>) and slope(std::span<const T>, y, i), the i-th partial
// derivative. Every evaluator follows from these two. Optional members, each found if it is there:
//
//   value_and_slope   template <Real R> static std::pair<R, R>: both for a number, where they share work
//   slope_by  template <std::size_t i, class T> static T: one partial derivative, where the others cost much
//   slopes    with any number of arguments, slopes(x, y, std::span<R> out): all partial derivatives of a number
//   domain    Domain, or std::array<Domain, n>
//   trend     Trend
//   symmetry  Symmetry
//   enclose   template <class T> static T: the value as a formula of other functions, by which intervals enclose it
//   valley    std::array<double, 3>{a, b, y}: falling up to a, rising from b, and at least y between
//   kinks     std::array<double, k>: arguments at which the slope jumps (`kinks_every` for a period)
//   exact     std::optional<Rational>(const Rational&…): values that are rational
//   latex     "\\sigma", where "#1" stands for an argument
//   unicode   "σ"
//   formula   the derivative as documentation shows it, if the printed slope is not meant
//   ulps      the worst error of `value` in the built-in types
//   cancels   true if `ulps` counts units of the largest argument where that is larger than the value
//   associative      true if f(a, b, c) stands for f(f(a, b), c)
//   cpp, c, python   what the function is called there: a name, or a template with "#1", "#2"
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "slope/core/domain.hpp"
#include "slope/core/rational.hpp"
#include "slope/core/real.hpp"

namespace slope {

/// Applies the rule F in the evaluator of the argument's type: numbers compute, every other scalar does what
/// its `Lift` says.
template <class F, class... Args> [[gnu::always_inline]] inline auto lift(const Args&... args) {
  using T = common_scalar<Args...>;
  if constexpr (requires { Lift<T>::takes_mixtures; }) return Lift<T>::template apply<F>(args...);
  else if constexpr (!Real<T>) return Lift<T>::template apply<F>(static_cast<T>(args)...);
  else if constexpr (requires { F::value(static_cast<T>(args)...); })
    return F::value(static_cast<T>(args)...);
  else {
    const std::array<T, sizeof...(Args)> list{static_cast<T>(args)...};
    return F::value(std::span<const T>(list));
  }
}

/// The rule F without arguments, in the evaluator of T.
template <class F, class T> T constant() {
  if constexpr (Real<T>) return F::template value<T>();
  else return Lift<T>::template apply<F>();
}

/// True if at least one argument is a scalar and the others convert to it.
template <class... Args>
concept Scalars = Scalar<common_scalar<Args...>> &&(std::convertible_to<Args, common_scalar<Args...>>&&...);

/// A constant of a rule given by its decimal digits, which define it; `literal` is the same for built-in
/// numbers.
template <class T> T decimal(const char* digits, long double literal) {
  if constexpr (std::is_floating_point_v<T>) return static_cast<T>(literal);
  else if constexpr (Real<T>) return T(digits);
  else if constexpr (std::constructible_from<T, Rational>) return T(Rational::from_decimal(digits));
  else if constexpr (requires { typename T::value_type; })
    return T(decimal<typename T::value_type>(digits, literal));
  else return T(static_cast<double>(literal));
}

/// What `exact` returns for a rule that is rational at a few points only.
inline std::optional<Rational> known(const Rational& x,
                                     std::initializer_list<std::pair<Rational, Rational>> values) {
  for (const auto& [at, y] : values)
    if (x == at) return y;
  return std::nullopt;
}

/// a·b, where 0 times anything is 0: x^0 is flat at 0, and a derivative that is 0 stays 0 whatever multiplies it.
/// A scalar that is made of numbers (a dual) says with `absorb` what that means for it.
template <class T> T absorbing_product(const T& a, const T& b) {
  if constexpr (Real<T>) return a == 0 ? T(a) : T(a * b);
  else if constexpr (requires { absorb(a, b); }) return absorb(a, b);
  else return a * b;
}

/// n/(a·b), by numbers without the product, which may overflow.
template <class T> T over_product(const T& n, const T& a, const T& b) {
  if constexpr (is_numeric<T>) return n / b / a;
  else return n / (a * b);
}

/// Equality in all parts: of duals and series, whose `==` compares values, in their derivatives too.
template <class T> bool is_identical(const T& a, const T& b) {
  if constexpr (requires { identical(a, b); }) return identical(a, b);
  else return a == b;
}
template <class T> bool is_zero(const T& a) { return is_identical(a, T(0)); }

namespace detail {
// The bits of a number but for its sign, in the order of |a|; those that are not numbers come last.
template <class T> [[gnu::always_inline]] constexpr auto size_bits(const T& a) {
  using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
  return static_cast<Bits>(std::bit_cast<Bits>(a) * 2);
}
template <class T> inline constexpr auto infinity_bits = size_bits(std::numeric_limits<T>::infinity());

// False if a is 0, infinite or not a number, by one comparison. A dual goes by its value; what cannot be seen at a glance
// may be any of them.
template <class T> [[gnu::always_inline]] inline bool is_ordinary(const T& a) {
  if constexpr (std::same_as<T, float> || std::same_as<T, double>)
    return size_bits(a) - 1 < infinity_bits<T> - 1;
  else if constexpr (requires { a.value, a.slope; }) return is_ordinary(a.value);
  else return false;
}
}  // namespace detail

/// A value and its partial derivatives by the n arguments.
template <class T, std::size_t n> struct Linear {
  T value;
  std::array<T, n> slope;
};

namespace detail {
template <bool... wanted> using Bools = std::integer_sequence<bool, wanted...>;
template <class> inline constexpr bool always = true;
template <class... T> using All = Bools<always<T>...>;

template <class F, class T, bool... wanted, std::size_t... i, class... Args>
std::array<T, sizeof...(i)> slopes_wanted(Bools<wanted...>, std::index_sequence<i...>, const Args&... args) {
  const auto by = [&]<std::size_t k, bool is_wanted>() {
    if constexpr (is_wanted) return F::template slope_by<k>(args...);
    else return T(0);
  };
  return {by.template operator()<i, wanted>()...};
}
}  // namespace detail

/// The rule F at a point: what the numeric evaluators (duals, tapes) need of it. `Wanted` is a bool for each
/// argument; a slope that is not wanted may be 0.
template <class F, class Wanted = void, class T, std::same_as<T>... Rest>
Linear<T, 1 + sizeof...(Rest)> linearize(const T& x, const Rest&... rest) {
  constexpr std::size_t n = 1 + sizeof...(Rest);
  if constexpr (requires { F::value_and_slope(x, rest...); }) {
    const auto [y, slope] = F::value_and_slope(x, rest...);
    return {y, {slope}};
  } else {
    const T y = lift<F>(x, rest...);
    if constexpr (requires { F::template slope_by<0>(x, rest..., y); }) {
      using W = std::conditional_t<std::is_void_v<Wanted>, detail::All<T, Rest...>, Wanted>;
      return {y, detail::slopes_wanted<F, T>(W(), std::make_index_sequence<n>(), x, rest..., y)};
    } else if constexpr (!requires { F::slope(x, rest..., y); }) {
      const std::array<T, n> list{x, rest...};
      Linear<T, n> out{y, {}};
      const std::span<const T> args(list);
      if constexpr (requires { F::slopes(args, y, std::span<T>(out.slope)); })
        F::slopes(args, y, std::span<T>(out.slope));
      else
        for (std::size_t i = 0; i < n; ++i) out.slope[i] = F::slope(args, y, i);
      return out;
    } else if constexpr (n == 1) return {y, {F::slope(x, y)}};
    else return {y, F::slope(x, rest..., y)};
  }
}

/// A list of rules.
template <class... F> struct RuleList {};

}  // namespace slope
