// SPDX-License-Identifier: MIT
// A function of the user's, with the user's derivative.
#pragma once

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "slope/tape/tape.hpp"

namespace slope {
namespace detail {

/// A difference quotient, extrapolated to step 0 (Ridders, 1982), with its own estimate of the error.
struct Quotient {
  double slope, error;
};
/// `at(h)` is the function h away from the point, in one of its arguments; `size` the scale of that argument.
Quotient difference_quotient(const std::function<double(double)>& at, double size);

/// @throws UsageError if the slope that was given does not agree with the quotient
void check_slope(const std::string& name, std::size_t argument, std::span<const double> point, double given,
                 const Quotient& quotient);
[[noreturn]] void refuse_unchecked(const std::string& name);

}  // namespace detail

/// A function of n numbers whose derivatives the user gives: for an approximation, a call into another library, or a
/// derivative better than the one of the code. (A formula is better written as a rule, which all evaluators know:
/// function/rule.hpp.)
///
///   const Custom<2> power("power", [](auto x) { return std::pow(x[0], x[1]); },
///                         [](auto x, double y) { return std::array{x[1] * y / x[0], y * std::log(x[0])}; },
///                         {{{2, 3}, {0.5, -1}}});
///   Var z = power(x, y);
template <std::size_t n> class Custom {
 public:
  using Point = std::array<double, n>;

  /// `slope(x, y)` is given the point and the value there, and returns the n partial derivatives. It is compared with
  /// difference quotients of `value` at the points, which should lie where the function will be used.
  /// @throws UsageError that names the function, the argument, the point and both derivatives if one is wrong, or if
  /// `value` is finite at none of the points
  Custom(std::string name, std::function<double(const Point&)> value,
         std::function<Point(const Point&, double)> slope, const std::vector<Point>& points)
      : name_(std::move(name)), value_(std::move(value)), slope_(std::move(slope)) {
    bool checked = false;
    for (const Point& x : points) {
      const double y = value_(x);
      if (!std::isfinite(y)) continue;
      checked = true;
      const Point given = slope_(x, y);
      for (std::size_t i = 0; i < n; ++i) {
        const auto at = [&](double h) {
          Point moved = x;
          moved[i] += h;
          return value_(moved);
        };
        detail::check_slope(name_, i, x, given[i], detail::difference_quotient(at, std::fabs(x[i])));
      }
    }
    if (!checked) detail::refuse_unchecked(name_);
  }

  const std::string& name() const { return name_; }

  /// Its value. One record if an argument is on a tape.
  /// @{
  double operator()(const Point& x) const { return value_(x); }
  template <class... X>
  requires(sizeof...(X) == n && (TapeOperand<X> || ...)) Var<double>
  operator()(const X&... x) const { return record({Var<double>(x)...}); }
  template <class... X>
  requires(sizeof...(X) == n && (std::convertible_to<X, double> && ...)) double operator()(
      const X&... x) const {
    return value_({static_cast<double>(x)...});
  }
  /// @}

 private:
  Var<double> record(const std::array<Var<double>, n>& x) const {
    Point at;
    detail::Handle<double> tape;
    for (std::size_t i = 0; i < n; ++i) {
      at[i] = x[i].value();
      tape = detail::join(tape, x[i].tape());
    }
    const double y = value_(at);
    if (!tape) return y;
    const Point slope = slope_(at, y);
    std::array<detail::Pair<double>, n> pairs;
    for (std::size_t i = 0; i < n; ++i) pairs[i] = {slope[i], x[i].index()};
    return {y, detail::write_record<double>(tape, pairs), tape};
  }

  std::string name_;
  std::function<double(const Point&)> value_;
  std::function<Point(const Point&, double)> slope_;
};

}  // namespace slope
