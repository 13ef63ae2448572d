// SPDX-License-Identifier: MIT
// Vectors of Eigen go in, and vectors and matrices of Eigen come out.
#include "slope/calculus/calculus.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>

#include "slope/function/catalog.hpp"

namespace slope {
namespace {

const auto quadratic = [](const auto& x) { return x.dot(x) / 2 + sin(x[0]); };

TEST(Eigen, GradientAndHessian) {
  const Eigen::VectorXd x = Eigen::VectorXd::LinSpaced(12, 1, 12);
  const Eigen::VectorXd g = gradient(quadratic, x);
  ASSERT_EQ(g.size(), 12);
  EXPECT_DOUBLE_EQ(g[0], 1 + std::cos(1.0));
  EXPECT_EQ(g.tail(11), x.tail(11));
  const Eigen::MatrixXd h = hessian(quadratic, x);
  EXPECT_DOUBLE_EQ(h(0, 0), 1 - std::sin(1.0));
  EXPECT_EQ(h.bottomRightCorner(11, 11), Eigen::MatrixXd::Identity(11, 11));
  EXPECT_EQ(hessian_vector(quadratic, x, Eigen::VectorXd(h.row(3))), Eigen::VectorXd(h.row(3)));
}

TEST(Eigen, FixedSizesAndExpressions) {
  const Eigen::Vector3d x(1, 2, 3), y(1, 1, 1);
  const Eigen::Vector3d g = gradient(quadratic, x + y);
  EXPECT_EQ(g[2], 4);
  const Eigen::Vector3d reverse = gradient<Mode::reverse>(quadratic, x + y);
  EXPECT_EQ(reverse, g);
  const Eigen::Matrix3d h = hessian(quadratic, x);
  EXPECT_EQ(h(1, 1), 1);
  const Eigen::RowVector3d row = gradient(quadratic, Eigen::RowVector3d(1, 2, 3));
  EXPECT_EQ(row[1], 2);
  EXPECT_DOUBLE_EQ(directional(quadratic, x, y), 6 + std::cos(1.0));
}

TEST(Eigen, JacobianOfAMatrixProduct) {
  Eigen::Matrix<double, 2, 3> a;
  a << 1, 2, 3, 4, 5, 6;
  const auto linear = [&](const auto& x) {
    using T = typename std::decay_t<decltype(x)>::Scalar;
    return Eigen::Matrix<T, 2, 1>(a * x);
  };
  const Eigen::Matrix<double, 2, 3> j = jacobian(linear, Eigen::Vector3d(1, 2, 3));
  EXPECT_EQ(j, a);
  EXPECT_EQ((jacobian<Mode::reverse>(linear, Eigen::Vector3d(1, 2, 3))), a);
  const Eigen::MatrixXd wide =
      jacobian([](const auto& x) { return std::remove_cvref_t<decltype(x)>(x.array() * x.array()); },
               Eigen::VectorXd(Eigen::VectorXd::LinSpaced(20, 1, 20)));
  EXPECT_EQ(wide.diagonal(), 2 * Eigen::VectorXd::LinSpaced(20, 1, 20));
}

}  // namespace
}  // namespace slope
