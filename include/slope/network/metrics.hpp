// SPDX-License-Identifier: MIT
// How good predictions are.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace slope {

/// The part of the predicted labels that is right. @throws UsageError if the sizes differ or are 0, as all of these
double accuracy(std::span<const std::size_t> predicted, std::span<const std::size_t> labels);

/// counts[i·classes + j]: how many of class i were predicted to be of class j. @throws UsageError if a label is too large
std::vector<std::size_t> confusion_matrix(std::span<const std::size_t> predicted,
                                          std::span<const std::size_t> labels, std::size_t classes);

/// The mean of −log of the probability given to the right class; `probabilities` are rows × classes, or for two classes one
/// number a row, the probability of class 1. Infinite if one is 0.
double log_loss(std::span<const double> probabilities, std::span<const std::size_t> labels);

/// The area under the receiver operating characteristic: how probable it is that a random row of class 1 has a higher score
/// than one of class 0, ties counted half (Mann and Whitney). O(n log n).
/// @throws UsageError if one of the classes does not occur or a score is not a number
double roc_area(std::span<const double> scores, std::span<const std::size_t> labels);

/// √ of the mean of (yᵢ − tᵢ)².
double root_mean_squared_error(std::span<const double> y, std::span<const double> targets);

/// R² = 1 − Σ(yᵢ − tᵢ)²/Σ(tᵢ − t̄)². @throws UsageError if all targets are equal
double r_squared(std::span<const double> y, std::span<const double> targets);

}  // namespace slope
