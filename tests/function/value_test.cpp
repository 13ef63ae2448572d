// SPDX-License-Identifier: MIT
// The value of every rule of the catalog against mpmath's, in the built-in number types.
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "reference.hpp"
#include "slope/function/catalog.hpp"

namespace slope::reference {
namespace {

template <class R> class Value : public testing::Test {};
using Types = testing::Types<float, double, long double>;
TYPED_TEST_SUITE(Value, Types);

constexpr double table_ulps = 1e-20;  // the table has 45 digits

TYPED_TEST(Value, IsWithinTheStatedUlps) {
  for (const Row& row : rows()) {
    if (!fits<TypeParam>(row)) continue;
    const std::vector<TypeParam> args(row.args.begin(), row.args.end());
    const TypeParam y = row.function().template evaluator<TypeParam>()(args);
    const double error = ulps(y, row.value, row.scale());
    EXPECT_LE(error, row.function().ulps + table_ulps)
        << row.text() << " = " << y << ", should be " << row.value;
  }
}

// What the numeric modes compute beside a slope.
template <class F, class R> void check_with_slope() {
  if constexpr (requires(R x) { F::value_and_slope(x); }) {
    int found = 0;
    for (const Row& row : rows()) {
      if (row.function().name != F::name || !fits<R>(row)) continue;
      ++found;
      const R y = F::value_and_slope(R(row.args[0])).first;
      EXPECT_LE(ulps(y, row.value, row.scale()), F::ulps + table_ulps)
          << row.text() << " = " << y << ", should be " << row.value;
    }
    EXPECT_GT(found, 10) << F::name;
  }
}
template <class R, class... F> void check_with_slope(RuleList<F...>) { (check_with_slope<F, R>(), ...); }
TYPED_TEST(Value, BesideASlopeIsSoToo) { check_with_slope<TypeParam>(Catalog()); }

TEST(Values, AreKnownForEveryFunction) {
  std::map<std::string_view, int> count;
  for (const Row& row : rows()) ++count[row.function().name];
  for (const Function* f : all_functions()) {
    if (!f->built_in || (f->name.size() == 1 && f->arity == 2) || f->name == "negate") continue;
    EXPECT_GE(count[f->name], f->arity == 0 ? 1 : 10) << f->name;
  }
}

}  // namespace
}  // namespace slope::reference
