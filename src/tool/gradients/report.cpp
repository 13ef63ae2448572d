// SPDX-License-Identifier: MIT
#include "report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "slope/plot/line_chart.hpp"

namespace slope::tool {

namespace {

// Columns of numbers, the first of them whole; the head has two lines.
class Columns {
 public:
  Columns(std::string_view first, const std::vector<Measured>& all) {
    std::string lower = fmt::format("{:>5}", "");
    text_ = fmt::format("{:>5}", first);
    for (const Measured& m : all) {
      widths_.push_back(std::max({m.experiment.activation.size(), m.experiment.init.size(), std::size_t{7}}) +
                        2);
      text_ += fmt::format("{:>{}}", m.experiment.activation, widths_.back());
      lower += fmt::format("{:>{}}", m.experiment.init, widths_.back());
    }
    text_ += "\n" + lower + "\n";
  }
  template <class Value> void row(std::string_view first, Value value) {
    text_ += fmt::format("{:>5}", first);
    for (std::size_t i = 0; i < widths_.size(); ++i) text_ += fmt::format("{:>{}}", value(i), widths_[i]);
    text_ += "\n";
  }
  std::string text() && { return std::move(text_); }

 private:
  std::vector<std::size_t> widths_;
  std::string text_;
};

// By what each layer multiplies the gradient: the mean from the last layer but the output to the first.
double per_layer(const std::vector<double>& norms) {
  const std::size_t hidden = norms.size() - 1;
  return hidden < 2 ? NAN
                    : std::pow(norms.front() / norms[hidden - 1], 1.0 / static_cast<double>(hidden - 1));
}

std::string ratio(double r) { return std::isfinite(r) ? fmt::format("{:.2g}", r) : "-"; }

std::string setting(const Experiment& e) {
  return fmt::format(
      "{} inputs, layers of {} units, one linear output, mean squared error, batch of {} from N(0, 1); "
      "medians of {} "
      "seed{}",
      e.inputs, e.width, e.batch, e.seeds, e.seeds == 1 ? "" : "s");
}

constexpr std::string_view explanation =
    "Why: backwards through a layer the gradient is multiplied by the weights and by the slope of the "
    "activation. The\n"
    "sigmoid's is sigmoid(z)*(1 - sigmoid(z)), at most 1/4 (at z = 0), so that layer by layer the gradient "
    "shrinks at least\n"
    "fourfold unless weights make up for it; the first layers of a deep network learn nothing.\n"
    "What helps: weights that start larger (xavier*4 makes up for the 1/4, for as long as no unit "
    "saturates); an activation\n"
    "whose slope is 1 at 0 (tanh with xavier) or on a whole side (relu with he, whose weights make up for "
    "the other side).\n";

std::string name_of(const Experiment& e) { return e.activation + ", " + e.init; }

}  // namespace

std::string gradients_text(const Gradients& g) {
  std::string out;
  if (g.depths.size() > 1) {
    Columns by_depth("depth", g.all);
    for (std::size_t d = 0; d < g.depths.size(); ++d)
      by_depth.row(fmt::format("{}", g.depths[d]),
                   [&](std::size_t i) { return fmt::format("{:.1e}", g.all[i].norms[d].front()); });
    out += "The gradient of the first layer, ‖∂L/∂W‖, by the number of hidden layers\n(" +
           setting(g.all[0].experiment) + ")\n\n" + std::move(by_depth).text() + "\n";
  }
  const std::size_t deepest = g.depths.back();
  Columns by_layer("layer", g.all);
  for (std::size_t layer = 0; layer <= deepest; ++layer)
    by_layer.row(layer == deepest ? "out" : fmt::format("{}", layer + 1),
                 [&](std::size_t i) { return fmt::format("{:.1e}", g.all[i].norms.back()[layer]); });
  by_layer.row("ratio", [&](std::size_t i) { return ratio(per_layer(g.all[i].norms.back())); });
  out += fmt::format("Layer by layer with {} hidden layer{}", deepest, deepest == 1 ? "" : "s");
  if (g.depths.size() == 1) out += "\n(" + setting(g.all[0].experiment) + ")";
  out += "; the ratio is that of one layer to the next\n\n" + std::move(by_layer).text() + "\n";
  return out + std::string(explanation.substr(0, explanation.size() - 1));
}

std::string gradients_json(const Gradients& g) {
  const auto number = [](double x) { return std::isfinite(x) ? fmt::format("{}", x) : std::string("null"); };
  const Experiment& e = g.all[0].experiment;
  std::string out =
      fmt::format("{{\"inputs\": {}, \"width\": {}, \"batch\": {}, \"seeds\": {}, \"networks\": [", e.inputs,
                  e.width, e.batch, e.seeds);
  for (std::size_t i = 0; i < g.all.size(); ++i) {
    out += fmt::format("{}\n  {{\"activation\": \"{}\", \"init\": \"{}\", \"depths\": [", i == 0 ? "" : ",",
                       g.all[i].experiment.activation, g.all[i].experiment.init);
    for (std::size_t d = 0; d < g.depths.size(); ++d) {
      out += fmt::format("{}\n    {{\"depth\": {}, \"norms\": [", d == 0 ? "" : ",", g.depths[d]);
      for (std::size_t l = 0; l < g.all[i].norms[d].size(); ++l)
        out += (l == 0 ? "" : ", ") + number(g.all[i].norms[d][l]);
      out += "]}";
    }
    out += "]}";
  }
  return out + "]}";
}

plot::Picture gradients_picture(const Gradients& g) {
  const bool by_depth = g.depths.size() > 1;
  plot::LineChart chart;
  chart.title = by_depth ? "The gradient of the first layer"
                         : fmt::format("The gradients in {} layers", g.depths[0] + 1);
  chart.x.label = by_depth ? "hidden layers" : "layer";
  chart.x.whole = true;
  chart.y.label = by_depth ? "‖∂L/∂W₁‖" : "‖∂L/∂W‖";
  chart.y.spacing = plot::Spacing::logarithmic;
  for (const Measured& m : g.all) {
    plot::Series series;
    series.name = name_of(m.experiment);
    for (std::size_t i = 0; i < (by_depth ? g.depths.size() : m.norms[0].size()); ++i) {
      series.x.push_back(static_cast<double>(by_depth ? g.depths[i] : i + 1));
      series.y.push_back(by_depth ? m.norms[i].front() : m.norms[0][i]);
    }
    chart.series.push_back(std::move(series));
  }
  chart.size.height = 420;
  return plot::draw(chart);
}

}  // namespace slope::tool
