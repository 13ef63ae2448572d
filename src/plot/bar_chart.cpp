// SPDX-License-Identifier: MIT
#include "slope/plot/bar_chart.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "frame.hpp"
#include "slope/core/error.hpp"

namespace slope::plot {

Picture draw(const BarChart& chart) {
  std::vector<double> values;
  std::vector<LegendEntry> legend;
  for (const Bars& bars : chart.series) {
    if (bars.values.size() != chart.categories.size())
      throw UsageError(fmt::format("the bars '{}' are {} for {} categories", bars.name, bars.values.size(),
                                   chart.categories.size()));
    values.insert(values.end(), bars.values.begin(), bars.values.end());
    legend.push_back({bars.name, LegendEntry::Sample::area, {}, fill_of(legend.size())});
  }
  const bool logarithmic = chart.y.spacing == Spacing::logarithmic;
  if (!logarithmic) values.push_back(0);
  const Scale y(chart.y, values, 0.08);
  Canvas canvas;
  const Box box =
      draw_frame(canvas, chart.size, chart.title, legend.size() > 1 ? legend : std::vector<LegendEntry>{},
                 side_of(chart.x_label, chart.categories), side_of(chart.y, y, chart.size.height));
  const double foot = logarithmic ? 0 : std::clamp(y.position(0), 0.0, 1.0);
  const double share = box.width() / static_cast<double>(std::max<std::size_t>(chart.categories.size(), 1));
  const double width = 0.76 * share / static_cast<double>(std::max<std::size_t>(chart.series.size(), 1));
  bool any = false;
  for (std::size_t s = 0; s < chart.series.size(); ++s)
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
      const double value = chart.series[s].values[i];
      if (!y.can_show(value)) continue;
      any = true;
      const double left = box.left + (static_cast<double>(i) + 0.12) * share + static_cast<double>(s) * width;
      const double end = std::clamp(y.position(value), 0.0, 1.0);
      canvas.box({left, box.at(0, std::max(end, foot)).y, left + width, box.at(0, std::min(end, foot)).y},
                 legend[s].fill, ink, fmt::format("{}: {}", chart.categories[i], short_number(value)));
    }
  if (!logarithmic && foot > 0) canvas.line(box.at(0, foot), box.at(1, foot), ink);
  close_frame(canvas, box, any);
  return {chart.size, chart.title.empty() ? chart.y.label : chart.title, std::move(canvas).content()};
}

}  // namespace slope::plot
