// SPDX-License-Identifier: MIT
#include "slope/gtest/matchers.hpp"

#include <cmath>

#include "slope/slope.hpp"

namespace {

using namespace slope;

double my_sigmoid_prime(double x) { return sigmoid(x) * sigmoid(-x); }
double naive_sigmoid_prime(double x) {
  const double y = 1 / (1 + std::exp(-x));
  return y * (1 - y);
}

TEST(Matchers, ReadAsTheyAreMeant) {
  EXPECT_THAT(my_sigmoid_prime, IsDerivativeOf("sigmoid(x)").On(-750, 750).Within(ulps(4)));
  EXPECT_THAT(naive_sigmoid_prime, testing::Not(IsDerivativeOf("sigmoid(x)").On(-750, 750).Within(ulps(4))));
  EXPECT_THAT(naive_sigmoid_prime, IsDerivativeOf("sigmoid(x)").On(-750, 750).Within(ulps(4)));
}

}  // namespace
