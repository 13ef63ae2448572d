// SPDX-License-Identifier: MIT
// Where a function on a grid is positive, and where it is 0.
#pragma once

#include <string>
#include <vector>

#include "canvas.hpp"

namespace slope::plot {

/// Values at the (columns + 1)·(rows + 1) corners of cells that fill a box; row by row, from below.
struct Grid {
  Box box;
  std::size_t columns, rows;
  std::vector<double> values;
};

/// SVG path data; between corners the function is taken to be linear. @{
std::string positive_area(const Grid& grid);
std::string zero_line(const Grid& grid);
/// @}

}  // namespace slope::plot
