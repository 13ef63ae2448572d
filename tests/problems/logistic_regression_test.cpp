// SPDX-License-Identifier: MIT
// Logistic regression of a data set of 569 rows and 30 features, by Newton's method with gradients and Hessians by
// forward over reverse, against mpmath's fit.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "examples/levenberg_marquardt.hpp"
#include "slope/dual/dual.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/block.hpp"
#include "slope/tape/tape.hpp"

namespace slope::problems {
namespace {

constexpr std::size_t weights = 31;  // intercept, 30 features

struct Data {
  std::vector<std::vector<double>> x;  ///< 1, then the features, of mean 0 and deviation 1
  std::vector<double> sign;            ///< ±1
};

Data read_data() {
  Data data;
  std::ifstream file(DATA "/breast_cancer.csv");
  std::string line, field;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<double> row{1};
    std::istringstream fields(line);
    while (std::getline(fields, field, ',')) row.push_back(std::stod(field));
    data.sign.push_back(2 * row.back() - 1);
    row.pop_back();
    data.x.push_back(row);
  }
  const double n = static_cast<double>(data.x.size());
  for (std::size_t j = 1; j < weights; ++j) {
    double mean = 0, variance = 0;
    for (const auto& row : data.x) mean += row[j] / n;
    for (const auto& row : data.x) variance += (row[j] - mean) * (row[j] - mean) / n;
    for (auto& row : data.x) row[j] = (row[j] - mean) / std::sqrt(variance);
  }
  return data;
}

const Data& data() {
  static const Data all = read_data();
  return all;
}

// Σ log(1 + exp(−sᵢ w·xᵢ)) + |w without the intercept|²/2
template <class S> S loss(std::span<const S> w) {
  S sum = 0.0;
  for (std::size_t i = 0; i < data().x.size(); ++i) {
    S margin = 0.0;
    for (std::size_t j = 0; j < weights; ++j) margin += data().x[i][j] * w[j];
    sum += softplus(-data().sign[i] * margin);
  }
  for (std::size_t j = 1; j < weights; ++j) sum += 0.5 * w[j] * w[j];
  return sum;
}

std::vector<std::vector<double>> reference() {
  std::ifstream file(PROBLEMS_FOLDER "/logistic_regression.tsv");
  std::vector<std::vector<double>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line[0] == '#') continue;
    std::istringstream fields(line);
    rows.emplace_back(std::istream_iterator<double>(fields), std::istream_iterator<double>());
  }
  return rows;
}

struct Second {
  double value;
  std::vector<double> gradient, hessian;
};

// Duals on the tape: eight columns of the Hessian a sweep.
Second differentiate(const std::vector<double>& at) {
  using D = Dual<double, 8>;
  Second out{0, {}, std::vector<double>(weights * weights)};
  Tape<D> tape;
  for (std::size_t column = 0; column < weights; column += 8) {
    tape.clear();
    std::vector<D> w(at.begin(), at.end());
    for (std::size_t k = column; k < std::min(column + 8, weights); ++k)
      w[k] = D::variable(at[k], k - column);
    const auto x = tape.variables(w);
    const Var<D> y = loss(std::span<const Var<D>>(x));
    const std::vector<D> g = tape.gradient(y);
    out.value = y.value().value;
    out.gradient.clear();
    for (std::size_t j = 0; j < weights; ++j) {
      out.gradient.push_back(g[j].value);
      for (std::size_t k = column; k < std::min(column + 8, weights); ++k)
        out.hessian[j * weights + k] = g[j].slope[k - column];
    }
  }
  return out;
}

TEST(LogisticRegression, GradientAtZero) {
  const auto expected = reference();
  const Second at = differentiate(std::vector<double>(weights));
  EXPECT_NEAR(at.value, expected[0][0], 1e-12 * expected[0][0]);
  ASSERT_EQ(expected[1].size(), weights);
  for (std::size_t j = 0; j < weights; ++j)
    EXPECT_NEAR(at.gradient[j], expected[1][j], 1e-11 * std::abs(expected[1][j]));
}

// ∂²/∂wⱼ∂wₖ = Σ σ(m)σ(−m) xⱼxₖ, by hand.
TEST(LogisticRegression, HessianAgainstTheHandWrittenOne) {
  std::vector<double> at(weights);
  for (std::size_t j = 0; j < weights; ++j) at[j] = std::sin(static_cast<double>(j));
  const Second found = differentiate(at);
  std::vector<double> by_hand(weights * weights);
  for (std::size_t i = 0; i < data().x.size(); ++i) {
    const auto& x = data().x[i];
    double m = 0;
    for (std::size_t j = 0; j < weights; ++j) m += x[j] * at[j];
    const double curvature = 1 / (1 + std::exp(m)) / (1 + std::exp(-m));
    for (std::size_t j = 0; j < weights; ++j)
      for (std::size_t k = 0; k < weights; ++k) by_hand[j * weights + k] += curvature * x[j] * x[k];
  }
  for (std::size_t j = 1; j < weights; ++j) by_hand[j * weights + j] += 1;
  for (std::size_t j = 0; j < weights; ++j)
    for (std::size_t k = 0; k < weights; ++k) {
      const double size = std::sqrt(by_hand[j * weights + j] * by_hand[k * weights + k]);
      EXPECT_NEAR(found.hessian[j * weights + k], by_hand[j * weights + k], 1e-12 * size) << j << ", " << k;
      EXPECT_NEAR(found.hessian[j * weights + k], found.hessian[k * weights + j], 1e-13 * size)
          << j << ", " << k;
    }
}

TEST(LogisticRegression, NewtonReachesTheFit) {
  const auto expected = reference();
  std::vector<double> w(weights);
  double value = 0;
  for (int step = 0; step < 12; ++step) {
    Second at = differentiate(w);
    value = at.value;
    const std::vector<double> move = solve_least_squares(at.hessian, at.gradient, weights);
    for (std::size_t j = 0; j < weights; ++j) w[j] -= move[j];
  }
  EXPECT_NEAR(value, expected[2][0], 1e-12 * value);
  for (std::size_t j = 0; j < weights; ++j) EXPECT_NEAR(w[j], expected[3][j], 1e-12) << "weight " << j;
}

// The same with one block operation for all margins.
TEST(LogisticRegression, GradientByBlocks) {
  const auto expected = reference();
  std::vector<double> flat;
  for (std::size_t i = 0; i < data().x.size(); ++i)
    for (const double xj : data().x[i]) flat.push_back(-data().sign[i] * xj);
  Tape tape;
  const auto w = tape.variables(expected[3], weights, 1);
  const auto margins = matmul(tape.constants(flat, data().x.size(), weights), w);
  const Var fit = sum(softplus(margins)) + 0.5 * (sum(w * w) - w[0] * w[0]);
  EXPECT_NEAR(fit.value(), expected[2][0], 1e-13 * expected[2][0]);
  for (const double g : tape.gradient(fit)) EXPECT_NEAR(g, 0, 1e-12);
}

}  // namespace
}  // namespace slope::problems
