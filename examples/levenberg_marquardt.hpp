// SPDX-License-Identifier: MIT
// Least squares by Levenberg and Marquardt: Gauss–Newton steps, damped while they do not lead down.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

/// Residuals r and their derivatives, row by row: jacobian[i·n + j] = ∂rᵢ/∂xⱼ.
struct Linearization {
  std::vector<double> residuals, jacobian;
};
using LeastSquares = std::function<Linearization(const std::vector<double>& x)>;

struct Fit {
  std::vector<double> x;
  double sum_of_squares = 0;
  int steps = 0;  ///< accepted
  bool converged = false;
};

/// The x that minimises ‖A x − b‖, A of m ≥ n rows, by Householder's reflections.
inline std::vector<double> solve_least_squares(std::vector<double> a, std::vector<double> b, std::size_t n) {
  const std::size_t m = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    double norm = 0;
    for (std::size_t i = k; i < m; ++i) norm = std::hypot(norm, a[i * n + k]);
    if (norm == 0) continue;
    const double pivot = a[k * n + k], reflected = pivot > 0 ? -norm : norm;
    std::vector<double> v(m - k);
    for (std::size_t i = k; i < m; ++i) v[i - k] = a[i * n + k] / (pivot - reflected);
    v[0] = 1;
    const double factor = (reflected - pivot) / reflected;  // I − factor v vᵀ
    const auto reflect = [&](double* column, std::size_t stride) {
      double along = 0;
      for (std::size_t i = k; i < m; ++i) along += v[i - k] * column[i * stride];
      for (std::size_t i = k; i < m; ++i) column[i * stride] -= factor * along * v[i - k];
    };
    for (std::size_t j = k + 1; j < n; ++j) reflect(&a[j], n);
    reflect(b.data(), 1);
    a[k * n + k] = reflected;
  }
  std::vector<double> x(n);
  for (std::size_t k = n; k-- > 0;) {
    double rest = b[k];
    for (std::size_t j = k + 1; j < n; ++j) rest -= a[k * n + j] * x[j];
    x[k] = a[k * n + k] == 0 ? 0 : rest / a[k * n + k];
  }
  return x;
}

inline double sum_of_squares(const std::vector<double>& r) {
  double sum = 0;
  for (const double ri : r) sum += ri * ri;
  return sum;
}

/// Steps from `start` until none leads further down or changes x.
inline Fit levenberg_marquardt(const LeastSquares& f, const std::vector<double>& start,
                               int max_steps = 20'000) {
  const std::size_t n = start.size();
  Linearization at = f(start);
  Fit fit{start, sum_of_squares(at.residuals)};
  std::vector<double> scale(n);  // the norms of the columns
  double damping = 1e-3;
  int flat = 0;
  while (!fit.converged && fit.steps < max_steps) {
    for (std::size_t j = 0; j < n; ++j) {
      double norm = 0;
      for (std::size_t i = j; i < at.jacobian.size(); i += n) norm = std::hypot(norm, at.jacobian[i]);
      scale[j] = norm;
    }
    std::vector<double> a = at.jacobian, b = at.residuals;
    for (double& bi : b) bi = -bi;
    for (std::size_t j = 0; j < n; ++j) {
      a.resize(a.size() + n);
      a[a.size() - n + j] = std::sqrt(damping) * (scale[j] == 0 ? 1 : scale[j]);
      b.push_back(0);
    }
    const std::vector<double> step = solve_least_squares(std::move(a), std::move(b), n);
    std::vector<double> x = fit.x;
    double change = 0;
    for (std::size_t j = 0; j < n; ++j) {
      x[j] += step[j];
      change = std::max(change, std::fabs(step[j]) / (std::fabs(x[j]) + 1e-300));
    }
    Linearization next = f(x);
    const double sum = sum_of_squares(next.residuals);
    // At the end, steps that change the sum by roundings only still improve x: up to ten of them.
    if (sum <= fit.sum_of_squares * (1 + 1e-14)) {
      flat = sum < fit.sum_of_squares * (1 - 1e-14) ? 0 : flat + 1;
      fit.x = std::move(x);
      fit.sum_of_squares = sum;
      ++fit.steps;
      at = std::move(next);
      damping = std::max(damping / 10, 1e-30);
    } else {
      damping *= 10;
    }
    fit.converged = change < 1e-15 || flat == 10 || damping > 1e30;
  }
  return fit;
}
