// SPDX-License-Identifier: MIT
// A scalar that computes in double and writes down the formula of what it computes, so that generic code may branch.
#pragma once

#include <cmath>
#include <concepts>

#include "slope/calculus/eigen.hpp"
#include "slope/expr/expr.hpp"

namespace slope {

/// A number and the formula that it is the value of. Comparisons are those of the numbers, so that code takes the same
/// branches as with doubles; the formula is that of the branches taken. Constants of type double stand for their
/// shortest decimal text, as in every expression.
class Traced {
 public:
  Traced() : value_(0) {}
  template <class T>
  requires std::is_arithmetic_v<T> Traced(T x)
      : formula_(number(static_cast<double>(x))), value_(static_cast<double>(x)) {}
  Traced(Expr formula, double value) : formula_(std::move(formula)), value_(value) {}

  const Expr& formula() const { return formula_; }
  double value() const { return value_; }

  friend Traced operator+(const Traced& a) { return a; }
  friend Traced operator-(const Traced& a) { return {-a.formula_, -a.value_}; }
  friend Traced operator+(const Traced& a, const Traced& b) {
    return {a.formula_ + b.formula_, a.value_ + b.value_};
  }
  friend Traced operator-(const Traced& a, const Traced& b) {
    return {a.formula_ - b.formula_, a.value_ - b.value_};
  }
  friend Traced operator*(const Traced& a, const Traced& b) {
    return {a.formula_ * b.formula_, a.value_ * b.value_};
  }
  friend Traced operator/(const Traced& a, const Traced& b) {
    return {a.formula_ / b.formula_, a.value_ / b.value_};
  }
  Traced& operator+=(const Traced& b) { return *this = *this + b; }
  Traced& operator-=(const Traced& b) { return *this = *this - b; }
  Traced& operator*=(const Traced& b) { return *this = *this * b; }
  Traced& operator/=(const Traced& b) { return *this = *this / b; }

  friend bool operator==(const Traced& a, const Traced& b) { return a.value_ == b.value_; }
  friend bool operator!=(const Traced& a, const Traced& b) { return a.value_ != b.value_; }
  friend bool operator<(const Traced& a, const Traced& b) { return a.value_ < b.value_; }
  friend bool operator<=(const Traced& a, const Traced& b) { return a.value_ <= b.value_; }
  friend bool operator>(const Traced& a, const Traced& b) { return a.value_ > b.value_; }
  friend bool operator>=(const Traced& a, const Traced& b) { return a.value_ >= b.value_; }

 private:
  // An infinity, from which a search for the largest or smallest value starts, is a number beyond all doubles.
  static Expr number(double x);

  Expr formula_{0};
  double value_;
};

template <> struct Lift<Traced> {
  template <class F, class... Args> static Traced apply(const Args&... args) {
    if constexpr (sizeof...(Args) == 0) return {Lift<Expr>::apply<F>(), constant<F, double>()};
    else return {Lift<Expr>::apply<F>(args.formula()...), lift<F>(args.value()...)};
  }
};

}  // namespace slope

template <> inline constexpr bool slope::detail::is_inside<double, slope::Traced> = true;
template <> struct Eigen::NumTraits<slope::Traced> : slope::detail::EigenNumber<slope::Traced, double> {};
