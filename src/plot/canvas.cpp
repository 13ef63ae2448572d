// SPDX-License-Identifier: MIT
#include "canvas.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace slope::plot {

namespace {

// Where the character that starts at `i` ends.
std::size_t next_character(std::string_view text, std::size_t i) {
  do ++i;
  while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U);
  return i;
}

double character_width(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (first >= 0xE3) return 1.0;  // from U+3000 on
  if (std::string_view("il.,:;'|!⁰¹²³⁴⁵⁶⁷⁸⁹⁻").find(character) != std::string_view::npos) return 0.42;
  return std::string_view("mwMWOQDGHNU@%—").find(character) != std::string_view::npos ? 0.87 : 0.63;
}

constexpr std::array<std::string_view, 7> mark_paths = {"M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
                                                        "M-3.5-3.5h7v7h-7z",
                                                        "M0-4.5l4.5 8h-9z",
                                                        "M0-5l4.5 5-4.5 5-4.5-5z",
                                                        "M-3.5-3.5l7 7m0-7l-7 7",
                                                        "M-4.5 0h9m-4.5-4.5v9",
                                                        "M0 4.5l4.5-8h-9z"};

}  // namespace

Look look_of(std::size_t k) {
  // Colours of different lightness that most colour-blind people tell apart.
  constexpr std::array<std::string_view, 6> colours = {"#000000", "#0072b2", "#d55e00",
                                                       "#009e73", "#8a3f72", "#9a6a00"};
  constexpr std::array<std::string_view, 5> dashes = {"", "7 4", "2 3", "9 3 2 3", "14 5"};
  return {colours[k % colours.size()], dashes[k % dashes.size()], k % mark_paths.size()};
}

std::string_view fill_of(std::size_t k) {
  constexpr std::array<std::string_view, 5> fills = {"#8fb4d9", "#8c1c13", "#fff", "#9a9a9a", "#000"};
  return fills[k % fills.size()];
}

double text_width(std::string_view text) {
  double width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = next_character(text, i);
    width += character_width(text.substr(i, end - i));
    i = end;
  }
  return width * text_height;
}

std::string fitted(std::string_view text, double width) {
  if (text_width(text) <= width) return std::string(text);
  double used = character_width("…") * text_height;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t end = next_character(text, i);
    used += character_width(text.substr(i, end - i)) * text_height;
    if (used > width) break;
    i = end;
  }
  return std::string(text.substr(0, i)) + "…";
}

std::string coordinate(double x) {
  std::string text = fmt::format("{:.1f}", x);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

void Canvas::line(Point from, Point to, std::string_view colour, double width, std::string_view dashes) {
  polyline({from, to}, colour, width, dashes);
}

void Canvas::polyline(const std::vector<Point>& points, std::string_view colour, double width,
                      std::string_view dashes) {
  content_ += "<path d=\"M";
  for (std::size_t i = 0; i < points.size(); ++i)
    content_ += (i == 0 ? "" : i == 1 ? "L" : " ") + coordinate(points[i].x) + " " + coordinate(points[i].y);
  content_ += fmt::format("\" fill=\"none\" stroke=\"{}\"", colour);
  if (width != 1) content_ += fmt::format(" stroke-width=\"{:g}\"", width);
  if (!dashes.empty()) content_ += fmt::format(" stroke-dasharray=\"{}\"", dashes);
  content_ += "/>\n";
}

void Canvas::box(const Box& box, std::string_view fill, std::string_view edge, std::string_view note) {
  content_ +=
      fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"", coordinate(box.left),
                  coordinate(box.top), coordinate(box.width()), coordinate(box.height()), fill);
  if (edge != "none") content_ += fmt::format(" stroke=\"{}\"", edge);
  content_ += note.empty() ? "/>\n" : fmt::format("><title>{}</title></rect>\n", escaped(note));
}

void Canvas::text(Point at, Anchor anchor, std::string_view text, double room, std::string_view more) {
  constexpr std::string_view anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
  const std::string shown = fitted(text, room);
  const std::string whole = shown == text ? "" : "<title>" + escaped(text) + "</title>";
  content_ +=
      fmt::format("<text x=\"{}\" y=\"{}\"{}{}>{}{}</text>\n", coordinate(at.x), coordinate(at.y + 4.5),
                  anchors[static_cast<std::size_t>(anchor)], more, whole, escaped(shown));
}

void Canvas::mark(std::size_t which, Point at, std::string_view colour, std::string_view fill) {
  const std::string_view shape = mark_paths[which % mark_paths.size()];
  content_ += fmt::format("<path transform=\"translate({} {})\" d=\"{}\" fill=\"{}\" stroke=\"{}\"{}/>\n",
                          coordinate(at.x), coordinate(at.y), shape, shape.ends_with('z') ? fill : "none",
                          colour, shape.ends_with('z') ? "" : " stroke-width=\"2\"");
}

void Canvas::marks(std::size_t which, const std::vector<Point>& at, std::string_view colour,
                   std::string_view fill) {
  if (at.empty()) return;
  const std::string_view shape = mark_paths[which % mark_paths.size()];
  content_ += "<path d=\"";
  for (const Point& p : at)
    content_ += fmt::format("M{} {}m{}", coordinate(p.x), coordinate(p.y), shape.substr(1));
  content_ += fmt::format("\" fill=\"{}\" stroke=\"{}\"{}/>\n", shape.ends_with('z') ? fill : "none", colour,
                          shape.ends_with('z') ? "" : " stroke-width=\"2\"");
}

void Canvas::begin_window(const Box& box) {
  content_ += fmt::format(
      "<svg x=\"{0}\" y=\"{1}\" width=\"{2}\" height=\"{3}\" viewBox=\"{0} {1} {2} {3}\">\n",
      coordinate(box.left), coordinate(box.top), coordinate(box.width()), coordinate(box.height()));
}

}  // namespace slope::plot
