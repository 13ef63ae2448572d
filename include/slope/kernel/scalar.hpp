// SPDX-License-Identifier: MIT
// The kernels for one number: sigmoid(x), sigmoid_slope(x), which is σ′(x), and both at once. Each is one call into
// the library, to code made for this processor, and gives the same bits as the kernels for arrays. Accuracy:
// docs/accuracy.md. NaN gives NaN; limits are right at ±∞, and so are the digits of denormals.
#pragma once

#include <atomic>
#include <concepts>

#include "slope/kernel/table.hpp"

namespace slope::kernel {

/// The number types that have kernels.
template <class T>
concept Native = std::same_as<T, float> || std::same_as<T, double>;

/// What `instruction_set.hpp` chooses.
extern std::atomic<const Table*> table_in_use;

template <Native T> const Functions<T>& functions() {
  const Table& table = *table_in_use.load(std::memory_order_relaxed);
  if constexpr (std::same_as<T, float>) return table.of_float;
  else return table.of_double;
}

template <Native T> const Blocks<T>& blocks() {
  const Table& table = *table_in_use.load(std::memory_order_relaxed);
  if constexpr (std::same_as<T, float>) return table.blocks_of_float;
  else return table.blocks_of_double;
}

/// 1/(1 + e^−x).
template <Native T> T sigmoid(T x) { return functions<T>().sigmoid.value(x); }
template <Native T> T sigmoid_slope(T x) { return functions<T>().sigmoid.slope(x); }
template <Native T> ValueAndSlope<T> sigmoid_value_and_slope(T x) {
  return functions<T>().sigmoid.value_and_slope(x);
}

/// log σ(x). Its slope is σ(−x).
template <Native T> T logsigmoid(T x) { return functions<T>().logsigmoid.value(x); }
template <Native T> T logsigmoid_slope(T x) { return functions<T>().logsigmoid.slope(x); }
template <Native T> ValueAndSlope<T> logsigmoid_value_and_slope(T x) {
  return functions<T>().logsigmoid.value_and_slope(x);
}

/// log(1 + e^x). Its slope is σ(x).
template <Native T> T softplus(T x) { return functions<T>().softplus.value(x); }
template <Native T> T softplus_slope(T x) { return functions<T>().softplus.slope(x); }
template <Native T> ValueAndSlope<T> softplus_value_and_slope(T x) {
  return functions<T>().softplus.value_and_slope(x);
}

/// log(p/(1 − p)): −∞ and ∞ at 0 and 1, NaN outside. Its slope is 1/(p(1 − p)).
template <Native T> T logit(T x) { return functions<T>().logit.value(x); }
template <Native T> T logit_slope(T x) { return functions<T>().logit.slope(x); }
template <Native T> ValueAndSlope<T> logit_value_and_slope(T x) {
  return functions<T>().logit.value_and_slope(x);
}

/// The hyperbolic tangent.
template <Native T> T tanh(T x) { return functions<T>().tanh.value(x); }
template <Native T> T tanh_slope(T x) { return functions<T>().tanh.slope(x); }
template <Native T> ValueAndSlope<T> tanh_value_and_slope(T x) {
  return functions<T>().tanh.value_and_slope(x);
}

/// x σ(x).
template <Native T> T swish(T x) { return functions<T>().swish.value(x); }
template <Native T> T swish_slope(T x) { return functions<T>().swish.slope(x); }
template <Native T> ValueAndSlope<T> swish_value_and_slope(T x) {
  return functions<T>().swish.value_and_slope(x);
}

/// x Φ(x), Φ the distribution function of the standard normal.
template <Native T> T gelu(T x) { return functions<T>().gelu.value(x); }
template <Native T> T gelu_slope(T x) { return functions<T>().gelu.slope(x); }
template <Native T> ValueAndSlope<T> gelu_value_and_slope(T x) {
  return functions<T>().gelu.value_and_slope(x);
}

}  // namespace slope::kernel
