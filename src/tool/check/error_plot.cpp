// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "findings.hpp"

namespace slope::tool {

namespace {

constexpr double width = 720, height = 320, left = 60, right = 10, top = 16, bottom = 36;
constexpr double plot_width = width - left - right, plot_height = height - top - bottom;
constexpr double least = 0.1;  // ulps: what is less is drawn there

// Errors on a logarithmic scale; a lane above it is for NaN and infinities.
class ErrorScale {
 public:
  explicit ErrorScale(const Tally& tally) {
    double worst = 10;
    for (const Region& column : tally.by_column())
      if (std::isfinite(column.worst)) worst = std::max(worst, column.worst);
    decades_ = std::ceil(std::log10(worst / least));
  }
  double y(double ulps) const {
    if (!std::isfinite(ulps)) return top;
    const double part = std::log10(std::max(ulps, least) / least) / decades_;
    return top + lane + (plot_height - lane) * (1 - part);
  }
  double decades() const { return decades_; }

 private:
  static constexpr double lane = 14;
  double decades_;
};

std::string line(double x1, double y1, double x2, double y2, std::string_view more) {
  return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n", x1, y1, x2, y2,
                     more);
}
std::string label(double x, double y, std::string_view anchor, std::string_view text) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor, text);
}

std::string axes(const ErrorScale& scale, const Axis& axis, const Findings& findings) {
  constexpr std::string_view faint = "stroke=\"var(--line)\" ";
  std::string out;
  const int step = std::max(1, static_cast<int>(std::ceil(scale.decades() / 6)));
  for (int decade = 0; decade <= static_cast<int>(scale.decades()); decade += step) {
    const double ulps = least * std::pow(10.0, decade), y = scale.y(ulps);
    out += line(left, y, width - right, y, faint) + label(left - 6, y + 4, "end", fmt::format("{:g}", ulps));
  }
  constexpr int marks = 6;
  for (int i = 0; i <= marks; ++i) {
    const double part = static_cast<double>(i) / marks, x = left + part * plot_width;
    out += line(x, top, x, height - bottom, faint) + label(x, height - bottom + 16,
                                                           i == 0       ? "start"
                                                           : i == marks ? "end"
                                                                        : "middle",
                                                           fmt::format("{:.4g}", axis.at(part)));
  }
  const std::string name =
      findings.question.variables.front() + (axis.even() ? "" : ", logarithmic on both sides of 0");
  return out + label(left + plot_width / 2, height - 4, "middle", name) + label(left, 11, "start", "ulps");
}

}  // namespace

std::string error_plot(const Findings& findings) {
  const Tally& tally = findings.tally;
  const auto& columns = tally.by_column();
  if (columns.empty()) return "";
  const ErrorScale scale(tally);
  std::string out = fmt::format(
      "<h2>Error over {}</h2>\n<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"error in ulps over "
      "{}\">\n",
      findings.question.variables.front(), width, height, findings.question.variables.front());
  out += axes(scale, tally.axis(), findings);
  if (findings.question.bound && *findings.question.bound >= least) {
    const double y = scale.y(*findings.question.bound);
    out += line(left, y, width - right, y, "stroke=\"var(--good)\" stroke-dasharray=\"6 4\" ");
  }
  const double step = plot_width / static_cast<double>(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Region& column = columns[i];
    if (column.numbers == 0) continue;
    const double y = scale.y(column.worst);
    out += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"var(--{})\">"
        "<title>{} = {}: {} ulps</title></rect>\n",
        left + static_cast<double>(i) * step, y, step, height - bottom - y + 1,
        column.wrong > 0 ? "bad" : "dot", findings.question.variables.front(),
        write_number(column.worst_at, findings.question.type), ulps_text(column.worst));
  }
  return out +
         "</svg>\n<p>Each column shows the worst error of its points; red where a result is wrong, up to the "
         "upper edge "
         "where one is NaN or infinite.</p>\n";
}

}  // namespace slope::tool
