// SPDX-License-Identifier: MIT
// What charts refuse, and how they write text. What they draw is read by check_pictures.py.
#include <gtest/gtest.h>

#include <cmath>

#include "slope/core/error.hpp"
#include "slope/plot/plot.hpp"

namespace slope::plot {

namespace {

TEST(Escaped, IsTextForXml) {
  EXPECT_EQ(escaped("a<b>&\"c'"), "a&lt;b&gt;&amp;&quot;c'");
  EXPECT_EQ(escaped("σ′ ≤ ¼ 𝜎"), "σ′ ≤ ¼ 𝜎");
  EXPECT_EQ(escaped(std::string_view("\0\x01\x7f\n", 4)), "\uFFFD\uFFFD\uFFFD\n");
  // A lone continuation, an overlong '/', a surrogate, a noncharacter, beyond Unicode, and a cut character.
  EXPECT_EQ(escaped("\x80"), "\uFFFD");
  EXPECT_EQ(escaped("\xC0\xAF"), "\uFFFD\uFFFD");
  EXPECT_EQ(escaped("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(escaped("\xEF\xBF\xBF"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(escaped("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(escaped("x\xE2\x88"), "x\uFFFD\uFFFD");
}

TEST(Charts, RefuseDataThatDoNotFitTogether) {
  const auto line = [](std::vector<double> x, std::vector<double> y, Series::Style style,
                       std::vector<std::string> notes) {
    return LineChart{
        .title = "",
        .x = {},
        .y = {},
        .series = {
            {.name = "a", .x = std::move(x), .y = std::move(y), .style = style, .notes = std::move(notes)}}};
  };
  using Style = Series::Style;
  EXPECT_THROW(draw(line({1, 2}, {1}, Style::line, {})), UsageError);
  EXPECT_THROW(draw(line({1}, {1}, Style::columns, {})), UsageError);
  EXPECT_THROW(draw(line({1, 2}, {1}, Style::columns, {"a", "b"})), UsageError);
  EXPECT_NO_THROW(draw(line({1, 2}, {1}, Style::columns, {"a"})));
  BarChart bars;
  bars.categories = {"a"};
  bars.series = {{"b", {1, 2}}};
  EXPECT_THROW(draw(bars), UsageError);
  HeatMap map{.title = "",
              .x_label = "",
              .y_label = "",
              .rows = 2,
              .columns = 2,
              .values = {1, 2, 3},
              .row_names = {},
              .column_names = {}};
  EXPECT_THROW(draw(map), UsageError);
  map.values.push_back(4);
  EXPECT_NO_THROW(draw(map));
  map.row_names = {"only one"};
  EXPECT_THROW(draw(map), UsageError);
  DecisionMap decision{.title = "",
                       .x = {},
                       .y = {},
                       .classes = {"a", "b"},
                       .scores = [](double, double) { return std::vector{1.0}; },
                       .points = {}};
  EXPECT_THROW(draw(decision), UsageError);
  decision.scores = [](double x, double y) { return std::vector{x, y}; };
  EXPECT_NO_THROW(draw(decision));
  decision.points = {{0, 0, 2}};
  EXPECT_THROW(draw(decision), UsageError);
  decision.points.clear();
  decision.classes.clear();
  EXPECT_THROW(draw(decision), UsageError);
}

TEST(Charts, RefuseASizeThatHoldsNothing) {
  EXPECT_THROW(draw(LineChart{.title = "a", .x = {.label = "x"}, .y = {.label = "y"}, .size = {60, 60}}),
               UsageError);
}

TEST(LineCharts, OfAMillionPointsAreSmall) {
  Series series{.name = "noise"};
  for (int i = 0; i < 1'000'000; ++i) {
    series.x.push_back(i);
    series.y.push_back(std::sin(i * 1.7) + (i == 123'456 ? 50 : 0));
  }
  const Picture picture = draw(LineChart{.title = "", .y = {.low = 0, .high = 60}, .series = {series}});
  EXPECT_LT(picture.content.size(), 60'000U);
}

TEST(HeatMaps, OfAMillionNumbersAreSmall) {
  const HeatMap map{.title = "",
                    .x_label = "",
                    .y_label = "",
                    .rows = 1000,
                    .columns = 1000,
                    .values = std::vector<double>(1'000'000, 1),
                    .row_names = {},
                    .column_names = {}};
  EXPECT_LT(draw(map).content.size(), 1'000'000U);
}

}  // namespace

}  // namespace slope::plot
