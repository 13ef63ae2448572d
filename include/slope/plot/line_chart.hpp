// SPDX-License-Identifier: MIT
// Curves, points and columns over one variable.
#pragma once

#include "slope/plot/axis.hpp"
#include "slope/plot/picture.hpp"

namespace slope::plot {

/// One curve: y over x. A point that an axis cannot show (NaN; 0 on a logarithmic axis) is a gap in the line.
struct Series {
  enum class Style {
    line,
    points,
    columns  ///< areas from the lower edge to y; x are the n + 1 edges of n columns; an infinite y reaches the upper edge
  };
  std::string name{};
  std::vector<double> x{}, y{};
  Style style = Style::line;
  std::vector<std::string> notes{};  ///< shown when pointing at a column, if given
};

/// Series differ by colour, by dashes and by marks, so that they can be told apart in black and white.
struct LineChart {
  std::string title{};
  Axis x{}, y{};
  std::vector<Series> series{};
  Size size{};
};

/// A line of more points than the picture has columns is thinned to the first, lowest, highest and last of each column.
/// O(points). @throws UsageError if the sizes of x, y and notes do not fit together
Picture draw(const LineChart& chart);

}  // namespace slope::plot
