// SPDX-License-Identifier: MIT
// Where in the plane a classifier decides for which class.
#pragma once

#include <functional>

#include "slope/plot/axis.hpp"
#include "slope/plot/picture.hpp"

namespace slope::plot {

/// A point of known class.
struct LabelledPoint {
  double x, y;
  std::size_t label;
};

/// The plane in areas of different grey, one for each class, with a line where the decision changes; and points, whose
/// marks tell their class.
struct DecisionMap {
  std::string title{};
  Axis x{}, y{};  ///< even; their ends, where not given, are those of the points and a little more
  std::vector<std::string> classes{};  ///< their names
  /// A score for each class; the highest decides. Of two classes, which should be probabilities, the places where they
  /// are 0.1 and 0.9 have thin lines.
  std::function<std::vector<double>(double x, double y)> scores{};
  std::vector<LabelledPoint> points{};
  Size size{};
};

/// Calls `scores` at the 6561 nodes of a grid. @throws UsageError if there is no class, a point's label is none of
/// them, or `scores` does not return one number for each
Picture draw(const DecisionMap& map);

}  // namespace slope::plot
