// SPDX-License-Identifier: MIT
// How the learning rate changes from epoch to epoch.
#pragma once

#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

namespace slope {

struct ConstantRate {};
/// Multiplied by `factor` every `epochs` epochs.
struct StepDecay {
  std::size_t epochs = 30;
  double factor = 0.1;
};
/// Multiplied by `factor` each epoch.
struct ExponentialDecay {
  double factor = 0.99;
};
/// Half a cosine from 1 down to `last` over all epochs. Loshchilov and Hutter, 2017.
struct CosineDecay {
  double last = 0;
};
using Schedule = std::variant<ConstantRate, StepDecay, ExponentialDecay, CosineDecay>;

/// What the rate is multiplied by in an epoch, from 0. The cosine comes from a rational formula of its own, so that the
/// factor is the same on every machine.
double rate_factor(const Schedule& schedule, std::size_t epoch, std::size_t epochs);

/// "constant", "step", "exponential", "cosine".
std::string_view name_of(const Schedule& schedule);
/// @throws UsageError that lists the names
Schedule schedule(std::string_view name);
std::vector<std::string_view> schedule_names();

}  // namespace slope
