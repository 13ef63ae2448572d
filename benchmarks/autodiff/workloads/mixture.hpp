// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <string_view>
#include <vector>

#include "random.hpp"

namespace slope::bench {

/// log Σ e^(v_i), safe from overflow.
template <class T> T log_sum_exp(std::span<const T> v) {
  using std::exp, std::log;
  T largest = v[0];
  for (std::size_t i = 1; i < v.size(); ++i)
    if (v[i] > largest) largest = v[i];
  T sum(0.0);
  for (const T& value : v) sum += exp(value - largest);
  return largest + log(sum);
}

/// W6: the log-likelihood of a Gaussian mixture with a Wishart prior, as ADBench poses it (Šrajer, Kukelova,
/// Fitzgibbon, "A benchmark of selected algorithmic differentiation tools", 2018): n = 1000 points of
/// dimension d = 10, k = 25 Gaussians. Inputs are k logarithms of weights, k means, and for each Gaussian the
/// logarithms of d diagonal entries and the d (d − 1) / 2 entries below the diagonal, column by column, of a
/// square root of the inverse covariance.
struct Mixture {
  static constexpr std::string_view name = "W6";
  static constexpr std::string_view title = "Gaussian mixture, d = 10, k = 25, n = 1000";
  static constexpr std::size_t d = 10, k = 25, n = 1000;
  static constexpr std::size_t below = d * (d - 1) / 2, root = d + below;
  static constexpr std::size_t inputs = k + k * d + k * root;
  static constexpr double prior_scale = 1, prior_degrees = 0;

  static std::vector<double> start() { return Random(6).uniforms(inputs, -1, 1); }

  /// What does not depend on the inputs.
  static double constant() {
    const double degrees = d + prior_degrees + 1;
    double log_gamma = 0.25 * d * (d - 1) * std::log(std::numbers::pi);
    for (std::size_t j = 0; j < d; ++j) log_gamma += std::lgamma(0.5 * (degrees - static_cast<double>(j)));
    const double prior = degrees * d * (std::log(prior_scale) - 0.5 * std::log(2.0)) - log_gamma;
    return -static_cast<double>(n * d) * 0.5 * std::log(2 * std::numbers::pi) -
           static_cast<double>(k) * prior;
  }

  template <class T> T operator()(std::span<const T> x) const {
    using std::exp;
    const auto log_weights = x.subspan(0, k);
    std::vector<T> diagonals(k * d), log_determinants(k);
    T prior(0.0);
    for (std::size_t j = 0; j < k; ++j) {
      const auto entries = x.subspan(k + k * d + j * root, root);
      T log_determinant(0.0), squares(0.0);
      for (std::size_t i = 0; i < d; ++i) {
        log_determinant += entries[i];
        diagonals[j * d + i] = exp(entries[i]);
        squares += diagonals[j * d + i] * diagonals[j * d + i];
      }
      for (std::size_t i = d; i < root; ++i) squares += entries[i] * entries[i];
      log_determinants[j] = log_determinant;
      prior += 0.5 * prior_scale * prior_scale * squares - prior_degrees * log_determinant;
    }

    T sum(0.0);
    std::array<T, k> terms;
    std::array<T, d> centred, scaled;
    for (std::size_t point = 0; point < n; ++point) {
      for (std::size_t j = 0; j < k; ++j) {
        const auto mean = x.subspan(k + j * d, d);
        const auto lower = x.subspan(k + k * d + j * root + d, below);
        for (std::size_t i = 0; i < d; ++i) centred[i] = points[point * d + i] - mean[i];
        for (std::size_t i = 0; i < d; ++i) scaled[i] = diagonals[j * d + i] * centred[i];
        std::size_t at = 0;
        for (std::size_t column = 0; column < d; ++column)
          for (std::size_t row = column + 1; row < d; ++row) scaled[row] += lower[at++] * centred[column];
        T squares(0.0);
        for (std::size_t i = 0; i < d; ++i) squares += scaled[i] * scaled[i];
        terms[j] = log_weights[j] + log_determinants[j] - 0.5 * squares;
      }
      sum += log_sum_exp(std::span<const T>(terms));
    }
    return sum - static_cast<double>(n) * log_sum_exp(log_weights) + prior + constant_;
  }

  std::vector<double> points = Random(7).normals(n * d);

 private:
  double constant_ = constant();
};

}  // namespace slope::bench
