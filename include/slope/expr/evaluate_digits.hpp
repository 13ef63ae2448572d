// SPDX-License-Identifier: MIT
// The value of an expression to any number of digits.
#pragma once

#include <map>
#include <string>

#include "slope/expr/expr.hpp"

namespace slope {

/// The value of f at an exact point, correctly rounded to `digits` significant decimal digits: `0.1250`,
/// `1.234e-500`, `inf`, `-inf` or `nan`. A value reached without any rounding has no trailing zeros: `0.25`, `0`.
///
/// Computed at growing precision, twice at each, with random changes in the last places of every inexact
/// operation, until all digits are beyond their reach. So a sum that swallows a term, as (1 + x) − 1 at
/// x = 1e-1000, is noticed, and not taken for 0.
/// Beyond 10^±300000000 a value is `inf` or `0`. Gamma functions reach 2000 digits, polygamma 100.
/// @throws UsageError for a symbol without a value; LimitError for digits outside 1 … `max_digits` (100 without
/// MPFR), and if the value cannot be told from 0 or from a tie at the highest precision, 4·digits + 4000.
std::string evaluate_digits(const Expr& f, const std::map<std::string, Rational, std::less<>>& at,
                            int digits);
inline constexpr int max_digits = 10'000;

}  // namespace slope
