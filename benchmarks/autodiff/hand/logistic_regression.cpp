// SPDX-License-Identifier: MIT
#include "hand.hpp"

#include <algorithm>

namespace slope::bench {

namespace {

constexpr std::size_t inputs = LogisticRegression::inputs, samples = LogisticRegression::samples;

}  // namespace

template <> class Primal<LogisticRegression> {
 public:
  explicit Primal(const LogisticRegression& f) : f_(f) {}
  double operator()(std::span<const double> w, std::span<double>) const {
    double loss = 0;
    for (std::size_t i = 0; i < samples; ++i) {
      double z = 0;
      for (std::size_t j = 0; j < inputs; ++j) z += w[j] * f_.features[i * inputs + j];
      loss += std::log(1 + std::exp(z)) - f_.targets[i] * z;
    }
    return loss;
  }

 private:
  LogisticRegression f_;
};

/// The Hessian is Σ σ′(z) x xᵀ.
template <> class Adjoint<LogisticRegression> {
 public:
  explicit Adjoint(const LogisticRegression& f) : f_(f) {}
  double operator()(std::span<const double> w, std::span<double> hessian) const {
    std::fill(hessian.begin(), hessian.end(), 0.0);
    double loss = 0;
    for (std::size_t i = 0; i < samples; ++i) {
      const double* x = f_.features.data() + i * inputs;
      double z = 0;
      for (std::size_t j = 0; j < inputs; ++j) z += w[j] * x[j];
      const double e = std::exp(z), s = e / (1 + e), slope = s * (1 - s);
      loss += std::log(1 + e) - f_.targets[i] * z;
      for (std::size_t row = 0; row < inputs; ++row) {
        const double factor = slope * x[row];
        for (std::size_t column = 0; column <= row; ++column)
          hessian[row * inputs + column] += factor * x[column];
      }
    }
    for (std::size_t row = 0; row < inputs; ++row)
      for (std::size_t column = row + 1; column < inputs; ++column)
        hessian[row * inputs + column] = hessian[column * inputs + row];
    return loss;
  }

 private:
  LogisticRegression f_;
};

const bool added_logistic_regression = add_hand<LogisticRegression>();

}  // namespace slope::bench
