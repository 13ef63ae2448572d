// SPDX-License-Identifier: MIT
#include "slope/expr/parse.hpp"

#include <gmock/gmock.h>

#include "slope/core/error.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/function/catalog.hpp"

namespace slope {
namespace {

const Expr x = symbol("x"), y = symbol("y"), z = symbol("z");

TEST(Parse, FollowsTheUsualPrecedence) {
  EXPECT_EQ(parse("x + y*z"), x + y * z);
  EXPECT_EQ(parse("x - y - z"), (x - y) - z);
  EXPECT_EQ(parse("x / y / z"), (x / y) / z);
  EXPECT_EQ(parse("x / y * z"), (x / y) * z);
  EXPECT_EQ(parse("x^y^z"), pow(x, pow(y, z)));
  EXPECT_EQ(parse("(x^y)^z"), pow(pow(x, y), z));
  EXPECT_EQ(parse("-x^2"), -pow(x, 2));
  EXPECT_EQ(parse("(-x)^2"), pow(-x, 2));
  EXPECT_EQ(parse("x^-2"), pow(x, -2));
  EXPECT_EQ(parse("2^-x^2"), pow(Expr(2), -pow(x, 2)));
  EXPECT_EQ(parse("2^-x*3"), pow(Expr(2), -x) * 3);
  EXPECT_EQ(parse("-x*y"), -x * y);
  EXPECT_EQ(parse("x*-y"), x * -y);
  EXPECT_EQ(parse("x - -y"), x - -y);
  EXPECT_EQ(parse("+x + +y"), x + y);
}

}  // namespace
}  // namespace slope
