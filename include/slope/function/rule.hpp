// SPDX-License-Identifier: MIT
// What a rule is. A rule is a struct that states everything about one elementary function, once:
//
//   struct Sigmoid {
//     static constexpr std::string_view name = "sigmoid";
//     template <Real R> static R value(const R& x);                         // numbers only, so it may branch
//     template <class T> static T slope(const T& x, const T& y);            // any scalar; y = value(x)
//   };
//   template <Scalar T> T sigmoid(const T& x) { return lift<Sigmoid>(x); }
//
// With several arguments, value(a, b, …) and slope(a, b, …, y), which returns std::array<T, n>. With any
// number of arguments, value(std::span<const R>) and slope(std::span<const T>, y, i), the i-th partial
// derivative. Every evaluator follows from these two. Optional members, each found if it is there:
//
//   domain    Domain, or std::array<Domain, n>           trend     Trend
//   symmetry  Symmetry                                    kinks     std::array<double, k>: arguments at which
//   the latex     "\\sigma"; "#1" stands for an argument                 slope jumps (`kinks_every` for a
//   period) exact     std::optional<Rational>(const Rational&)    cpp, c, python   what the function is
//   called there unicode   "σ"                                         ulps      worst error of `value` in
//   double formula   the derivative as documentation shows it, if the printed slope is not meant
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>

#include "slope/core/domain.hpp"
#include "slope/core/real.hpp"

namespace slope {

/// Applies the rule F in the evaluator of the argument's type: numbers compute, every other scalar does what
/// its `Lift` says.
template <class F, class... Args> auto lift(const Args&... args) {
  using T = common_scalar<Args...>;
  if constexpr (Real<T>) return F::value(static_cast<T>(args)...);
  else return Lift<T>::template apply<F>(static_cast<T>(args)...);
}

/// True if at least one argument is a scalar and the others convert to it.
template <class... Args>
concept Scalars = Scalar<common_scalar<Args...>> &&(std::convertible_to<Args, common_scalar<Args...>>&&...);

/// A list of rules.
template <class... F> struct RuleList {};

}  // namespace slope
