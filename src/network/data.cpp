// SPDX-License-Identifier: MIT
#include "slope/network/data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "number.hpp"
#include "slope/core/error.hpp"
#include "slope/network/random.hpp"

namespace slope {

std::string_view name_of(Task task) {
  switch (task) {
    case Task::regression: return "regression";
    case Task::binary: return "binary";
    case Task::classes: return "classes";
  }
  return "?";
}

std::size_t Dataset::outputs() const {
  switch (about.task) {
    case Task::regression: return about.targets.size();
    case Task::binary: return 1;
    case Task::classes: return about.classes.size();
  }
  return 0;
}

namespace {

void check_size(const char* what, std::size_t expected, std::size_t found) {
  if (expected != found)
    throw UsageError(fmt::format("the data should have {} {}, and have {}", expected, what, found));
}

void check_finite(const std::vector<double>& values, const std::vector<std::string>& columns) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isfinite(values[i]))
      throw UsageError(fmt::format("row {} of the data, column '{}': {} is not a finite number",
                                   i / columns.size() + 1, columns[i % columns.size()], values[i]));
}

std::vector<std::string> numbered(const char* letter, std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= count; ++i) names.push_back(letter + std::to_string(i));
  return names;
}

Dataset data_of(const std::vector<std::vector<double>>& features) {
  Dataset data;
  data.rows = features.size();
  data.about.features = numbered("x", features.empty() ? 0 : features[0].size());
  data.about.targets = {"y"};
  for (const std::vector<double>& row : features) {
    check_size("features in every row", data.inputs(), row.size());
    data.features.insert(data.features.end(), row.begin(), row.end());
  }
  return data;
}

}  // namespace

void Dataset::check() const {
  if (rows == 0) throw UsageError("the data have no rows");
  if (inputs() == 0) throw UsageError("the data have no features");
  check_size("numbers in their features", rows * inputs(), features.size());
  check_finite(features, about.features);
  if (about.task == Task::regression) {
    if (about.targets.empty()) throw UsageError("the data have no targets");
    check_size("numbers in their targets", rows * about.targets.size(), targets.size());
    check_finite(targets, about.targets);
    return;
  }
  if (about.task == Task::binary) check_size("classes", 2, about.classes.size());
  check_size("labels", rows, labels.size());
  for (std::size_t i = 0; i < rows; ++i)
    if (labels[i] >= about.classes.size())
      throw UsageError(fmt::format("row {} of the data has label {}: there are {} classes, from 0", i + 1,
                                   labels[i], about.classes.size()));
}

Dataset regression_data(const std::vector<std::vector<double>>& features,
                        const std::vector<double>& targets) {
  Dataset data = data_of(features);
  data.targets = targets;
  data.check();
  return data;
}

Dataset class_data(const std::vector<std::vector<double>>& features, const std::vector<std::size_t>& labels,
                   std::size_t classes) {
  Dataset data = data_of(features);
  data.about.task = Task::classes;
  for (std::size_t i = 0; i < classes; ++i) data.about.classes.push_back(std::to_string(i));
  data.labels = labels;
  data.check();
  return data;
}

Dataset binary_data(const std::vector<std::vector<double>>& features,
                    const std::vector<std::size_t>& labels) {
  Dataset data = class_data(features, labels, 2);
  data.about.task = Task::binary;
  return data;
}

Dataset rows_of(const Dataset& data, std::span<const std::size_t> rows) {
  Dataset some;
  some.about = data.about;
  some.rows = rows.size();
  const std::size_t outputs = data.rows == 0 ? 0 : data.targets.size() / data.rows;
  for (const std::size_t i : rows) {
    const auto row = data.row(i);
    some.features.insert(some.features.end(), row.begin(), row.end());
    for (std::size_t j = 0; j < outputs; ++j) some.targets.push_back(data.targets[i * outputs + j]);
    if (!data.labels.empty()) some.labels.push_back(data.labels[i]);
  }
  return some;
}

Split split(const Dataset& data, double fraction, std::uint64_t seed) {
  if (!(fraction > 0 && fraction < 1))
    throw UsageError(
        fmt::format("the part of the data to hold out must be between 0 and 1, not {}", fraction));
  if (data.rows < 2)
    throw UsageError("data of fewer than two rows cannot be split: train without validation (0)");
  const double wanted = std::round(fraction * static_cast<double>(data.rows));
  const std::size_t count =
      std::min(data.rows - 1, std::max<std::size_t>(1, static_cast<std::size_t>(wanted)));
  std::vector<std::size_t> order(data.rows);
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random(seed).shuffle(std::span(order));
  // Class by class, and of these every so many: each class gives its share.
  if (!data.labels.empty())
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return data.labels[a] < data.labels[b]; });
  std::vector<std::size_t> rest, held_out;
  for (std::size_t i = 0, due = 0; i < order.size(); ++i) {
    due += count;
    (due >= data.rows ? held_out : rest).push_back(order[i]);
    if (due >= data.rows) due -= data.rows;
  }
  return {rows_of(data, rest), rows_of(data, held_out)};
}

Standardizer Standardizer::of(std::span<const double> values, std::size_t columns) {
  Standardizer out;
  const std::size_t rows = columns == 0 ? 0 : values.size() / columns;
  for (std::size_t column = 0; column < columns; ++column) {
    const auto n = static_cast<double>(rows);
    double sum = 0, most = 0, squares = 0;
    for (std::size_t row = 0; row < rows; ++row) sum += values[row * columns + column];
    const double mean = sum / n;
    for (std::size_t row = 0; row < rows; ++row)
      most = std::max(most, std::fabs(values[row * columns + column] - mean));
    const int unit = detail::unit_of(most);
    for (std::size_t row = 0; row < rows; ++row) {
      const double d = std::ldexp(values[row * columns + column] - mean, -unit);
      squares += d * d;
    }
    const double deviation = std::ldexp(std::sqrt(squares / n), unit);
    if (!std::isfinite(mean) || !std::isfinite(deviation))
      throw LimitError(fmt::format("column {} has numbers too large to be standardized", column + 1));
    // What rounding leaves of a constant column's deviation is none.
    const bool constant = deviation <= 1e-14 * std::fabs(mean);
    out.mean.push_back(mean);
    out.scale.push_back(constant ? 1 : deviation);
  }
  return out;
}

}  // namespace slope
