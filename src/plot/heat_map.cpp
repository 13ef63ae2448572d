// SPDX-License-Identifier: MIT
#include "slope/plot/heat_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "frame.hpp"
#include "slope/core/error.hpp"

namespace slope::plot {

namespace {

// From dark blue over grey to light yellow: the lightness rises evenly, so that a grey copy keeps the order.
struct Colour {
  double red, green, blue;
  double lightness() const { return 0.2126 * red + 0.7152 * green + 0.0722 * blue; }
  std::string text() const {
    return fmt::format("#{:02x}{:02x}{:02x}", std::lround(red), std::lround(green), std::lround(blue));
  }
};
Colour colour_at(double part) {
  constexpr std::array<Colour, 5> stops = {
      {{0, 24, 72}, {58, 76, 112}, {124, 126, 126}, {190, 178, 110}, {255, 240, 160}}};
  const double at = std::clamp(part, 0.0, 1.0) * (stops.size() - 1);
  const std::size_t i = std::min<std::size_t>(static_cast<std::size_t>(at), stops.size() - 2);
  const double t = at - static_cast<double>(i);
  const auto mix = [&](double a, double b) { return a + t * (b - a); };
  return {mix(stops[i].red, stops[i + 1].red), mix(stops[i].green, stops[i + 1].green),
          mix(stops[i].blue, stops[i + 1].blue)};
}

// The matrix with neighbours joined where it has more than max_cells rows or columns.
struct Cells {
  std::size_t rows, columns, row_share, column_share;
  std::vector<double> values;
};
Cells cells_of(const HeatMap& map) {
  const auto share = [](std::size_t n) { return std::max<std::size_t>((n + max_cells - 1) / max_cells, 1); };
  Cells cells{0, 0, share(map.rows), share(map.columns), {}};
  cells.rows = (map.rows + cells.row_share - 1) / cells.row_share;
  cells.columns = (map.columns + cells.column_share - 1) / cells.column_share;
  cells.values.assign(cells.rows * cells.columns, 0);
  for (std::size_t row = 0; row < map.rows; ++row)
    for (std::size_t column = 0; column < map.columns; ++column) {
      double& cell = cells.values[row / cells.row_share * cells.columns + column / cells.column_share];
      const double x = map.values[row * map.columns + column];
      if (!std::isfinite(x) || std::fabs(x) > std::fabs(cell)) cell = x;
    }
  return cells;
}

std::vector<std::string> names_of(const std::vector<std::string>& given, std::size_t all, std::size_t share,
                                  const char* what) {
  if (!given.empty() && given.size() != all)
    throw UsageError(fmt::format("a heat map of {} {} has {} names for them", all, what, given.size()));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < all; i += share)
    names.push_back(given.empty() ? fmt::format("{}", i + 1) : given[i]);
  return names;
}

// How all numbers of a map are written: whole ones so, others to a hundredth of the largest.
class NumberStyle {
 public:
  explicit NumberStyle(const std::vector<double>& values) {
    double most = 0;
    bool whole = true;
    for (const double x : values) {
      if (!std::isfinite(x)) continue;
      most = std::max(most, std::fabs(x));
      whole = whole && x == std::floor(x);
    }
    fixed_ = most < 1e5 && (whole || most >= 1e-2);
    decimals_ = whole || most == 0 ? 0 : std::max(0, 2 - static_cast<int>(std::floor(std::log10(most))));
  }
  std::string operator()(double x) const {
    if (!fixed_) return short_number(x);
    const std::string text = fmt::format("{:.{}f}", std::fabs(x), decimals_);
    return x < 0 && text.find_first_not_of("0.") != text.npos ? "−" + text : text;
  }

 private:
  bool fixed_;
  int decimals_;
};

class Field {
 public:
  Field(Canvas& canvas, const Box& box, const Scale& scale, const NumberStyle& style, bool turned)
      : canvas_(canvas), box_(box), scale_(scale), style_(style), turned_(turned) {}

  Colour colour(double x) const {
    const double part = scale_.position(x);
    return colour_at(turned_ ? 1 - part : part);
  }

  void draw(const Cells& cells) {
    const double width = box_.width() / static_cast<double>(cells.columns);
    const double height = box_.height() / static_cast<double>(cells.rows);
    for (std::size_t i = 0; i < cells.values.size(); ++i) {
      const std::size_t row = i / cells.columns, column = i % cells.columns;
      const double left = box_.left + static_cast<double>(column) * width;
      const double top = box_.top + static_cast<double>(row) * height;
      cell({left, top, left + width, top + height}, cells.values[i]);
    }
  }

  void draw_scale(const Axis& axis) {
    const Box bar{box_.right + 16, box_.top, box_.right + 30, box_.bottom};
    constexpr int steps = 32;
    for (int i = 0; i < steps; ++i) {
      const double low = static_cast<double>(i) / steps, high = static_cast<double>(i + 1) / steps;
      canvas_.box({bar.left, bar.at(0, high).y, bar.right, bar.at(0, low).y + 0.5},
                  colour_at(turned_ ? 1 - (low + high) / 2 : (low + high) / 2).text());
    }
    canvas_.box(bar, "none", ink);
    for (const auto& [position, label] : side_of(axis, scale_, bar.height()).marks) {
      const Point at = bar.at(1, position);
      canvas_.line(at, {at.x + 4, at.y}, ink);
      canvas_.text({at.x + 7, at.y}, Anchor::start, label, 60);
    }
  }

 private:
  void cell(const Box& box, double x) {
    if (!scale_.can_show(x)) {
      canvas_.box(box, "#fff", ink);
      canvas_.line({box.left, box.top}, {box.right, box.bottom}, ink);
      canvas_.line({box.right, box.top}, {box.left, box.bottom}, ink);
      return;
    }
    const Colour fill = colour(x);
    canvas_.box({box.left, box.top, box.right + 0.3, box.bottom + 0.3}, fill.text());
    const std::string number = style_(x);
    if (box.height() < text_height + 2 || box.width() < text_width(number) + 4) return;
    canvas_.text({(box.left + box.right) / 2, (box.top + box.bottom) / 2}, Anchor::middle, number,
                 box.width(), fill.lightness() < 128 ? " fill=\"#fff\"" : "");
  }

  Canvas& canvas_;
  Box box_;
  const Scale& scale_;
  const NumberStyle& style_;
  bool turned_;
};

}  // namespace

Picture draw(const HeatMap& map) {
  if (map.values.size() != map.rows * map.columns)
    throw UsageError(
        fmt::format("a heat map of {} × {} has {} values", map.rows, map.columns, map.values.size()));
  const Cells cells = cells_of(map);
  const Side x = side_of(map.x_label, names_of(map.column_names, map.columns, cells.column_share, "columns"));
  const Side y = side_of(map.y_label, names_of(map.row_names, map.rows, cells.row_share, "rows"), true);
  std::vector<double> ends = cells.values;
  if (map.around_zero)
    for (const double value : cells.values) ends.push_back(-value);
  const Axis axis{};
  const Scale scale(axis, ends);
  std::string title = map.title;
  if (cells.row_share * cells.column_share > 1)
    title += fmt::format(" (each cell: the largest of {} × {})", cells.row_share, cells.column_share);
  Canvas canvas;
  const Box box = draw_frame(canvas, map.size, title, {}, x, y, 80);
  const NumberStyle style(cells.values);
  Field field(canvas, box, scale, style, map.dark_is_high);
  field.draw(cells);
  if (!cells.values.empty()) field.draw_scale(axis);
  close_frame(canvas, box, !cells.values.empty());
  return {map.size, title, std::move(canvas).content()};
}

}  // namespace slope::plot
