// SPDX-License-Identifier: MIT
// Writes the elements of a picture.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "slope/plot/picture.hpp"

namespace slope::plot {

struct Point {
  double x, y;
};

/// A rectangle; y grows downwards, as in SVG.
struct Box {
  double left, top, right, bottom;
  double width() const { return right - left; }
  double height() const { return bottom - top; }
  Point at(double across, double up) const { return {left + across * width(), bottom - up * height()}; }
};

inline constexpr double text_height = 13, line_height = 18;
inline constexpr std::string_view ink = "#000", faint = "#ccc";

enum class Anchor { start, middle, end };

/// How the k-th of several series looks: no two of the first 30 alike without their colour.
struct Look {
  std::string_view colour, dashes;
  std::size_t mark;
};
Look look_of(std::size_t k);
/// The colour of the k-th of several areas: bars, columns.
std::string_view fill_of(std::size_t k);

/// About how wide a text is.
double text_width(std::string_view text);
/// As much of the text as that width takes, with "…" if that is not all.
std::string fitted(std::string_view text, double width);
/// A coordinate, to a tenth.
std::string coordinate(double x);

class Canvas {
 public:
  void line(Point from, Point to, std::string_view colour, double width = 1, std::string_view dashes = "");
  /// Through the points; closed and filled with a colour, or not.
  void polyline(const std::vector<Point>& points, std::string_view colour, double width,
                std::string_view dashes = "");
  void box(const Box& box, std::string_view fill, std::string_view edge = "none", std::string_view note = "");
  /// Text whose middle is about at this height, no wider than `room`.
  void text(Point at, Anchor anchor, std::string_view text, double room, std::string_view more = "");
  /// One of seven marks, about 8 wide, filled with a colour.
  void mark(std::size_t which, Point at, std::string_view colour, std::string_view fill = "#fff");
  /// Several of them as one element.
  void marks(std::size_t which, const std::vector<Point>& at, std::string_view colour, std::string_view fill);
  void add(std::string_view elements) { content_ += elements; }
  /// What is drawn until the end is seen only within the box, and in its coordinates.
  void begin_window(const Box& box);
  void end_window() { content_ += "</svg>\n"; }

  std::string content() && { return std::move(content_); }

 private:
  std::string content_;
};

}  // namespace slope::plot
