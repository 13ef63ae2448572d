// SPDX-License-Identifier: MIT
// The value of every rule of the catalog against mpmath's, in the built-in number types.
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "reference.hpp"

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
