// SPDX-License-Identifier: MIT
// Problems 1 to 10 of Moré, Garbow and Hillstrom.
#include <algorithm>

#include "more_garbow_hillstrom.hpp"
#include "slope/function/catalog.hpp"

namespace slope::problems {

namespace {

constexpr auto rosenbrock = []<class S>(std::span<const S> x) -> std::vector<S> {
  return {10.0 * (x[1] - x[0] * x[0]), 1.0 - x[0]};
};

constexpr auto freudenstein_roth = []<class S>(std::span<const S> x) -> std::vector<S> {
  return {x[0] + ((5.0 - x[1]) * x[1] - 2.0) * x[1] - 13.0,
          x[0] + ((x[1] + 1.0) * x[1] - 14.0) * x[1] - 29.0};
};

constexpr auto powell_badly_scaled = []<class S>(std::span<const S> x) -> std::vector<S> {
  return {1e4 * x[0] * x[1] - 1.0, exp(-x[0]) + exp(-x[1]) - 1.0001};
};

constexpr auto brown_badly_scaled = []<class S>(std::span<const S> x) -> std::vector<S> {
  return {x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2.0};
};

constexpr auto beale = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  S power = x[1];
  for (const double y : {1.5, 2.25, 2.625}) {
    f.push_back(y - x[0] * (1.0 - power));
    power *= x[1];
  }
  return f;
};

constexpr auto jennrich_sampson = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  for (int i = 1; i <= 10; ++i) f.push_back(2.0 + 2.0 * i - (exp(x[0] * double(i)) + exp(x[1] * double(i))));
  return f;
};

constexpr auto helical_valley = []<class S>(std::span<const S> x) -> std::vector<S> {
  const S half = atan(x[1] / x[0]) / (2.0 * pi<S>()), turn = where(less(x[0], S(0)), S(half + 0.5), half);
  return {10.0 * (x[2] - 10.0 * turn), 10.0 * (sqrt(x[0] * x[0] + x[1] * x[1]) - 1.0), x[2]};
};

constexpr auto bard = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  double u = 0;
  for (const double y :
       {0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39}) {
    u += 1;
    const double v = 16 - u, w = std::min(u, v);
    f.push_back(y - (x[0] + u / (v * x[1] + w * x[2])));
  }
  return f;
};

constexpr auto gaussian = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  double i = 0;
  for (const double y : {0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989, 0.3521, 0.2420,
                         0.1295, 0.0540, 0.0175, 0.0044, 0.0009}) {
    i += 1;
    const auto from = (8 - i) / 2 - x[2];
    f.push_back(x[0] * exp(-x[1] * (from * from) / 2.0) - y);
  }
  return f;
};

constexpr auto meyer = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  double t = 45;
  for (const double y : {34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427,
                         3820, 3307, 2872}) {
    t += 5;
    f.push_back(x[0] * exp(x[1] / (t + x[2])) - y);
  }
  return f;
};

}  // namespace

std::vector<Problem> problems_of_few_variables() {
  return {problem("Rosenbrock", {-1.2, 1}, {0}, rosenbrock),
          problem("Freudenstein-Roth", {0.5, -2}, {0, 48.9842}, freudenstein_roth),
          problem("Powell badly scaled", {0, 1}, {0}, powell_badly_scaled),
          problem("Brown badly scaled", {1, 1}, {0}, brown_badly_scaled),
          problem("Beale", {1, 1}, {0}, beale),
          problem("Jennrich-Sampson", {0.3, 0.4}, {124.362}, jennrich_sampson),
          problem("Helical valley", {-1, 0, 0}, {0}, helical_valley),
          problem("Bard", {1, 1, 1}, {8.21487e-3}, bard),
          problem("Gaussian", {0.4, 1, 0}, {1.12793e-8}, gaussian),
          problem("Meyer", {0.02, 4000, 250}, {87.9458}, meyer)};
}

}  // namespace slope::problems
