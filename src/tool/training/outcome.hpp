// SPDX-License-Identifier: MIT
// What `slope train` has learned, and how it is shown.
#pragma once

#include <optional>
#include <string>

#include "slope/network/train.hpp"

namespace slope::tool {

/// Some of the rows, and how well the network predicts them.
struct Part {
  std::string name;  ///< "training", "validation"
  Dataset data;
  Evaluation evaluation;
};

struct Outcome {
  std::string source;     ///< the file of the data
  Network<double> start;  ///< as it was before training, with the scaling and output of the other
  Network<double> network;
  Loss loss;
  std::string method;  ///< "adam, rate 0.01, batches of 32"
  TrainResult result;
  std::vector<Part> parts;  ///< training, and validation if there is one

  const DataDescription& about() const { return parts.front().data.about; }
  /// The one to judge by.
  const Part& last() const { return parts.back(); }
};

/// "30-16-1".
std::string shape_of(const Network<double>& network);
/// "binary classification: benign or malignant, by 30 inputs".
std::string task_of(const DataDescription& about);
/// "97.3 %".
std::string percent(double part);

/// A table of numbers for each part: row by row, a name and a value for each part.
std::vector<std::vector<std::string>> metrics_of(const Outcome& outcome);

/// For reading in a terminal; as a page of its own with pictures.
/// @{
std::string outcome_text(const Outcome& outcome);
std::string outcome_page(const Outcome& outcome);
/// @}

}  // namespace slope::tool
