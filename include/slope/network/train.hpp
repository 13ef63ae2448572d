// SPDX-License-Identifier: MIT
// Training.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "slope/core/error.hpp"
#include "slope/network/loss.hpp"
#include "slope/network/network.hpp"
#include "slope/network/optimizer.hpp"
#include "slope/network/schedule.hpp"

namespace slope {

/// What is known after an epoch, from 1.
struct EpochReport {
  std::size_t epoch = 0;
  double loss = 0;               ///< the mean over the epoch's batches, as the weights were at each
  double validation_loss = 0;    ///< NaN without a validation split, as the next
  double validation_metric = 0;  ///< accuracy, or the root mean squared error for regression
  double rate = 0;               ///< the learning rate
};

/// Whether training goes on.
enum class Continue { yes, no };

struct TrainOptions {
  std::size_t epochs = 200;
  std::size_t batch = 32;  ///< rows a step; 0, or L-BFGS: all
  Loss loss = Loss::automatic;
  double huber_delta = 1;
  OptimizerOptions optimizer = Adam{.rate = 0.01};
  Schedule schedule = ConstantRate{};
  double l2 = 0;
  double dropout = 0;
  double clip_norm = 0;     ///< the greatest norm of the whole gradient, which is scaled down to it; 0: any
  bool standardize = true;  ///< fits the standardizer of a network that has none to the data
  double validation = 0;    ///< the part of the data that is held out to validate with
  std::size_t patience =
      0;  ///< stops after so many epochs without a smaller validation loss, and goes back to the best
          ///< weights; 0: never
  std::uint64_t seed = 1;  ///< of the split, the order of rows and dropout
  std::size_t threads =
      0;  ///< for large layers (parallel/parallel.hpp); 0: as many as the machine has. Weights do not depend on it
  /// Called after every epoch. A run that it stops may be resumed.
  std::function<Continue(const EpochReport&)> observer = {};
  std::string checkpoint = {};  ///< the file to keep the state of the run in
  double checkpoint_seconds =
      1;  ///< time between two of them at least, and at least twenty times what one takes to be written, so that this is
          ///< a twentieth of the time at most; 0: after every epoch. One is written at the end
  bool resume = false;  ///< goes on from the checkpoint if the file exists
};

/// Why training ended.
enum class Ended { all_epochs, early, by_observer };

struct TrainResult {
  std::vector<EpochReport> history;
  Ended ended = Ended::all_epochs;
  std::size_t best_epoch = 0;  ///< with the smallest validation loss, if there is a validation split
};

/// The loss became NaN or infinite. The network has the weights of the last good epoch.
struct TrainingError : Error {
  TrainingError(const std::string& message, std::size_t at_epoch, std::size_t at_layer)
      : Error(message), epoch(at_epoch), layer(at_layer) {}
  std::size_t epoch;
  std::size_t layer;  ///< from 1, the first one that had a value that is not finite
};

/// Trains a network. The same network, data and options give the same weights, bit for bit, whether a run was broken off and
/// resumed or not.
/// @throws UsageError if network, data and options do not go together, or a checkpoint cannot be read, written, or belongs
/// to another run; TrainingError
template <class T>
TrainResult train(Network<T>& network, const Dataset& data, const TrainOptions& options = {});

/// A network's predictions for a data set, and how good they are.
struct Evaluation {
  double loss = 0;
  std::vector<double> outputs;         ///< rows × outputs
  std::vector<std::size_t> predicted;  ///< labels; empty for regression
  double accuracy = 0;                 ///< classes
  std::vector<std::size_t> confusion;  ///< classes × classes
  double log_loss = 0;
  double roc_area = 0;             ///< binary; NaN if one of the classes does not occur
  double rmse = 0, r_squared = 0;  ///< regression; r_squared is NaN if all targets are equal
};
/// @throws UsageError if network and data do not go together
template <class T>
Evaluation evaluate(const Network<T>& network, const Dataset& data, Loss loss = Loss::automatic);

/// The label that outputs of a row stand for: the largest, or, of one output, whether it is at least 1/2.
template <class T> std::size_t label_of(std::span<const T> outputs);

extern template TrainResult train(Network<float>&, const Dataset&, const TrainOptions&);
extern template TrainResult train(Network<double>&, const Dataset&, const TrainOptions&);
extern template Evaluation evaluate(const Network<float>&, const Dataset&, Loss);
extern template Evaluation evaluate(const Network<double>&, const Dataset&, Loss);

}  // namespace slope
