// SPDX-License-Identifier: MIT
// A test of somebody else's, with the matchers.
#include <gtest/gtest.h>
#include <slope/gtest/matchers.hpp>
#include <slope/slope.hpp>

namespace {

double right(double x) { return slope::sigmoid(x) * slope::sigmoid(-x); }
double wrong(double x) { return slope::sigmoid(x) * (1 - slope::sigmoid(x)); }

TEST(Consumer, ChecksADerivative) {
  using namespace slope;
  EXPECT_THAT(right, IsDerivativeOf("sigmoid(x)").On(-750, 750).Within(ulps(4)));
  EXPECT_THAT(wrong, testing::Not(IsDerivativeOf("sigmoid(x)").On(-750, 750).Within(ulps(4))));
}

}  // namespace
