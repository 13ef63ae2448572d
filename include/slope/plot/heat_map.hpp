// SPDX-License-Identifier: MIT
// A matrix as a field of cells, darker where numbers are smaller.
#pragma once

#include <vector>

#include "slope/plot/axis.hpp"
#include "slope/plot/picture.hpp"

namespace slope::plot {

/// Cells turn lighter with their numbers, so the order of numbers survives in black and white. A scale stands at the
/// side; numbers stand in the cells where they fit. Cells that are NaN or infinite are crossed out.
struct HeatMap {
  std::string title{}, x_label{}, y_label{};
  std::size_t rows = 0, columns = 0;
  std::vector<double> values{};                          ///< row by row, from the top
  std::vector<std::string> row_names{}, column_names{};  ///< numbers from 1 if empty
  bool around_zero = false;                              ///< the scale reaches equally far on both sides of 0
  bool dark_is_high = false;                             ///< the scale turned round, as suits counts
  Size size{};
};

/// The most rows, and columns, that are drawn. Of more, neighbours share a cell, which shows the one farthest from 0;
/// the picture says so.
inline constexpr std::size_t max_cells = 96;

/// @throws UsageError if the sizes of values and names do not fit rows and columns
Picture draw(const HeatMap& map);

}  // namespace slope::plot
