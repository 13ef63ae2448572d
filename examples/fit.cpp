// SPDX-License-Identifier: MIT
// Fits a sigmoid to the growth of a pasture (NIST's data set Rat42) by Gauss and Newton, damped as Levenberg and
// Marquardt do where a step does not lead down. `fit FILE.svg` draws it.
#include <fmt/format.h>

#include <array>
#include <fstream>

#include "levenberg_marquardt.hpp"
#include "slope/calculus/jacobian.hpp"
#include "slope/function/sigmoid.hpp"
#include "slope/plot/line_chart.hpp"

namespace {

constexpr std::array days = {9.0, 14.0, 21.0, 28.0, 42.0, 57.0, 63.0, 70.0, 79.0};
constexpr std::array yields = {8.93, 10.8, 18.59, 22.33, 39.35, 56.11, 61.73, 64.62, 67.08};

constexpr auto model = [](const auto& b, double day) { return b[0] * slope::sigmoid(b[2] * day - b[1]); };

// One generic callable: the derivatives follow.
constexpr auto residuals = []<class T>(std::span<const T> b) {
  std::vector<T> r;
  for (std::size_t i = 0; i < days.size(); ++i) r.push_back(model(b, days[i]) - yields[i]);
  return r;
};

Linearization linearized(const std::vector<double>& b) {
  Linearization at{residuals(std::span<const double>(b)), {}};
  for (const auto& row : slope::jacobian(residuals, std::span<const double>(b)))
    at.jacobian.insert(at.jacobian.end(), row.begin(), row.end());
  return at;
}

// The curve through the data.
bool draw(const Fit& fit, const char* path) {
  slope::plot::Series measured, fitted;
  measured.name = "measured";
  measured.style = slope::plot::Series::Style::points;
  measured.x.assign(days.begin(), days.end());
  measured.y.assign(yields.begin(), yields.end());
  fitted.name = fmt::format("{:.2f} σ({:.4f} t − {:.3f})", fit.x[0], fit.x[2], fit.x[1]);
  for (int day = 0; day <= 80; day += 2) {
    fitted.x.push_back(day);
    fitted.y.push_back(model(fit.x, day));
  }
  slope::plot::LineChart chart;
  chart.x.label = "days";
  chart.y.label = "yield";
  chart.series = {fitted, measured};
  std::ofstream svg(path);
  svg << slope::plot::draw(chart).file();
  return static_cast<bool>(svg.flush());
}

}  // namespace

int main(int argc, char** argv) {
  const Fit fit = levenberg_marquardt(linearized, {100, 1, 0.1});
  fmt::print("yield = b1*sigmoid(b3*t - b2)\n");
  for (std::size_t j = 0; j < fit.x.size(); ++j) fmt::print("b{} = {:.8g}\n", j + 1, fit.x[j]);
  fmt::print("sum of squares {:.8g}\n", fit.sum_of_squares);
  if (argc < 2 || draw(fit, argv[1])) return 0;
  fmt::print(stderr, "fit: cannot write '{}'\n", argv[1]);
  return 1;
}
