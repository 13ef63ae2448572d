// SPDX-License-Identifier: MIT
// What stands around the data of a chart: title, legend, axes with their marks.
#pragma once

#include "canvas.hpp"
#include "slope/plot/axis.hpp"

namespace slope::plot {

struct LegendEntry {
  enum class Sample { line, mark, area };
  std::string name;
  Sample sample = Sample::line;
  Look look{};
  std::string_view fill = "#fff";  // of a mark, or of an area
  bool marked = false;             // a line, or an area, with a mark
  std::string_view mark_fill = "#fff";
};

/// One side of a frame. Marks are at positions from 0 to 1, from the left or from below.
struct Side {
  struct Mark {
    double position;
    std::string label;
  };
  std::string label;
  std::vector<Mark> marks;
  bool grid = true;
};
/// An axis of numbers along so many units.
Side side_of(const Axis& axis, const Scale& scale, double length);
/// Names, each in the middle of an equal share.
Side side_of(const std::string& label, const std::vector<std::string>& names, bool downwards = false);

/// Draws everything but the data, and says where they go. `right` units stay free at the right.
/// @throws UsageError if nothing would be left for the data
Box draw_frame(Canvas& canvas, const Size& size, const std::string& title,
               const std::vector<LegendEntry>& legend, const Side& x, const Side& y, double right = 0);
/// The line around the data, and "no data" if there are none.
void close_frame(Canvas& canvas, const Box& box, bool any_data);

}  // namespace slope::plot
