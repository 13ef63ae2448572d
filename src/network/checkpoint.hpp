// SPDX-License-Identifier: MIT
// The state of a training run, from which it goes on as if it had not been broken off.
#pragma once

#include <optional>
#include <string>

#include "slope/network/train.hpp"

namespace slope::detail {

/// What a run was started with. Two runs with equal ones do the same.
struct RunIdentity {
  std::string network, data, options;
};

template <class T> struct RunState {
  std::size_t epoch = 0;  ///< finished
  Random::State random{};
  std::vector<T> parameters;
  OptimizerState<T> optimizer;
  std::vector<T> best;  ///< the parameters of the best epoch, if they are wanted
  std::size_t best_epoch = 0;
  double best_loss = 0;
  std::vector<EpochReport> history;
};

template <class T>
RunIdentity identity_of(const Network<T>& network, const Dataset& data, const TrainOptions& options);

/// @throws UsageError with the path and the reason
template <class T>
void save_checkpoint(const std::string& path, const RunIdentity& run, const RunState<T>& state);
/// Nothing if there is no such file. @throws UsageError if it cannot be read, is damaged, or is of another run, and says
/// what differs
template <class T>
std::optional<RunState<T>> load_checkpoint(const std::string& path, const RunIdentity& run);

}  // namespace slope::detail
