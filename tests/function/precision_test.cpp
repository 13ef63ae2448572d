// SPDX-License-Identifier: MIT
// The value of every rule at 50 digits, against mpmath's.
#include <gtest/gtest.h>

#include <boost/multiprecision/mpfr.hpp>

#include <algorithm>

#include "reference.hpp"
#include "slope/expr/evaluate_any.hpp"

namespace slope::reference {
namespace {

using Fifty = boost::multiprecision::cpp_bin_float_50;

// Digits lost where the argument itself, rounded, is worth that many: cos(1e30), exp(1e5), erfc(100), ….
double conditioning(const Row& row) {
  double largest = 1;
  for (const double x : row.args)
    if (std::isfinite(x)) largest = std::max(largest, std::abs(x));
  return largest * largest;
}

const Big smallest("1e-19000");  // the table writes 0 below 1e-20000

TEST(Precision, OfFiftyDigits) {
  for (const Row& row : rows()) {
    if (!isfinite(row.value) || conditioning(row) > 1e20) continue;
    const std::vector<Fifty> args(row.args.begin(), row.args.end());
    const Big y(detail::evaluator_for<Fifty>(row.op)(args));
    const Big size = std::max<Big>({abs(row.value), row.scale(), smallest});
    EXPECT_LE(Big(abs(y - row.value)), size * 1e-44 * conditioning(row))
        << row.text() << " = " << y << "\nshould be " << row.value;
  }
}

}  // namespace
}  // namespace slope::reference
