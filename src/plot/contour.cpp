// SPDX-License-Identifier: MIT
#include "contour.hpp"

#include <array>

namespace slope::plot {

namespace {

struct Corner {
  double x, y, value;
  bool inside() const { return value > 0; }
};

Point crossing(const Corner& a, const Corner& b) {
  const double t = a.value / (a.value - b.value);
  return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

class Cells {
 public:
  explicit Cells(const Grid& grid) : grid_(grid) {}

  // The corners of a cell, around it.
  std::array<Corner, 4> corners(std::size_t column, std::size_t row) const {
    return {corner(column, row), corner(column + 1, row), corner(column + 1, row + 1),
            corner(column, row + 1)};
  }
  std::size_t inside(std::size_t column, std::size_t row) const {
    std::size_t n = 0;
    for (const Corner& c : corners(column, row)) n += c.inside();
    return n;
  }

 private:
  Corner corner(std::size_t column, std::size_t row) const {
    const Point at = grid_.box.at(static_cast<double>(column) / static_cast<double>(grid_.columns),
                                  static_cast<double>(row) / static_cast<double>(grid_.rows));
    return {at.x, at.y, grid_.values[row * (grid_.columns + 1) + column]};
  }
  const Grid& grid_;
};

void add(std::string& path, const char* command, Point at) {
  path += command + coordinate(at.x) + " " + coordinate(at.y);
}

}  // namespace

std::string positive_area(const Grid& grid) {
  const Cells cells(grid);
  std::string path;
  for (std::size_t row = 0; row < grid.rows; ++row)
    for (std::size_t column = 0; column < grid.columns; ++column) {
      const std::size_t inside = cells.inside(column, row);
      if (inside == 0) continue;
      const auto from = cells.corners(column, row);
      if (inside == 4) {  // with the whole cells that follow
        while (column + 1 < grid.columns && cells.inside(column + 1, row) == 4) ++column;
        const auto to = cells.corners(column, row);
        path += "M" + coordinate(from[0].x) + " " + coordinate(from[0].y) + "H" + coordinate(to[1].x) + "V" +
                coordinate(to[2].y) + "H" + coordinate(from[0].x) + "z";
        continue;
      }
      const char* command = "M";
      for (std::size_t i = 0; i < 4; ++i) {
        const Corner &a = from[i], &b = from[(i + 1) % 4];
        if (a.inside()) add(path, command, {a.x, a.y}), command = "L";
        if (a.inside() != b.inside()) add(path, command, crossing(a, b)), command = "L";
      }
      path += "z";
    }
  return path;
}

std::string zero_line(const Grid& grid) {
  const Cells cells(grid);
  std::string path;
  for (std::size_t row = 0; row < grid.rows; ++row)
    for (std::size_t column = 0; column < grid.columns; ++column) {
      const auto corners = cells.corners(column, row);
      const char* command = "M";
      for (std::size_t i = 0; i < 4; ++i) {
        const Corner &a = corners[i], &b = corners[(i + 1) % 4];
        if (a.inside() == b.inside()) continue;
        add(path, command, crossing(a, b));
        command = *command == 'M' ? "L" : "M";
      }
    }
  return path;
}

}  // namespace slope::plot
