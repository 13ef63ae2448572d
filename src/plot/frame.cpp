// SPDX-License-Identifier: MIT
#include "frame.hpp"

#include <algorithm>
#include <cmath>

#include "slope/core/error.hpp"

namespace slope::plot {

namespace {

constexpr double edge = 8, mark_length = 5, sample_width = 30, gap = 6;

double widest(const Side& side) {
  double width = 0;
  for (const Side::Mark& mark : side.marks) width = std::max(width, text_width(mark.label));
  return width;
}

// How far the last label reaches beyond its mark, at the right end.
double beyond(const Side& side) {
  return side.marks.empty() || side.marks.back().position < 0.97
             ? 0
             : text_width(side.marks.back().label) / 2 + 3;
}

void draw_sample(Canvas& canvas, const LegendEntry& entry, Point at) {
  const Point middle{at.x + sample_width / 2, at.y};
  switch (entry.sample) {
    case LegendEntry::Sample::line:
      canvas.line(at, {at.x + sample_width, at.y}, entry.look.colour, 2, entry.look.dashes);
      if (!entry.marked) break;
      [[fallthrough]];
    case LegendEntry::Sample::mark:
      canvas.mark(entry.look.mark, middle, entry.look.colour, entry.fill);
      break;
    case LegendEntry::Sample::area:
      canvas.box({at.x + 3, at.y - 7, at.x + sample_width - 3, at.y + 7}, entry.fill, ink);
      if (entry.marked) canvas.mark(entry.look.mark, middle, ink, entry.mark_fill);
  }
}

// Entries from the left to the right, in as many rows as they take; returns the height below them.
double draw_legend(Canvas& canvas, const std::vector<LegendEntry>& legend, double width, double top) {
  double x = edge, y = top + line_height / 2;
  for (const LegendEntry& entry : legend) {
    const double room = width - 2 * edge - sample_width - gap;
    const double taken = sample_width + gap + std::min(text_width(entry.name), room) + 2 * edge;
    if (x > edge && x + taken > width) x = edge, y += line_height;
    draw_sample(canvas, entry, {x, y});
    canvas.text({x + sample_width + gap, y}, Anchor::start, entry.name, room);
    x += taken;
  }
  return legend.empty() ? top : y + line_height / 2 + 4;
}

// Every how many marks are labelled, so that labels do not touch.
std::size_t labelled(const Side& side, double length) {
  if (side.marks.size() < 2) return 1;
  double nearest = length;
  for (std::size_t i = 1; i < side.marks.size(); ++i)
    nearest = std::min(nearest, std::fabs(side.marks[i].position - side.marks[i - 1].position) * length);
  const double every = std::ceil((widest(side) + 8) / std::max(nearest, 1e-3));
  return static_cast<std::size_t>(std::clamp(every, 1.0, static_cast<double>(side.marks.size())));
}

void draw_x(Canvas& canvas, const Box& box, const Side& side, double width) {
  const std::size_t every = labelled(side, box.width());
  for (std::size_t i = 0; i < side.marks.size(); ++i) {
    const auto& [position, label] = side.marks[i];
    const Point at = box.at(position, 0);
    if (side.grid) canvas.line({at.x, box.top}, at, faint);
    canvas.line(at, {at.x, at.y + mark_length}, ink);
    if (i % every != 0) continue;
    const double half = text_width(label) / 2;
    const Anchor anchor = at.x + half > width - 2 ? Anchor::end : Anchor::middle;
    canvas.text({anchor == Anchor::end ? std::min(width - 2, at.x + 8) : at.x, at.y + mark_length + 10},
                anchor, label, std::max(box.width(), 2 * half + 1));
  }
  if (!side.label.empty())
    canvas.text({(box.left + box.right) / 2, box.bottom + mark_length + 10 + line_height}, Anchor::middle,
                side.label, width - 2 * edge);
}

void draw_y(Canvas& canvas, const Box& box, const Side& side) {
  const double nearest = side.marks.size() < 2
                             ? line_height
                             : std::fabs(side.marks[1].position - side.marks[0].position) * box.height();
  const auto every =
      static_cast<std::size_t>(std::max(1.0, std::ceil((text_height + 1) / std::max(nearest, 0.1))));
  for (std::size_t i = 0; i < side.marks.size(); ++i) {
    const auto& [position, label] = side.marks[i];
    const Point at = box.at(0, position);
    if (side.grid) canvas.line(at, {box.right, at.y}, faint);
    if (i % every != 0) continue;
    canvas.line({at.x - mark_length, at.y}, at, ink);
    canvas.text({at.x - mark_length - 3, at.y}, Anchor::end, label, box.left - mark_length - 5);
  }
}

}  // namespace

Side side_of(const Axis& axis, const Scale& scale, double length) {
  for (auto about = static_cast<std::size_t>(std::clamp(length / 45, 2.0, 9.0));; --about) {
    Side side{.label = axis.label, .marks = {}};
    double width = 0;
    for (const Tick& tick : scale.ticks(about)) {
      side.marks.push_back({scale.position(tick.at), tick.label});
      width += text_width(tick.label) + 14;
    }
    if (width <= length || about <= 2) return side;
  }
}

Side side_of(const std::string& label, const std::vector<std::string>& names, bool downwards) {
  Side side{.label = label, .marks = {}, .grid = false};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double position = (static_cast<double>(i) + 0.5) / static_cast<double>(names.size());
    side.marks.push_back({downwards ? 1 - position : position, names[i]});
  }
  return side;
}

Box draw_frame(Canvas& canvas, const Size& size, const std::string& title,
               const std::vector<LegendEntry>& legend, const Side& x, const Side& y, double right) {
  double top = edge;
  if (!title.empty()) {
    canvas.text({edge, top + line_height / 2}, Anchor::start, title, 0.9 * (size.width - 2 * edge),
                " font-weight=\"bold\"");
    top += line_height + 4;
  }
  top = draw_legend(canvas, legend, size.width, top);
  if (!y.label.empty()) {
    canvas.text({edge, top + line_height / 2}, Anchor::start, y.label, size.width - 2 * edge);
    top += line_height + 2;
  }
  const Box box{edge + mark_length + 3 + std::min(widest(y) + 3, 0.4 * size.width), top + text_height / 2,
                size.width - std::max(2 * edge, beyond(x)) - right,
                size.height - mark_length - line_height - 2 - (x.label.empty() ? 0 : line_height)};
  if (!(box.width() >= 20 && box.height() >= 20))
    throw UsageError("a picture is too small for its title, legend and axes");
  draw_x(canvas, box, x, size.width);
  draw_y(canvas, box, y);
  return box;
}

void close_frame(Canvas& canvas, const Box& box, bool any_data) {
  canvas.box(box, "none", ink);
  if (!any_data) canvas.text(box.at(0.5, 0.5), Anchor::middle, "no data", box.width());
}

}  // namespace slope::plot
