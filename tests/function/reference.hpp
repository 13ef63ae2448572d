// SPDX-License-Identifier: MIT
// The independent reference values, and errors in units of the last place.
#pragma once

#include <algorithm>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <string>
#include <vector>

#include "slope/expr/function.hpp"

namespace slope::reference {

using Big = boost::multiprecision::cpp_bin_float_100;

/// One line of reference_values.tsv.
struct Row {
  Op op;
  std::vector<double> args;
  Big value;
  const Function& function() const { return function_of(op); }
  /// The size to which errors are relative, if it is larger than the value's: see `cancels` in rule.hpp.
  double scale() const;
  std::string text() const;  ///< "hypot(3, 4)"
};

const std::vector<Row>& rows();

/// True if the arguments are exactly representable in R.
template <class R> bool fits(const Row& row) {
  for (const double x : row.args)
    if (x == x && static_cast<double>(static_cast<R>(x)) != x) return false;
  return true;
}

/// |value − truth| in units of the last place of `truth` in R; an infinity for a truth beyond R is right, and
/// any of NaN and the infinities for one that does not exist. At least the units of `scale` are taken.
template <class R> double ulps(const R& value, const Big& truth, const Big& scale = 0) {
  using Limits = std::numeric_limits<R>;
  const double wrong = std::numeric_limits<double>::infinity();
  if (isnan(truth)) return isfinite(Big(value)) ? wrong : 0;
  const Big v(value);
  if (isnan(v)) return wrong;
  if (isinf(truth)) return v == truth ? 0 : wrong;
  const Big size = std::max<Big>(abs(truth), scale);
  const int e = size == 0 ? Limits::min_exponent : ilogb(size) + 1;
  const Big ulp = ldexp(Big(1), std::max(e, int(Limits::min_exponent)) - Limits::digits);
  if (isinf(v)) return truth * (v > 0 ? 1 : -1) > Big((Limits::max)()) - 2 * ulp ? 0 : wrong;
  return static_cast<double>(abs(v - truth) / ulp);
}

}  // namespace slope::reference
