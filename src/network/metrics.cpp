// SPDX-License-Identifier: MIT
#include "slope/network/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "number.hpp"
#include "slope/core/error.hpp"

namespace slope {

namespace {

void check_sizes(const char* metric, std::size_t predicted, std::size_t given) {
  if (predicted != given)
    throw UsageError(fmt::format("{}: {} predictions for {} rows", metric, predicted, given));
  if (given == 0) throw UsageError(fmt::format("{}: there are no rows", metric));
}

}  // namespace

double accuracy(std::span<const std::size_t> predicted, std::span<const std::size_t> labels) {
  check_sizes("accuracy", predicted.size(), labels.size());
  std::size_t right = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) right += predicted[i] == labels[i] ? 1 : 0;
  return static_cast<double>(right) / static_cast<double>(labels.size());
}

std::vector<std::size_t> confusion_matrix(std::span<const std::size_t> predicted,
                                          std::span<const std::size_t> labels, std::size_t classes) {
  check_sizes("confusion matrix", predicted.size(), labels.size());
  std::vector<std::size_t> counts(classes * classes);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] >= classes || predicted[i] >= classes)
      throw UsageError(
          fmt::format("confusion matrix: row {} has label {} and prediction {}: there are {} classes", i + 1,
                      labels[i], predicted[i], classes));
    ++counts[labels[i] * classes + predicted[i]];
  }
  return counts;
}

double log_loss(std::span<const double> probabilities, std::span<const std::size_t> labels) {
  if (labels.empty() || probabilities.size() % labels.size() != 0)
    check_sizes("log loss", probabilities.size(), labels.size());
  const std::size_t columns = probabilities.size() / labels.size();
  double sum = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::size_t classes = columns == 1 ? 2 : columns;
    if (labels[i] >= classes)
      throw UsageError(
          fmt::format("log loss: row {} has label {}: there are {} classes", i + 1, labels[i], classes));
    if (columns > 1) sum -= std::log(probabilities[i * columns + labels[i]]);
    else sum -= labels[i] == 1 ? std::log(probabilities[i]) : std::log1p(-probabilities[i]);
  }
  return sum / static_cast<double>(labels.size());
}

double roc_area(std::span<const double> scores, std::span<const std::size_t> labels) {
  check_sizes("ROC area", scores.size(), labels.size());
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  double ones = 0, zeros = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (std::isnan(scores[i])) throw UsageError(fmt::format("ROC area: the score of row {} is NaN", i + 1));
    if (labels[i] > 1)
      throw UsageError(fmt::format("ROC area: row {} has label {}, not 0 or 1", i + 1, labels[i]));
    ++(labels[i] == 1 ? ones : zeros);
  }
  if (ones == 0 || zeros == 0) throw UsageError("ROC area: there must be rows of both classes");
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
  // Pairs (one, zero) with the one above, twice, so that a tie counts 1.
  double twice = 0, zeros_below = 0;
  for (std::size_t i = 0; i < order.size();) {
    double ones_here = 0, zeros_here = 0;
    const double score = scores[order[i]];
    for (; i < order.size() && scores[order[i]] == score; ++i)
      ++(labels[order[i]] == 1 ? ones_here : zeros_here);
    twice += ones_here * (2 * zeros_below + zeros_here);
    zeros_below += zeros_here;
  }
  return twice / (2 * ones * zeros);
}

double root_mean_squared_error(std::span<const double> y, std::span<const double> targets) {
  check_sizes("root mean squared error", y.size(), targets.size());
  double sum = 0;
  for (std::size_t i = 0; i < y.size(); ++i) sum += (y[i] - targets[i]) * (y[i] - targets[i]);
  return std::sqrt(sum / static_cast<double>(y.size()));
}

double r_squared(std::span<const double> y, std::span<const double> targets) {
  check_sizes("R squared", y.size(), targets.size());
  const double mean =
      std::accumulate(targets.begin(), targets.end(), 0.0) / static_cast<double>(targets.size());
  double most = 0;
  for (const double t : targets) most = std::max(most, std::fabs(t - mean));
  const int unit = detail::unit_of(most);
  double residual = 0, total = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double error = std::ldexp(y[i] - targets[i], -unit),
                 deviation = std::ldexp(targets[i] - mean, -unit);
    residual += error * error;
    total += deviation * deviation;
  }
  if (most == 0) throw UsageError("R squared: all targets are equal");
  return 1 - residual / total;
}

}  // namespace slope
