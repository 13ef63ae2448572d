// SPDX-License-Identifier: MIT
// The options of `slope train` that say what is trained, and how.
#pragma once

#include <CLI/App.hpp>
#include <string>

#include "slope/network/csv.hpp"
#include "slope/network/train.hpp"

namespace slope::tool {

struct TrainChoices {
  std::string target, task, header, separator = ",", layers = "16", activation = "sigmoid", init, loss,
                                    optimizer = "adam", schedule = "constant", rate, epochs = "200",
                                    batch = "32", validation = "0.2", patience = "0", l2 = "0", dropout = "0",
                                    clip = "0", seed = "1", threads = "0", checkpoint_every = "1";

  void add_to(CLI::App& app);
};

/// What the choices mean. @throws UsageError that names the option @{
CsvOptions csv_options(const TrainChoices& choices);
TrainOptions train_options(const TrainChoices& choices);
Network<double> network_for(const Dataset& data, const TrainChoices& choices);
/// @}

/// The one character that --separator states, \t for a tabulator. @throws UsageError
char separator_in(const std::string& text);

/// "adam, rate 0.01, batches of 32".
std::string method_of(const TrainOptions& options);

}  // namespace slope::tool
