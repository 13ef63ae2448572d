// SPDX-License-Identifier: MIT
// Pictures of a training and of what it has learned.
#pragma once

#include "outcome.hpp"
#include "slope/plot/picture.hpp"

namespace slope::tool {

/// A picture, and what one sees in it.
struct Figure {
  plot::Picture picture;
  std::string caption;
};

/// The loss, and the metric if there is a validation part, over the epochs.
std::vector<Figure> curves(const Outcome& outcome, plot::Size size);
/// How many of each class were taken for which. Nothing for regression, or more classes than can be told apart.
std::optional<Figure> confusion_figure(const Outcome& outcome, plot::Size size);
/// ‖∂L/∂W‖ of each layer, before training and after.
Figure gradients_figure(const Outcome& outcome, plot::Size size);
/// The weights of a layer. Of more than `shown_layers` layers, the first are shown.
inline constexpr std::size_t shown_layers = 8;
Figure weights_figure(const Outcome& outcome, std::size_t layer, plot::Size size);
/// The activation of the first layer and its derivative.
Figure activation_figure(const Outcome& outcome, plot::Size size);
/// What the network says over the plane or line of its inputs, with the data. Nothing with more than two inputs, or two
/// for regression.
std::optional<Figure> decision_figure(const Outcome& outcome, plot::Size size);

/// All of them, with names for files: loss, validation, decision, confusion, weights-1, …, gradients, activation.
std::vector<std::pair<std::string, plot::Picture>> all_pictures(const Outcome& outcome, plot::Size size);

}  // namespace slope::tool
