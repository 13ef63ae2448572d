// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "random.hpp"

namespace slope::bench {

/// W8: the loss of logistic regression, Σ log(1 + e^z) − t z with z = Σ_j w_j x_j, of 100 samples by 20
/// weights. Asked for is its Hessian.
struct LogisticRegression {
  static constexpr std::string_view name = "W8";
  static constexpr std::string_view title = "Hessian of logistic regression, 20 weights, 100 samples";
  static constexpr std::size_t inputs = 20, samples = 100;

  static std::vector<double> start() { return Random(9).uniforms(inputs, -0.5, 0.5); }

  template <class T> T operator()(std::span<const T> w) const {
    T loss(0.0);
    for (std::size_t i = 0; i < samples; ++i) {
      T z(0.0);
      for (std::size_t j = 0; j < inputs; ++j) z += w[j] * features[i * inputs + j];
      loss += softplus(z) - targets[i] * z;
    }
    return loss;
  }

  std::vector<double> features = Random(10).normals(samples * inputs);
  std::vector<double> targets = make_targets();

 private:
  static std::vector<double> make_targets() {
    std::vector<double> targets = Random(11).uniforms(samples, 0, 1);
    for (double& target : targets) target = std::round(target);
    return targets;
  }
};

}  // namespace slope::bench
