// SPDX-License-Identifier: MIT
// Data to learn from.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slope {

/// What is to be predicted.
enum class Task {
  regression,  ///< numbers
  binary,      ///< one of two classes
  classes,     ///< one of several classes
};
std::string_view name_of(Task task);

/// What the columns mean. Kept with a model, so that it can be used on other data.
struct DataDescription {
  Task task = Task::regression;
  std::vector<std::string> features;  ///< a name for each input
  std::vector<std::string> targets;  ///< a name for each number to predict; for classes, the one of the label
  std::vector<std::string>
      classes;  ///< names of the classes, in the order of their labels; empty for regression
};

/// Rows of features, each with a target. Features and targets are row by row.
struct Dataset {
  DataDescription about;
  std::size_t rows = 0;
  std::vector<double> features;     ///< rows × inputs()
  std::vector<double> targets;      ///< regression: rows × about.targets.size()
  std::vector<std::size_t> labels;  ///< binary and classes: rows, from 0 to the number of classes − 1

  std::size_t inputs() const { return about.features.size(); }
  /// Of a network: a number each for regression, 1 for binary, the number of classes for classes.
  std::size_t outputs() const;
  std::span<const double> row(std::size_t i) const { return {features.data() + i * inputs(), inputs()}; }
  /// @throws UsageError if sizes do not fit, a label has no class, or a number is not finite, and where
  void check() const;
};

/// Data from rows written in the program; features are called x1, x2, …. @throws UsageError as Dataset::check does
/// @{
Dataset regression_data(const std::vector<std::vector<double>>& features, const std::vector<double>& targets);
Dataset binary_data(const std::vector<std::vector<double>>& features, const std::vector<std::size_t>& labels);
Dataset class_data(const std::vector<std::vector<double>>& features, const std::vector<std::size_t>& labels,
                   std::size_t classes);
/// @}

/// Some rows, in this order. REQUIRES that they exist
Dataset rows_of(const Dataset& data, std::span<const std::size_t> rows);

struct Split {
  Dataset rest, held_out;
};
/// Holds out a fraction of the rows, drawn by the seed, of each class in proportion: at least one row, and at least one
/// remains.
/// @throws UsageError unless 0 < fraction < 1 and there are two rows
Split split(const Dataset& data, double fraction, std::uint64_t seed);

/// Shifts and scales columns to mean 0 and standard deviation 1; a constant column is only shifted. Without columns it is
/// the identity.
struct Standardizer {
  std::vector<double> mean, scale;

  bool empty() const { return mean.empty(); }
  /// Of rows of `columns` values each. @throws LimitError if a mean or a deviation overflows
  static Standardizer of(std::span<const double> values, std::size_t columns);
  double standardized(std::size_t column, double x) const {
    return empty() ? x : (x - mean[column]) / scale[column];
  }
  double restored(std::size_t column, double z) const {
    return empty() ? z : mean[column] + scale[column] * z;
  }
};

}  // namespace slope
