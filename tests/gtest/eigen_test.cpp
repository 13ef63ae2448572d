// SPDX-License-Identifier: MIT
// Gradients, Jacobians and Hessians that come as vectors and matrices of Eigen.
#include <Eigen/Dense>
#include <cmath>

#include "slope/gtest/matchers.hpp"
#include "slope/slope.hpp"

namespace slope {

namespace {

using testing::Not;

const auto loss = [](auto x, auto y) { return x * x * y + sin(y); };

Eigen::Vector2d gradient_of_numbers(double x, double y) { return {2 * x * y, x * x + std::cos(y)}; }
Eigen::VectorXd gradient_of_a_vector(const Eigen::VectorXd& at) {
  Eigen::VectorXd g(2);
  g << 2 * at[0] * at[1], at[0] * at[0] + std::cos(at[1]);
  return g;
}
Eigen::VectorXd in_the_wrong_order(const Eigen::VectorXd& at) { return gradient_of_a_vector(at).reverse(); }

TEST(MatchersWithEigen, TakeVectors) {
  const auto on_box = IsGradientOf(loss).On({{-2, 2}, {-3, 3}}, 50);
  EXPECT_THAT(gradient_of_numbers, on_box);
  EXPECT_THAT(gradient_of_a_vector, on_box);
  EXPECT_THAT(in_the_wrong_order, Not(on_box));
  EXPECT_THAT(Eigen::Vector2d(4, 1 + std::cos(2.0)), IsGradientOf(loss).At(1.0, 2.0));
  EXPECT_THAT(Eigen::Vector2d(4, 1.001 + std::cos(2.0)), Not(IsGradientOf(loss).At(1.0, 2.0)));
}

// Eigen stores columns; what is compared are rows.
TEST(MatchersWithEigen, TakeMatrices) {
  const auto map = [](auto x, auto y) { return std::array{x * y, x + sin(y)}; };
  const auto jacobian = [](double x, double y) { return Eigen::Matrix2d{{y, x}, {1, std::cos(y)}}; };
  EXPECT_THAT(jacobian, IsJacobianOf(map).At(1.5, -0.5));
  EXPECT_THAT(([&](double x, double y) { return Eigen::Matrix2d(jacobian(x, y).transpose()); }),
              Not(IsJacobianOf(map).At(1.5, -0.5)));
  EXPECT_THAT(([](double x, double y) {
                return Eigen::Matrix2d{{2 * y, 2 * x}, {2 * x, -std::sin(y)}};
              }),
              IsHessianOf(loss).At(1.5, -0.5));
}

}  // namespace

}  // namespace slope
