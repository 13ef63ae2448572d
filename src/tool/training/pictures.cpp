// SPDX-License-Identifier: MIT
#include "pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "slope/plot/bar_chart.hpp"
#include "slope/plot/heat_map.hpp"
#include "slope/plot/line_chart.hpp"

namespace slope::tool {

namespace {

plot::LineChart over_epochs(const char* title, const std::string& y, plot::Size size) {
  plot::LineChart chart;
  chart.title = title;
  chart.x.label = "epoch";
  chart.x.whole = true;
  chart.y.label = y;
  chart.size = size;
  return chart;
}

plot::Series series(const char* name, const TrainResult& result, double EpochReport::*value) {
  plot::Series out;
  out.name = name;
  for (const EpochReport& report : result.history) {
    out.x.push_back(static_cast<double>(report.epoch));
    out.y.push_back(report.*value);
  }
  return out;
}

// Wide ranges of positive numbers are told apart better by their logarithms.
plot::Spacing spacing_for(const std::vector<plot::Series>& all) {
  double low = HUGE_VAL, high = 0;
  for (const plot::Series& s : all)
    for (const double y : s.y)
      if (std::isfinite(y)) low = std::min(low, y), high = std::max(high, y);
  return low > 0 && high / low > 20 ? plot::Spacing::logarithmic : plot::Spacing::even;
}

bool validated(const Outcome& outcome) { return outcome.parts.size() > 1; }

std::vector<double> norms(const Network<double>& network, const Outcome& outcome) {
  const auto at = loss_and_gradient(network, outcome.parts.front().data, outcome.loss);
  return gradient_norms(network, at.gradient);
}

}  // namespace

std::vector<Figure> curves(const Outcome& outcome, plot::Size size) {
  plot::LineChart loss = over_epochs("Loss", "mean " + std::string(name_of(outcome.loss)), size);
  loss.series = {series("training", outcome.result, &EpochReport::loss)};
  if (validated(outcome))
    loss.series.push_back(series("validation", outcome.result, &EpochReport::validation_loss));
  loss.y.spacing = spacing_for(loss.series);
  std::vector<Figure> out = {
      {plot::draw(loss), validated(outcome)
                             ? "Where the validation loss rises while the training loss still falls, "
                               "the network learns its rows by heart."
                             : "The loss on the rows it learns from."}};
  if (!validated(outcome)) return out;
  const bool regression = outcome.about().task == Task::regression;
  plot::LineChart metric =
      over_epochs("Validation", regression ? "root mean squared error" : "accuracy", size);
  metric.series = {series("validation", outcome.result, &EpochReport::validation_metric)};
  if (regression) metric.y.spacing = spacing_for(metric.series);
  out.push_back({plot::draw(metric), "On rows that were held out."});
  return out;
}

std::optional<Figure> confusion_figure(const Outcome& outcome, plot::Size size) {
  const Part& part = outcome.last();
  if (part.data.about.task == Task::regression || part.data.about.classes.size() > 40) return std::nullopt;
  const auto& classes = part.data.about.classes;
  plot::HeatMap map;
  map.title = "Confusion matrix";
  map.x_label = "predicted";
  map.y_label = "true";
  map.rows = map.columns = classes.size();
  for (const std::size_t n : part.evaluation.confusion) map.values.push_back(static_cast<double>(n));
  map.row_names = map.column_names = classes;
  map.dark_is_high = true;
  map.size = size;
  return Figure{plot::draw(map), fmt::format("Of the {} {} rows, {} are on the diagonal, where they belong.",
                                             part.data.rows, part.name, percent(part.evaluation.accuracy))};
}

Figure gradients_figure(const Outcome& outcome, plot::Size size) {
  plot::BarChart chart;
  chart.title = "Gradients by layer";
  chart.x_label = "layer";
  chart.y.label = "‖∂L/∂W‖";
  chart.y.spacing = plot::Spacing::logarithmic;
  chart.size = size;
  for (std::size_t i = 1; i <= outcome.network.layers().size(); ++i)
    chart.categories.push_back(fmt::format("{}", i));
  chart.series = {{"before training", norms(outcome.start, outcome)},
                  {"after", norms(outcome.network, outcome)}};
  return {plot::draw(chart),
          "The norm of the loss's gradient by each layer's weights, over all training rows. Much smaller "
          "ones in the first layers are vanishing gradients (slope gradients)."};
}

Figure weights_figure(const Outcome& outcome, std::size_t layer, plot::Size size) {
  const Layer& l = outcome.network.layers()[layer];
  const bool last = layer + 1 == outcome.network.layers().size();
  const std::span<const double> weights = outcome.network.weights(layer);
  plot::HeatMap map;
  map.title = fmt::format("Weights of layer {}", layer + 1);
  map.x_label = last ? "output" : "unit";
  map.y_label = layer == 0 ? "input" : fmt::format("unit of layer {}", layer);
  map.rows = l.inputs;
  map.columns = l.outputs;
  map.values.assign(weights.begin(), weights.end());
  map.around_zero = true;
  if (layer == 0) map.row_names = outcome.about().features;
  if (last && l.outputs == outcome.about().classes.size()) map.column_names = outcome.about().classes;
  map.size = size;
  if (l.inputs > 14)
    map.size.height = std::min(size.height + 14 * static_cast<double>(l.inputs - 14), 2 * size.height);
  return {plot::draw(map), layer == 0 && !outcome.network.input_scaling().empty()
                               ? "Inputs are standardized, so that their weights can be compared."
                               : "Dark: negative; light: positive."};
}

Figure activation_figure(const Outcome& outcome, plot::Size size) {
  const Activation& f = outcome.network.layers().front().activation;
  plot::LineChart chart;
  chart.title = fmt::format("{} and its derivative", f.name());
  chart.x.label = "z";
  chart.size = size;
  chart.series.resize(2);
  chart.series[0].name = fmt::format("{}(z)", f.name());
  chart.series[1].name = "derivative";
  for (int i = -60; i <= 60; ++i) {
    const double z = i / 10.0;
    for (plot::Series& s : chart.series) s.x.push_back(z);
    chart.series[0].y.push_back(f(z));
    chart.series[1].y.push_back(f.slope(z));
  }
  return {plot::draw(chart),
          f.name() == "sigmoid" ? "The slope is at most 1/4, at 0: layer by layer it makes gradients smaller."
                                : "Backwards through a layer, gradients are multiplied by the derivative."};
}

std::vector<std::pair<std::string, plot::Picture>> all_pictures(const Outcome& outcome, plot::Size size) {
  std::vector<std::pair<std::string, plot::Picture>> all;
  const std::vector<Figure> over_time = curves(outcome, size);
  all.emplace_back("loss", over_time[0].picture);
  if (over_time.size() > 1) all.emplace_back("validation", over_time[1].picture);
  if (const auto figure = decision_figure(outcome, size)) all.emplace_back("decision", figure->picture);
  if (const auto figure = confusion_figure(outcome, size)) all.emplace_back("confusion", figure->picture);
  for (std::size_t i = 0; i < std::min(outcome.network.layers().size(), shown_layers); ++i)
    all.emplace_back(fmt::format("weights-{}", i + 1), weights_figure(outcome, i, size).picture);
  all.emplace_back("gradients", gradients_figure(outcome, size).picture);
  all.emplace_back("activation", activation_figure(outcome, size).picture);
  return all;
}

}  // namespace slope::tool
