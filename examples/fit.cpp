// SPDX-License-Identifier: MIT
// Fits a sigmoid to the growth of a pasture (NIST's data set Rat42) by Gauss and Newton, damped as Levenberg and
// Marquardt do where a step does not lead down. `fit FILE.svg` draws it.
#include <fmt/format.h>
#include <fmt/ostream.h>

#include <array>
#include <fstream>

#include "levenberg_marquardt.hpp"
#include "slope/calculus/jacobian.hpp"
#include "slope/function/sigmoid.hpp"

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

// The curve through the data, 80 days by 80 units of yield.
bool draw(const Fit& fit, const char* path) {
  std::ofstream svg(path);
  const auto across = [](double day) { return 50 + 6.5 * day; };
  const auto up = [](double yield) { return 330 - 4 * yield; };
  fmt::print(
      svg,
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 380" font-family="sans-serif" font-size="13">
<rect width="600" height="380" fill="white"/>
<path d="M50 10V330H590" fill="none" stroke="black"/>
<g fill="black" text-anchor="middle">
)");
  for (int tick = 0; tick <= 80; tick += 20)
    fmt::print(svg, "<text x=\"{}\" y=\"350\">{}</text><text x=\"30\" y=\"{}\">{}</text>\n", across(tick),
               tick, up(tick) + 5, tick);
  fmt::print(
      svg, "<text x=\"320\" y=\"372\">days</text>\n</g>\n<text x=\"60\" y=\"22\">yield</text>\n<path d=\"M");
  for (int day = 0; day <= 80; day += 2)
    fmt::print(svg, "{}{:.1f} {:.1f}", day == 0 ? "" : "L", across(day), up(model(fit.x, day)));
  fmt::print(svg, "\" fill=\"none\" stroke=\"#1f77b4\" stroke-width=\"2\"/>\n");
  for (std::size_t i = 0; i < days.size(); ++i)
    fmt::print(svg, "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"#d62728\"/>\n", across(days[i]),
               up(yields[i]));
  fmt::print(svg, "<text x=\"330\" y=\"300\">{:.2f} σ({:.4f} t − {:.3f})</text>\n</svg>\n", fit.x[0],
             fit.x[2], fit.x[1]);
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
