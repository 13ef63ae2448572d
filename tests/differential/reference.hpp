// SPDX-License-Identifier: MIT
// The derivatives of an expression without any of Slope's slopes: difference quotients of its values in 400 bits.
#pragma once

#include <boost/multiprecision/mpfr.hpp>

#include "modes.hpp"

namespace slope::differential {

using Big = boost::multiprecision::number<
    boost::multiprecision::mpfr_float_backend<120, boost::multiprecision::allocate_stack>,
    boost::multiprecision::et_off>;

/// Values of an expression around a point. They rest on `F::value` of each rule in 120 digits, which other tests compare
/// with mpmath, and on nothing else: no slope, no chain rule. With the step h = 2^−100·|x|, a central quotient errs
/// by a relative h² = 2^−200 of the truth, a quotient of second order by 2^−190 (its rounding), times the
/// condition of the expression.
class Reference {
 public:
  Reference(const Program& f, const Point& at);

  /// The values of all steps.
  const std::vector<Big>& values() const { return base_; }
  std::array<Big, variables + 1> derivatives() const;
  /// What derivative i may err by since it is a difference of values, of size 1 at least: log(1 + u) hides a u below
  /// the last digit.
  double rounding(std::size_t i) const;
  /// True if a step has an infinite slope by one of its arguments, or is not defined on one side of it.
  bool has_infinite_slope() const;
  /// True if derivative i is the same to the left and to the right and for two steps: at kinks, jumps and points
  /// where it is infinite, it is not.
  bool is_settled(std::size_t i) const;

 private:
  Big value(std::size_t variable, const Big& move) const;
  Big step(std::size_t variable, int exponent) const;

  const Program& f_;
  std::array<Big, variables> at_;
  std::vector<Big> base_;
};

}  // namespace slope::differential
