// SPDX-License-Identifier: MIT
// Functions over arrays, by vector instructions:
//
//   sigmoid(x, y);                          y[i] = σ(x[i])
//   sigmoid_slope(x, d);                    d[i] = σ′(x[i])
//   sigmoid_value_and_slope(x, y, d);       both, for little more than one of them
//
// and likewise for each function here. The spans are of one length. An output may be the input itself; otherwise
// no two spans overlap. Whatever else is passed is a UsageError that names the function. Every element has the
// accuracy of docs/accuracy.md and the same bits as its scalar kernel, wherever it stands in the array.
#pragma once

#include <span>

namespace slope {

/// 1/(1 + e^−x).
void sigmoid(std::span<const double> in, std::span<double> out);
void sigmoid_slope(std::span<const double> in, std::span<double> out);
void sigmoid_value_and_slope(std::span<const double> in, std::span<double> value, std::span<double> slope);
void sigmoid(std::span<const float> in, std::span<float> out);
void sigmoid_slope(std::span<const float> in, std::span<float> out);
void sigmoid_value_and_slope(std::span<const float> in, std::span<float> value, std::span<float> slope);

/// log σ(x). Its slope is σ(−x).
void logsigmoid(std::span<const double> in, std::span<double> out);
void logsigmoid_slope(std::span<const double> in, std::span<double> out);
void logsigmoid_value_and_slope(std::span<const double> in, std::span<double> value, std::span<double> slope);
void logsigmoid(std::span<const float> in, std::span<float> out);
void logsigmoid_slope(std::span<const float> in, std::span<float> out);
void logsigmoid_value_and_slope(std::span<const float> in, std::span<float> value, std::span<float> slope);

/// log(1 + e^x). Its slope is σ(x).
void softplus(std::span<const double> in, std::span<double> out);
void softplus_slope(std::span<const double> in, std::span<double> out);
void softplus_value_and_slope(std::span<const double> in, std::span<double> value, std::span<double> slope);
void softplus(std::span<const float> in, std::span<float> out);
void softplus_slope(std::span<const float> in, std::span<float> out);
void softplus_value_and_slope(std::span<const float> in, std::span<float> value, std::span<float> slope);

/// log(p/(1 − p)): −∞ and ∞ at 0 and 1, NaN outside. Its slope is 1/(p(1 − p)).
void logit(std::span<const double> in, std::span<double> out);
void logit_slope(std::span<const double> in, std::span<double> out);
void logit_value_and_slope(std::span<const double> in, std::span<double> value, std::span<double> slope);
void logit(std::span<const float> in, std::span<float> out);
void logit_slope(std::span<const float> in, std::span<float> out);
void logit_value_and_slope(std::span<const float> in, std::span<float> value, std::span<float> slope);

/// The hyperbolic tangent.
void tanh(std::span<const double> in, std::span<double> out);
void tanh_slope(std::span<const double> in, std::span<double> out);
void tanh_value_and_slope(std::span<const double> in, std::span<double> value, std::span<double> slope);
void tanh(std::span<const float> in, std::span<float> out);
void tanh_slope(std::span<const float> in, std::span<float> out);
void tanh_value_and_slope(std::span<const float> in, std::span<float> value, std::span<float> slope);

/// x σ(x).
void swish(std::span<const double> in, std::span<double> out);
void swish_slope(std::span<const double> in, std::span<double> out);
void swish_value_and_slope(std::span<const double> in, std::span<double> value, std::span<double> slope);
void swish(std::span<const float> in, std::span<float> out);
void swish_slope(std::span<const float> in, std::span<float> out);
void swish_value_and_slope(std::span<const float> in, std::span<float> value, std::span<float> slope);

/// x Φ(x), Φ the distribution function of the standard normal.
void gelu(std::span<const double> in, std::span<double> out);
void gelu_slope(std::span<const double> in, std::span<double> out);
void gelu_value_and_slope(std::span<const double> in, std::span<double> value, std::span<double> slope);
void gelu(std::span<const float> in, std::span<float> out);
void gelu_slope(std::span<const float> in, std::span<float> out);
void gelu_value_and_slope(std::span<const float> in, std::span<float> value, std::span<float> slope);

}  // namespace slope
