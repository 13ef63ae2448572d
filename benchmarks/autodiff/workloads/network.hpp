// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "random.hpp"

namespace slope::bench {

/// One layer: out_j = σ(b_j + Σ_i w_ji in_i). The weights of a neuron are followed by its bias. Returns the
/// weights after those of the layer.
template <std::size_t inputs, std::size_t outputs, class T, class Input>
const T* layer(const T* weights, const std::array<Input, inputs>& in, std::array<T, outputs>& out) {
  for (std::size_t j = 0; j < outputs; ++j) {
    T sum = weights[inputs];
    for (std::size_t i = 0; i < inputs; ++i) sum += weights[i] * in[i];
    out[j] = sigmoid(sum);
    weights += inputs + 1;
  }
  return weights;
}

/// Σ_j (out_j − target_j)².
template <std::size_t outputs, class T>
T squared_error(const std::array<T, outputs>& out, const std::array<double, outputs>& target) {
  T loss(0.0);
  for (std::size_t j = 0; j < outputs; ++j) {
    const T error = out[j] - target[j];
    loss += error * error;
  }
  return loss;
}

/// One sample, the same at each run.
template <std::size_t inputs, std::size_t outputs> struct Sample {
  std::array<double, inputs> in;
  std::array<double, outputs> target;

  Sample() {
    Random random(1);
    for (double& value : in) value = random.uniform(-1, 1);
    for (double& value : target) value = random.uniform(0, 1);
  }
};

/// W2: a network 8-16-16-1 of sigmoid neurons as scalar loops; the loss of one sample by all weights.
struct SmallNetwork {
  static constexpr std::string_view name = "W2";
  static constexpr std::string_view title = "network 8-16-16-1 as scalar loops";
  static constexpr std::size_t inputs = 9 * 16 + 17 * 16 + 17;

  static std::vector<double> start() { return Random(2).uniforms(inputs, -0.5, 0.5); }

  template <class T> T operator()(std::span<const T> x) const {
    std::array<T, 16> first, second;
    std::array<T, 1> out;
    const T* weights = layer(x.data(), sample.in, first);
    weights = layer(weights, first, second);
    layer(weights, second, out);
    return squared_error(out, sample.target);
  }

  Sample<8, 1> sample;
};

/// W3: a network 64-32-10 of sigmoid neurons as scalar loops; the loss of one sample by all weights.
struct WideNetwork {
  static constexpr std::string_view name = "W3";
  static constexpr std::string_view title = "network 64-32-10 as scalar loops";
  static constexpr std::size_t inputs = 65 * 32 + 33 * 10;

  static std::vector<double> start() { return Random(3).uniforms(inputs, -0.2, 0.2); }

  template <class T> T operator()(std::span<const T> x) const {
    std::array<T, 32> hidden;
    std::array<T, 10> out;
    const T* weights = layer(x.data(), sample.in, hidden);
    layer(weights, hidden, out);
    return squared_error(out, sample.target);
  }

  Sample<64, 10> sample;
};

}  // namespace slope::bench
