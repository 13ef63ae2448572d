// SPDX-License-Identifier: MIT
#include "slope/plot/line_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "frame.hpp"
#include "slope/core/error.hpp"

namespace slope::plot {

namespace {

using Style = Series::Style;

void require_sizes(const Series& s) {
  const std::size_t wanted = s.style == Style::columns && !s.y.empty() ? s.y.size() + 1 : s.y.size();
  if (s.x.size() != wanted || (!s.notes.empty() && s.notes.size() != s.y.size()))
    throw UsageError(fmt::format("the series '{}' has {} x, {} y and {} notes", s.name, s.x.size(),
                                 s.y.size(), s.notes.size()));
}

class Drawing {
 public:
  Drawing(Canvas& canvas, const Box& box, const Scale& x, const Scale& y)
      : canvas_(canvas), box_(box), x_(x), y_(y) {}

  void draw(const Series& s, const LegendEntry& entry) {
    const Look& look = entry.look;
    switch (s.style) {
      case Style::columns: return columns(s, entry.fill);
      case Style::points: return points(s, look);
      case Style::line: return line(s, look, entry.marked);
    }
  }
  bool any() const { return any_; }

 private:
  bool shows(double x, double y) const { return x_.can_show(x) && y_.can_show(y); }
  // Far beyond the frame all places look alike; SVG has no room for numbers of any size.
  Point place(double x, double y) const {
    return box_.at(std::clamp(x_.position(x), -9.0, 10.0), std::clamp(y_.position(y), -9.0, 10.0));
  }

  void line(const Series& s, const Look& look, bool marked) {
    std::vector<Point> run, shown;
    for (std::size_t i = 0; i <= s.x.size(); ++i) {
      if (i < s.x.size() && shows(s.x[i], s.y[i])) {
        run.push_back(place(s.x[i], s.y[i]));
        continue;
      }
      if (run.size() > 1) canvas_.polyline(thinned(run), look.colour, 2, look.dashes);
      else if (run.size() == 1) canvas_.mark(look.mark, run[0], look.colour);
      shown.insert(shown.end(), run.begin(), run.end());
      run.clear();
    }
    any_ = any_ || !shown.empty();
    if (!marked) return;
    // Eight marks at most, not all series' at the same places.
    const std::size_t every = std::max<std::size_t>(shown.size() / 8, 1);
    for (std::size_t i = shown.size() <= 16 ? 0 : (look.mark * every / 7) % every; i < shown.size();
         i += shown.size() <= 16 ? 1 : every)
      canvas_.mark(look.mark, shown[i], look.colour);
  }

  // The first, lowest, highest and last point of each column of the picture, in their order.
  static std::vector<Point> thinned(const std::vector<Point>& run) {
    std::vector<Point> out;
    for (std::size_t i = 0; i < run.size();) {
      std::size_t end = i, low = i, high = i;
      for (; end < run.size() && std::floor(run[end].x) == std::floor(run[i].x); ++end) {
        if (run[end].y < run[low].y) low = end;
        if (run[end].y > run[high].y) high = end;
      }
      std::array<std::size_t, 4> kept = {i, low, high, end - 1};
      std::sort(kept.begin(), kept.end());
      for (std::size_t k = 0; k < kept.size(); ++k)
        if (k == 0 || kept[k] != kept[k - 1]) out.push_back(run[kept[k]]);
      i = end;
    }
    return out;
  }

  void points(const Series& s, const Look& look) {
    for (std::size_t i = 0; i < s.x.size(); ++i)
      if (shows(s.x[i], s.y[i])) any_ = true, canvas_.mark(look.mark, place(s.x[i], s.y[i]), look.colour);
  }

  void columns(const Series& s, std::string_view fill) {
    for (std::size_t i = 0; i < s.y.size(); ++i) {
      const bool infinite = s.y[i] == HUGE_VAL;
      if (!x_.can_show(s.x[i]) || !x_.can_show(s.x[i + 1]) || !(infinite || y_.can_show(s.y[i]))) continue;
      const double top = infinite ? y_.high() : std::max(s.y[i], y_.low());
      const Point from = place(s.x[i], top), to = place(s.x[i + 1], top);
      any_ = true;
      canvas_.box({from.x, from.y, to.x + 0.4, box_.bottom + 1}, fill, "none",
                  s.notes.empty() ? "" : s.notes[i]);
    }
  }

  Canvas& canvas_;
  Box box_;
  const Scale &x_, &y_;
  bool any_ = false;
};

}  // namespace

Picture draw(const LineChart& chart) {
  std::vector<double> xs, ys;
  std::vector<LegendEntry> legend;
  bool points = false;
  // A curve that is alone needs no marks, unless it is made of few points.
  const auto curves = std::count_if(chart.series.begin(), chart.series.end(),
                                    [](const Series& s) { return s.style == Style::line; });
  for (const Series& s : chart.series) {
    require_sizes(s);
    xs.insert(xs.end(), s.x.begin(), s.x.end());
    ys.insert(ys.end(), s.y.begin(), s.y.end());
    if (s.style == Style::columns && chart.y.spacing != Spacing::logarithmic) ys.push_back(0);
    const Look look = look_of(legend.size());
    using Sample = LegendEntry::Sample;
    legend.push_back({s.name,
                      s.style == Style::line     ? Sample::line
                      : s.style == Style::points ? Sample::mark
                                                 : Sample::area,
                      look, s.style == Style::columns ? fill_of(legend.size()) : "#fff",
                      curves > 1 || (chart.series.size() == 1 && s.y.size() <= 30)});
    points = points || s.style == Style::points;
  }
  const Scale x(chart.x, xs, points ? 0.04 : 0), y(chart.y, ys, 0.05);
  Canvas canvas;
  const bool one_name = legend.size() <= 1;
  const Box box =
      draw_frame(canvas, chart.size, chart.title, one_name ? std::vector<LegendEntry>{} : legend,
                 side_of(chart.x, x, chart.size.width - 60), side_of(chart.y, y, chart.size.height));
  canvas.begin_window({box.left - 5, box.top - 5, box.right + 5, box.bottom + 5});
  Drawing drawing(canvas, box, x, y);
  for (std::size_t i = 0; i < chart.series.size(); ++i) drawing.draw(chart.series[i], legend[i]);
  canvas.end_window();
  close_frame(canvas, box, drawing.any());
  return {chart.size, chart.title.empty() ? chart.y.label : chart.title, std::move(canvas).content()};
}

}  // namespace slope::plot
