// SPDX-License-Identifier: MIT
// How large gradients are in a network that has learned nothing yet.
#pragma once

#include <string>
#include <vector>

#include "slope/network/network.hpp"

namespace slope::tool {

/// An initialisation by the library's name or one of `default` (uniform), `xavier` (xavier_uniform), `he` (he_normal) and
/// `lecun` (lecun_normal); times a factor, if it ends with one, as in `xavier*4`. @throws UsageError
Initialization initialization_named(std::string_view name);

/// One kind of network: hidden layers of `width` units, a linear output, the mean squared error over a batch; inputs and
/// targets drawn from N(0, 1).
struct Experiment {
  std::string activation, init;
  std::size_t inputs = 16, width = 16, batch = 64, seeds = 20;
};

/// The medians over the seeds of ‖∂L/∂W‖ (the root of the sum of squares), layer by layer from the input; the output layer
/// is the last of depth + 1. O(seeds · depth · width² · batch). @throws UsageError for names that there are not
std::vector<double> median_gradients(const Experiment& experiment, std::size_t depth);

}  // namespace slope::tool
