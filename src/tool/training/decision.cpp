// SPDX-License-Identifier: MIT
// What a network of one or two inputs says everywhere.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pictures.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/plot/decision_map.hpp"
#include "slope/plot/line_chart.hpp"

namespace slope::tool {

namespace {

constexpr std::size_t shown_points = 400, curve_points = 201, derived_parameters = 2000;

// At most `shown_points` rows of all parts, evenly chosen.
template <class Take> void each_row(const Outcome& outcome, Take take) {
  std::size_t rows = 0;
  for (const Part& part : outcome.parts) rows += part.data.rows;
  const std::size_t every = (rows + shown_points - 1) / shown_points;
  for (const Part& part : outcome.parts)
    for (std::size_t i = 0; i < part.data.rows; i += std::max<std::size_t>(every, 1)) take(part.data, i);
}

std::pair<double, double> range_of(const Outcome& outcome) {
  double low = HUGE_VAL, high = -HUGE_VAL;
  for (const Part& part : outcome.parts)
    for (const double x : part.data.features) low = std::min(low, x), high = std::max(high, x);
  const double more = high > low ? 0.1 * (high - low) : 1;
  return {low - more, high + more};
}

std::vector<double> scores(const Outcome& outcome, std::initializer_list<double> x) {
  std::vector<double> y = outcome.network(x);
  return outcome.about().task == Task::binary ? std::vector{1 - y[0], y[0]} : y;
}

plot::Axis axis(const std::string& label) {
  plot::Axis out;
  out.label = label;
  return out;
}

Figure plane(const Outcome& outcome, plot::Size size) {
  const DataDescription& about = outcome.about();
  plot::DecisionMap map;
  map.title = "Decisions";
  map.x = axis(about.features[0]);
  map.y = axis(about.features[1]);
  map.classes = about.classes;
  map.scores = [&](double x, double y) { return scores(outcome, {x, y}); };
  each_row(outcome, [&](const Dataset& data, std::size_t i) {
    map.points.push_back({data.row(i)[0], data.row(i)[1], data.labels[i]});
  });
  map.size = size;
  return {plot::draw(map), about.task == Task::binary
                               ? "The thick line is where both classes are equally probable; on the thin "
                                 "lines the second has 10 % "
                                 "and 90 %."
                               : "The lines are where two classes are equally probable."};
}

// dy/dx at these points, by the network's formula; empty if that would be long.
plot::Series derivative(const Outcome& outcome, const std::string& of, const std::vector<double>& xs) {
  plot::Series out;
  if (outcome.network.parameters().size() > derived_parameters) return out;
  const Expr x = symbol("x");
  const Expr slope = raw_diff(outcome.network.formula(std::span(&x, 1))[0], x);
  out.name = fmt::format("derivative of {} by {}", of, outcome.about().features[0]);
  out.x = xs;
  for (const double at : xs) out.y.push_back(evaluate(slope, {{"x", at}}));
  return out;
}

Figure line(const Outcome& outcome, plot::Size size) {
  const DataDescription& about = outcome.about();
  const auto [low, high] = range_of(outcome);
  plot::LineChart chart;
  chart.x.label = about.features[0];
  chart.size = size;
  std::vector<double> xs;
  for (std::size_t i = 0; i < curve_points; ++i)
    xs.push_back(low + (high - low) * static_cast<double>(i) / (curve_points - 1));
  plot::Series points;
  points.style = plot::Series::Style::points;
  const bool regression = about.task == Task::regression, binary = about.task == Task::binary;
  const std::size_t curves = regression || binary ? 1 : about.classes.size();
  for (std::size_t k = 0; k < curves; ++k) {
    plot::Series curve;
    curve.name = regression ? "prediction" : fmt::format("probability of {}", about.classes[binary ? 1 : k]);
    curve.x = xs;
    for (const double x : xs) curve.y.push_back(outcome.network({x})[k]);
    chart.series.push_back(std::move(curve));
  }
  std::string caption;
  if (binary || regression) {
    each_row(outcome, [&](const Dataset& data, std::size_t i) {
      points.x.push_back(data.row(i)[0]);
      points.y.push_back(regression ? data.targets[i] : static_cast<double>(data.labels[i]));
    });
    points.name = "data";
  }
  chart.title = regression ? "Prediction" : "Decisions";
  chart.y.label = regression ? about.targets[0] : "probability";
  if (binary) {
    if (plot::Series slope = derivative(outcome, "the probability", xs); !slope.x.empty())
      chart.series.push_back(std::move(slope));
    for (std::size_t i = 1; i < xs.size(); ++i) {
      const double a = chart.series[0].y[i - 1] - 0.5, b = chart.series[0].y[i] - 0.5;
      if ((a < 0) == (b < 0)) continue;
      const double x = xs[i - 1] + (xs[i] - xs[i - 1]) * a / (a - b);
      chart.series.push_back(
          {.name = fmt::format("decision at {}", plot::short_number(x)), .x = {x, x}, .y = {0, 1}});
    }
    caption = "The probability, its derivative, and where the decision changes.";
  } else caption = regression ? "The prediction among the data." : "The highest probability decides.";
  if (!points.x.empty()) chart.series.push_back(std::move(points));
  return {plot::draw(chart), caption};
}

}  // namespace

std::optional<Figure> decision_figure(const Outcome& outcome, plot::Size size) {
  const DataDescription& about = outcome.about();
  constexpr std::size_t most_classes =
      10;  // whose lines and colours can be told apart, and whose legend fits
  if (about.classes.size() > most_classes) return std::nullopt;
  if (about.features.size() == 1) return line(outcome, size);
  if (about.features.size() == 2 && about.task != Task::regression) return plane(outcome, size);
  return std::nullopt;
}

}  // namespace slope::tool
