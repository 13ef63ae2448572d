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

Eigen::MatrixXd dense(const SparseMatrix<double>& a) {
  return Eigen::MatrixXd::NullaryExpr(
      static_cast<Eigen::Index>(a.rows), static_cast<Eigen::Index>(a.columns),
      [&](auto i, auto j) { return a(static_cast<std::size_t>(i), static_cast<std::size_t>(j)); });
}

// v·Av with a matrix of numbers, in the scalars of every verb and mode: its Hessian is A + Aᵀ.
void expect_quadratic_form(const Eigen::VectorXd& v) {
  const Eigen::MatrixXd a =
      Eigen::MatrixXd::NullaryExpr(v.size(), v.size(), [](auto i, auto j) { return double(i + 2 * j + 1); });
  const Eigen::MatrixXd h = a + a.transpose();
  const Eigen::VectorXd g = h * v, w = v.reverse();
  const auto f = [&](const auto& x) { return x.dot(a * x); };
  const auto product = [&](const auto& x) {
    using T = typename std::decay_t<decltype(x)>::Scalar;
    return Eigen::Matrix<T, Eigen::Dynamic, 1>(a * x);
  };
  EXPECT_EQ(gradient(f, v), g);
  EXPECT_EQ(gradient<Mode::forward>(f, v), g);
  EXPECT_EQ(gradient<Mode::symbolic>(f, v), g);
  EXPECT_EQ(hessian(f, v), h);
  EXPECT_EQ(hessian<Mode::forward>(f, v), h);
  EXPECT_EQ(hessian<Mode::reverse>(f, v), h);
  EXPECT_EQ(hessian<Mode::symbolic>(f, v), h);
  EXPECT_EQ(hessian_vector(f, v, w), h * w);
  EXPECT_EQ(hessian_vector<Mode::forward>(f, v, w), h * w);
  EXPECT_EQ(directional(f, v, w), g.dot(w));
  EXPECT_EQ(dense(sparse_hessian(f, v)), h);
  const auto along = [&](const auto& x) { return w.dot(gradient(f, x)); };
  EXPECT_EQ(gradient(along, v), h * w);
  EXPECT_EQ(gradient<Mode::reverse>(along, v), h * w);
  EXPECT_EQ(jacobian(product, v), a);
  EXPECT_EQ(dense(sparse_jacobian(product, v)), a);
  EXPECT_EQ(jacobian<Mode::symbolic>(product, v), a);
}

TEST(Eigen, AMatrixOfNumbersInEveryScalar) {
  expect_quadratic_form(Eigen::VectorXd::LinSpaced(3, 1, 3));
  expect_quadratic_form(Eigen::VectorXd::LinSpaced(20, 1, 20));
  const Eigen::Matrix3d a = Eigen::Vector3d(1, 2, 3) * Eigen::RowVector3d(1, 0, 5);
  const auto f = [&](const auto& x) { return x.dot(a * x); };
  EXPECT_EQ(hessian(f, Eigen::Vector3d(1, 2, 3)), Eigen::Matrix3d(a + a.transpose()));
}

}  // namespace
}  // namespace slope
