// SPDX-License-Identifier: MIT
// Rigorous intervals: bounds that are true whatever is rounded on the way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <typeindex>

#include "slope/core/error.hpp"
#include "slope/function/rule.hpp"

namespace slope {

/// True if the library was built with MPFI. If not, making an interval throws UsageError.
bool has_intervals();

/// The precision of new intervals in this thread, until the end of the scope; 64 bits if there is no scope.
/// @throws LimitError for bits outside of 2 … `max_bits`.
class IntervalPrecision {
 public:
  explicit IntervalPrecision(int bits);
  ~IntervalPrecision();
  IntervalPrecision(const IntervalPrecision&) = delete;
  IntervalPrecision& operator=(const IntervalPrecision&) = delete;
  static int bits();  ///< of this thread now
  static constexpr int max_bits = 1 << 22;

 private:
  int before_;
};

/// A closed interval of real numbers that encloses all values of a computation: f(X) contains f(x) for every x in X
/// at which f is defined. Bounds are rounded outward, in the thread's `IntervalPrecision`; they may be infinite
/// (as bounds; the numbers enclosed are real).
///
/// An interval also says whether the computation was defined: `always`; perhaps not everywhere in X (`maybe`), and then
/// the bounds are infinite; or `never`, and then there are no bounds. sqrt([−1, 4]) may be undefined and is not [0, 2];
/// 1/[0, 1] may be too, and log([−2, −1]) is never defined. A computation that never uses such a result (the branch of `where`
/// that is not taken) is not touched by it.
class Interval {
 public:
  enum class Defined : std::uint8_t { always, maybe, never };

  Interval() : Interval(0) {}
  Interval(int n);
  Interval(std::int64_t n);
  /// The double itself (0.1 is not 1/10). Infinities and NaN are `never`.
  Interval(double x);
  Interval(const Rational& x);  ///< the narrowest interval around x
  /// All numbers from a to b; an infinite end is no end. @throws UsageError if a > b or one is NaN.
  Interval(double a, double b);
  Interval(const Rational& a, const Rational& b);
  static Interval all_reals();
  static Interval undefined(Defined how);  ///< `maybe` or `never`
  Interval(const Interval& other);
  Interval(Interval&& other) noexcept;
  Interval& operator=(Interval other) noexcept;
  ~Interval();

  Defined defined() const { return defined_; }
  bool is_defined() const { return defined_ == Defined::always; }
  bool is_bounded() const;  ///< defined everywhere, with two finite bounds
  bool is_point() const;    ///< defined everywhere, with one finite number as both bounds
  bool contains(const Rational& x) const;
  bool contains_zero() const;
  /// −1 or 1 if all values are negative or positive and defined, 0 if this is not certain.
  int sign() const;
  /// True if the two have no number in common, both being defined: the values differ, for certain.
  friend bool apart(const Interval& a, const Interval& b);
  /// True if both have the same bounds and are defined alike: of two points, that they are one number.
  friend bool identical(const Interval& a, const Interval& b);

  double lower() const;        ///< a double below all values (−infinity if unbounded; NaN if `never`)
  double upper() const;        ///< a double above all values
  double width() const;        ///< a double above upper bound − lower bound
  double magnitude() const;    ///< a double above |x| for all x
  Interval lower_end() const;  ///< the lower bound, as a point. @throws UsageError unless it is finite
  Interval upper_end() const;  ///< the upper bound, as a point. @throws UsageError unless it is finite
  Interval middle() const;     ///< some number within, near the middle. @throws UsageError unless bounded
  /// The bounds with that many digits, rounded outward: "[0.333, 0.334]"; "undefined", "perhaps undefined".
  std::string text(int digits = 17) const;

  friend Interval hull(const Interval& a, const Interval& b);
  /// What two enclosures of the same values have in common. @throws UsageError if that is nothing.
  friend Interval intersection(const Interval& a, const Interval& b);

  friend Interval operator+(const Interval& a, const Interval& b);
  friend Interval operator-(const Interval& a, const Interval& b);
  friend Interval operator*(const Interval& a, const Interval& b);
  friend Interval operator/(const Interval& a, const Interval& b);
  friend Interval operator-(const Interval& a);
  friend Interval operator+(const Interval& a) { return a; }
  Interval& operator+=(const Interval& b) { return *this = *this + b; }
  Interval& operator-=(const Interval& b) { return *this = *this - b; }
  Interval& operator*=(const Interval& b) { return *this = *this * b; }
  Interval& operator/=(const Interval& b) { return *this = *this / b; }
  friend Interval square(const Interval& a);

 private:
  friend struct Bounds;  // what sees MPFI
  alignas(std::max_align_t) std::byte bounds_[64];
  Defined defined_ = Defined::always;
  bool alive_ = true;  // false once moved from
};

/// Where x lies with respect to the domain of a function: inside, outside (`never`), or it cannot be told.
/// Poles at multiples of π are left to the function.
Interval::Defined place(const Interval& x, const Domain& domain);

/// The enclosure of a built-in rule, or null for one that has none of its own.
/// @{
using Enclosure = Interval (*)(std::span<const Interval>);
Enclosure enclosure_of(std::type_index rule);
/// @}

/// A rule follows from, in this order: the library's own enclosure; the rule's members
///
///   template <class T> static T enclose(const T& x…)   the value, as a formula of other functions
///   valley    std::array<double, 3>{a, b, y}: f falls up to a, rises from b, and is ≥ y between
///
/// evaluated in intervals, at both ends of x if the rule has a trend or a valley; else nothing is known of it.
template <> struct Lift<Interval> {
  template <class F, class... Args> static Interval apply(const Args&... args) {
    if constexpr (requires { F::enclose(args...); }) return by_formula<F>(args...);
    else {
      const std::array<Interval, sizeof...(Args)> list{args...};
      return apply_list<F>(list);
    }
  }
  template <class F> static Interval apply_list(std::span<const Interval> args) {
    static const Enclosure own = enclosure_of(typeid(F));
    if (own) return own(args);
    if constexpr (requires { F::enclose(args); }) return F::enclose(args);
    else return Interval::undefined(Interval::Defined::maybe);
  }

 private:
  template <class F> static Interval by_formula(const Interval& x) {
    auto how = x.defined();
    if constexpr (requires { F::domain; }) how = place(x, F::domain);
    if (how != Interval::Defined::always) return Interval::undefined(how);
    if (x.is_point() || !x.is_bounded()) return F::enclose(x);
    if constexpr (requires { F::valley; }) {
      const Interval ends = hull(F::enclose(x.lower_end()), F::enclose(x.upper_end()));
      const auto& [fallen, rising, bottom] = F::valley;
      return x.upper() <= fallen || x.lower() >= rising ? ends : hull(ends, Interval(bottom));
    } else if constexpr (requires { F::trend; })
      return hull(F::enclose(x.lower_end()), F::enclose(x.upper_end()));
    else return F::enclose(x);
  }
  template <class F, class... Rest>
  static Interval by_formula(const Interval& x, const Interval& y, const Rest&... rest) {
    return F::enclose(x, y, rest...);
  }
};

}  // namespace slope
