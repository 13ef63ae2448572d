// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "findings.hpp"
#include "slope/plot/line_chart.hpp"

namespace slope::tool {

namespace {

constexpr double least = 0.1;  // ulps: what is less is drawn there

// A decade above the worst is for NaN and infinities.
double upper_end(const Tally& tally) {
  double worst = 10;
  for (const Region& column : tally.by_column())
    if (std::isfinite(column.worst)) worst = std::max(worst, column.worst);
  return std::pow(10.0, std::min(std::ceil(std::log10(worst)) + 1, 308.0));
}

// The columns with wrong results, or the others.
plot::Series columns(const Findings& findings, bool wrong) {
  const auto& all = findings.tally.by_column();
  plot::Series out;
  out.name = wrong ? "wrong" : "right";
  out.style = plot::Series::Style::columns;
  for (std::size_t i = 0; i <= all.size(); ++i)
    out.x.push_back(findings.tally.axis().at(static_cast<double>(i) / static_cast<double>(all.size())));
  for (const Region& column : all) {
    const bool shown = column.numbers > 0 && (column.wrong > 0) == wrong;
    const double worst = std::isfinite(column.worst) ? std::max(column.worst, least) : HUGE_VAL;
    out.y.push_back(shown ? worst : std::nan(""));
    out.notes.push_back(fmt::format("{} = {}: {} ulps", findings.question.variables.front(),
                                    write_number(column.worst_at, findings.question.type),
                                    ulps_text(column.worst)));
  }
  return out;
}

}  // namespace

std::string error_plot(const Findings& findings) {
  const Tally& tally = findings.tally;
  if (tally.by_column().empty()) return "";
  const std::string& variable = findings.question.variables.front();
  const Axis& axis = tally.axis();
  plot::LineChart chart;
  chart.x.label = variable + (axis.even() ? "" : ", logarithmic on both sides of 0");
  chart.x.spacing = axis.even() ? plot::Spacing::even : plot::Spacing::both_logarithmic;
  chart.y.label = "error in ulps";
  chart.y.spacing = plot::Spacing::logarithmic;
  chart.y.low = least;
  chart.y.high = upper_end(tally);
  chart.series = {columns(findings, false), columns(findings, true)};
  if (findings.question.bound && *findings.question.bound >= least) {
    const double bound = *findings.question.bound;
    chart.series.push_back({.name = "allowed", .x = {axis.low(), axis.high()}, .y = {bound, bound}});
  }
  chart.size = {720, 360};
  return fmt::format(
      "<h2>Error over {}</h2>\n<div class=\"wide\">{}</div>\n<p>Each column shows the worst error of its "
      "points, up "
      "to the upper edge where one is NaN or infinite.</p>\n",
      variable, plot::draw(chart).element());
}

}  // namespace slope::tool
