// SPDX-License-Identifier: MIT
#include "slope/plot/decision_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "contour.hpp"
#include "frame.hpp"
#include "slope/core/error.hpp"

namespace slope::plot {

namespace {

constexpr std::size_t cells = 80;
constexpr std::array<std::string_view, 6> areas = {"#f6f9fd", "#f0c48a", "#97b0a6",
                                                   "#dedede", "#c3a9d4", "#84a2c4"};
std::string_view area_of(std::size_t k) { return areas[k % areas.size()]; }
std::string_view mark_fill(std::size_t k) { return k % 2 == 0 ? "#fff" : ink; }

// The scores at the nodes of the grid, of each class.
std::vector<std::vector<double>> scores_on_grid(const DecisionMap& map, const Scale& x, const Scale& y) {
  std::vector<std::vector<double>> scores(map.classes.size());
  for (std::size_t row = 0; row <= cells; ++row)
    for (std::size_t column = 0; column <= cells; ++column) {
      const auto here =
          map.scores(x.at(static_cast<double>(column) / cells), y.at(static_cast<double>(row) / cells));
      if (here.size() != scores.size())
        throw UsageError(
            fmt::format("a decision between {} classes has {} scores", scores.size(), here.size()));
      for (std::size_t k = 0; k < scores.size(); ++k) scores[k].push_back(here[k]);
    }
  return scores;
}

// How far class k is ahead of the best of the others, at each node.
std::vector<double> lead_of(std::size_t k, const std::vector<std::vector<double>>& scores) {
  std::vector<double> lead(scores[k].size());
  for (std::size_t i = 0; i < lead.size(); ++i) {
    double best = -std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < scores.size(); ++j)
      if (j != k && !(scores[j][i] <= best)) best = scores[j][i];
    // A tie is the first class's, lest it be nobody's.
    lead[i] = scores.size() == 1 ? 1 : scores[k][i] - best;
    if (lead[i] == 0 && k == 0) lead[i] = std::numeric_limits<double>::min();
  }
  return lead;
}

void path(Canvas& canvas, const std::string& data, std::string_view look) {
  if (!data.empty()) canvas.add(fmt::format("<path d=\"{}\" {}/>\n", data, look));
}

void draw_areas(Canvas& canvas, const Box& box, const std::vector<std::vector<double>>& scores) {
  std::string lines;
  for (std::size_t k = 0; k < scores.size(); ++k) {
    const Grid grid{box, cells, cells, lead_of(k, scores)};
    path(canvas, positive_area(grid),
         fmt::format("fill=\"{0}\" stroke=\"{0}\" stroke-width=\"0.7\"", area_of(k)));
    if (k + 1 < scores.size()) lines += zero_line(grid);
  }
  path(canvas, lines, "fill=\"none\" stroke=\"#000\" stroke-width=\"1.8\" stroke-linecap=\"round\"");
  if (scores.size() != 2) return;
  for (const double level : {0.1, 0.9}) {
    Grid grid{box, cells, cells, scores[1]};
    for (double& value : grid.values) value -= level;
    path(canvas, zero_line(grid), "fill=\"none\" stroke=\"#000\" stroke-width=\"0.7\"");
  }
}

}  // namespace

Picture draw(const DecisionMap& map) {
  if (map.classes.empty()) throw UsageError("a decision needs at least one class");
  std::vector<double> xs, ys;
  for (const LabelledPoint& p : map.points) {
    if (p.label >= map.classes.size())
      throw UsageError(fmt::format("a point of class {} among {} classes", p.label, map.classes.size()));
    xs.push_back(p.x);
    ys.push_back(p.y);
  }
  const Scale x(map.x, xs, 0.06), y(map.y, ys, 0.06);
  std::vector<LegendEntry> legend;
  for (std::size_t k = 0; k < map.classes.size(); ++k)
    legend.push_back({map.classes[k], LegendEntry::Sample::area, look_of(k), area_of(k), true, mark_fill(k)});
  Canvas canvas;
  const Box box = draw_frame(canvas, map.size, map.title, legend, side_of(map.x, x, map.size.width - 60),
                             side_of(map.y, y, map.size.height));
  draw_areas(canvas, box, scores_on_grid(map, x, y));
  canvas.begin_window({box.left - 5, box.top - 5, box.right + 5, box.bottom + 5});
  for (std::size_t k = 0; k < map.classes.size(); ++k) {
    std::vector<Point> at;
    for (const LabelledPoint& p : map.points)
      if (p.label == k && x.can_show(p.x) && y.can_show(p.y))
        at.push_back(
            box.at(std::clamp(x.position(p.x), -9.0, 10.0), std::clamp(y.position(p.y), -9.0, 10.0)));
    canvas.marks(k, at, ink, mark_fill(k));
  }
  canvas.end_window();
  close_frame(canvas, box, true);
  return {map.size, map.title, std::move(canvas).content()};
}

}  // namespace slope::plot
