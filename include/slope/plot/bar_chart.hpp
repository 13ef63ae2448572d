// SPDX-License-Identifier: MIT
// Bars by category, side by side where there are several series.
#pragma once

#include "slope/plot/axis.hpp"
#include "slope/plot/picture.hpp"

namespace slope::plot {

struct Bars {
  std::string name{};
  std::vector<double> values{};  ///< one for each category
};

/// On a logarithmic axis bars stand on the axis's low end; else on 0.
struct BarChart {
  std::string title{}, x_label{};
  Axis y{};
  std::vector<std::string> categories{};
  std::vector<Bars> series{};
  Size size{};
};

/// @throws UsageError if a series has not one value for each category
Picture draw(const BarChart& chart);

}  // namespace slope::plot
