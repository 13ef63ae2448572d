// SPDX-License-Identifier: MIT
// What `slope gradients` says.
#pragma once

#include "experiment.hpp"
#include "slope/plot/picture.hpp"

namespace slope::tool {

/// One kind of network at several depths.
struct Measured {
  Experiment experiment;
  std::vector<std::vector<double>> norms;  ///< for each depth, layer by layer
};
struct Gradients {
  std::vector<std::size_t> depths;  ///< rising
  std::vector<Measured> all;        ///< at least one
};

std::string gradients_text(const Gradients& gradients);
std::string gradients_json(const Gradients& gradients);
/// The gradient of the first layer over the depth; of every layer, if there is only one depth.
plot::Picture gradients_picture(const Gradients& gradients);

}  // namespace slope::tool
