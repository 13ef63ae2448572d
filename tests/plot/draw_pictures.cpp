// SPDX-License-Identifier: MIT
// Draws what check_pictures.py looks at: `draw_pictures FOLDER`.
#include <cmath>
#include <fstream>
#include <limits>

#include "slope/plot/plot.hpp"

namespace {

using namespace slope::plot;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest = std::numeric_limits<double>::max();
const double nan = std::nan("");

const std::string wild = "a <b> & \"c\" σ′ \x01\xFF";

Series curve(const std::string& name, double from, double to, double (*f)(double), int points = 41) {
  Series s{.name = name};
  for (int i = 0; i < points; ++i) {
    s.x.push_back(from + (to - from) * i / (points - 1));
    s.y.push_back(f(s.x.back()));
  }
  return s;
}

LineChart lines(const std::string& title, std::vector<Series> series, Spacing x = Spacing::even,
                Spacing y = Spacing::even) {
  return {.title = title,
          .x = {.label = "the x", .spacing = x},
          .y = {.label = "the y", .spacing = y},
          .series = std::move(series)};
}

HeatMap heat(std::size_t rows, std::size_t columns, double (*f)(std::size_t, std::size_t)) {
  HeatMap map{.title = "heat",
              .x_label = "column",
              .y_label = "row",
              .rows = rows,
              .columns = columns,
              .values = {},
              .row_names = {},
              .column_names = {}};
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) map.values.push_back(f(i, j));
  return map;
}

struct Folder {
  std::string path;
  void save(const char* name, const Picture& picture) const {
    std::ofstream(path + "/" + name + ".svg") << picture.file();
  }
};

void draw_lines(const Folder& to) {
  to.save("parabola", draw(lines("parabola", {curve("x²", -3, 5, [](double x) { return x * x; })})));
  to.save("exponential",
          draw(lines("exponential", {curve("e^x", -20, 3, [](double x) { return std::exp(x); })},
                     Spacing::even, Spacing::logarithmic)));
  to.save("power", draw(lines("power",
                              {curve(
                                  "x^3", 0.01, 1000, [](double x) { return x * x * x; }, 3000)},
                              Spacing::logarithmic, Spacing::logarithmic)));
  LineChart many = lines("thirty", {});
  for (int k = 0; k < 30; ++k)
    many.series.push_back(curve("series " + std::to_string(k), k, k + 5.0, [](double x) { return x * x; }));
  many.size.height = 700;
  to.save("thirty", draw(many));
  LineChart named = lines(wild, {curve(wild, 0, 1, std::sin), curve(std::string(300, 'W'), 0, 1, std::cos)});
  named.x.label = named.y.label = wild;
  to.save("wild_names", draw(named));
  to.save("columns", draw(lines("columns", {{.name = "heights",
                                             .x = {0, 1, 2, 4, 5},
                                             .y = {1, 3, infinity, nan},
                                             .style = Series::Style::columns,
                                             .notes = {"one", wild, "infinite", "none"}}})));
}

void draw_degenerate(const Folder& to) {
  to.save("nothing", draw(LineChart{.title = ""}));
  to.save("empty_series", draw(lines("empty", {{.name = "a"}})));
  to.save("only_nan", draw(lines("only NaN", {{.name = "a", .x = {1, 2}, .y = {nan, infinity}}})));
  to.save("one_point", draw(lines("one point", {{.name = "a", .x = {3}, .y = {7e-9}}})));
  to.save("lone_point",
          draw(lines("alone between gaps", {{.name = "a", .x = {1, 2, 3, 4, 5}, .y = {nan, 5, nan, 1, 2}}})));
  to.save("all_equal", draw(lines("equal", {{.name = "a", .x = {1, 2, 3}, .y = {5e8, 5e8, 5e8}}})));
  to.save("huge",
          draw(lines("huge", {{.name = "a", .x = {-largest, 0, largest}, .y = {largest, -largest, 0}}})));
  to.save("tiny", draw(lines("tiny", {{.name = "a", .x = {0, 5e-324}, .y = {5e-324, 1e-323}}})));
  to.save("zero_on_logarithm", draw(lines("zeros", {{.name = "a", .x = {0, 1, 10}, .y = {0, 0.1, 10}}},
                                          Spacing::logarithmic, Spacing::logarithmic)));
  LineChart outside = lines("outside", {curve("a", 0, 10, [](double x) { return 1e200 * x; })});
  outside.y.low = 0, outside.y.high = 1;
  to.save("outside", draw(outside));
  to.save("no_bars", draw(BarChart{.title = "no bars", .x_label = ""}));
  to.save("no_cells", draw(heat(0, 0, nullptr)));
}

void draw_others(const Folder& to) {
  BarChart bars;
  bars.title = "bars";
  bars.x_label = "layer";
  bars.y.label = "size";
  bars.categories = {"1", "2", "3"};
  bars.series = {{"a", {1, 2, 4}}, {"b", {-1, nan, 3}}};
  to.save("bars", draw(bars));
  bars.y.spacing = Spacing::logarithmic;
  to.save("logarithmic_bars", draw(bars));
  to.save("heat",
          draw(heat(5, 8, [](std::size_t i, std::size_t j) { return static_cast<double>(i * 8 + j); })));
  to.save("heat_with_gaps", draw(heat(4, 4, [](std::size_t i, std::size_t j) {
            return i == j ? nan : i < j ? infinity : 1;
          })));
  to.save("large_heat", draw(heat(784, 128, [](std::size_t i, std::size_t j) {
            return std::sin(static_cast<double>(i * j));
          })));
  HeatMap counts =
      heat(3, 3, [](std::size_t i, std::size_t j) { return i == j ? 1234.0 : static_cast<double>(i + j); });
  counts.row_names =
      counts.column_names = {wild, "a name that is longer than its place in the picture can be", ""};
  counts.dark_is_high = true;
  to.save("counts", draw(counts));
  to.save("circle", draw(DecisionMap{.title = "circle",
                                     .x = {.label = "x", .low = -2, .high = 2},
                                     .y = {.label = "y", .low = -2, .high = 2},
                                     .classes = {"outside", "inside"},
                                     .scores =
                                         [](double x, double y) {
                                           return std::vector{x * x + y * y, 2 - x * x - y * y};
                                         },
                                     .points = {{0, 0, 1}, {1.5, 1.5, 0}, {1e300, 0, 0}, {nan, 0, 1}}}));
  to.save("three", draw(DecisionMap{.title = "three",
                                    .x = {.label = "x"},
                                    .y = {.label = "y"},
                                    .classes = {"a", "b", wild},
                                    .scores =
                                        [](double x, double y) {
                                          return std::vector{x, y, -x - y};
                                        },
                                    .points = {{-1, -1, 2}, {1, 1, 0}, {-1, 1, 1}}}));
  to.save("undecided", draw(DecisionMap{.title = "undecided",
                                        .x = {.label = "x"},
                                        .y = {.label = "y"},
                                        .classes = {"a", "b"},
                                        .scores =
                                            [](double, double) {
                                              return std::vector{nan, nan};
                                            },
                                        .points = {}}));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const Folder to{argv[1]};
  draw_lines(to);
  draw_degenerate(to);
  draw_others(to);
}
