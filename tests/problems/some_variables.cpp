// SPDX-License-Identifier: MIT
// Problems 11 to 19 of Moré, Garbow and Hillstrom.
#include <cmath>

#include "more_garbow_hillstrom.hpp"
#include "slope/function/catalog.hpp"

namespace slope::problems {

namespace {

constexpr auto gulf = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  for (int i = 1; i <= 99; ++i) {
    const S t = S(i) / 100.0, y = 25.0 + pow(-50.0 * log(t), S(2) / 3.0);
    f.push_back(exp(-(pow(abs(y - x[1]), x[2]) / x[0])) - t);
  }
  return f;
};

constexpr auto box = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  for (int i = 1; i <= 10; ++i) {
    const S t = S(i) / 10.0;
    f.push_back(exp(-t * x[0]) - exp(-t * x[1]) - x[2] * (exp(-t) - exp(-10.0 * t)));
  }
  return f;
};

constexpr auto powell_singular = []<class S>(std::span<const S> x) -> std::vector<S> {
  const S b = x[1] - 2.0 * x[2], a = x[0] - x[3];
  return {x[0] + 10.0 * x[1], sqrt(S(5)) * (x[2] - x[3]), b * b, sqrt(S(10)) * (a * a)};
};

constexpr auto wood = []<class S>(std::span<const S> x) -> std::vector<S> {
  return {10.0 * (x[1] - x[0] * x[0]),        1.0 - x[0],
          sqrt(S(90)) * (x[3] - x[2] * x[2]), 1.0 - x[2],
          sqrt(S(10)) * (x[1] + x[3] - 2.0),  (x[1] - x[3]) / sqrt(S(10))};
};

constexpr auto kowalik_osborne = []<class S>(std::span<const S> x) -> std::vector<S> {
  static constexpr double y[] = {.1957, .1947, .1735, .1600, .0844, .0627, .0456, .0342, .0323, .0235, .0246};
  static constexpr double at[] = {4, 2, 1, .5, .25, .167, .125, .1, .0833, .0714, .0625};
  std::vector<S> f;
  for (std::size_t i = 0; i < 11; ++i) {
    const S u(at[i]);
    f.push_back(y[i] - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3]));
  }
  return f;
};

constexpr auto brown_dennis = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  for (int i = 1; i <= 20; ++i) {
    const S t = S(i) / 5.0;
    const auto a = x[0] + t * x[1] - exp(t), b = x[2] + x[3] * sin(t) - cos(t);
    f.push_back(a * a + b * b);
  }
  return f;
};

constexpr auto osborne_1 = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  double t = 0;
  for (const double y :
       {.844, .908, .932, .936, .925, .908, .881, .850, .818, .784, .751, .718, .685, .658, .628, .603, .580,
        .558, .538, .522, .506, .490, .478, .467, .457, .448, .438, .431, .424, .420, .414, .411, .406}) {
    f.push_back(y - (x[0] + x[1] * exp(-t * x[3]) + x[2] * exp(-t * x[4])));
    t += 10;
  }
  return f;
};

constexpr auto biggs = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  for (int i = 1; i <= 13; ++i) {
    const S t = S(i) / 10.0, y = exp(-t) - 5.0 * exp(-10.0 * t) + 3.0 * exp(-4.0 * t);
    f.push_back(x[2] * exp(-t * x[0]) - x[3] * exp(-t * x[1]) + x[5] * exp(-t * x[4]) - y);
  }
  return f;
};

constexpr auto osborne_2 = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  const auto bell = [&](const S& t, std::size_t k) {
    const auto from = t - x[8 + k];
    return x[1 + k] * exp(-(from * from) * x[5 + k]);
  };
  int i = 0;
  for (const double y : {1.366, 1.191, 1.112, 1.013, .991, .885, .831, .847, .786, .725, .746, .679, .608,
                         .655,  .616,  .606,  .602,  .626, .651, .724, .649, .649, .694, .644, .624, .661,
                         .612,  .558,  .533,  .495,  .500, .423, .395, .375, .372, .391, .396, .405, .428,
                         .429,  .523,  .562,  .607,  .653, .672, .708, .633, .668, .645, .632, .591, .559,
                         .597,  .625,  .739,  .710,  .729, .720, .636, .581, .428, .292, .162, .098, .054}) {
    const S t = S(i++) / 10.0;
    f.push_back(y - (x[0] * exp(-t * x[4]) + bell(t, 0) + bell(t, 1) + bell(t, 2)));
  }
  return f;
};

}  // namespace

std::vector<Problem> problems_of_some_variables() {
  return {problem("Gulf research and development", {5, 2.5, 0.15}, {0}, gulf),
          problem("Box three-dimensional", {0, 10, 20}, {0}, box),
          problem("Powell singular", {3, -1, 0, 1}, {0}, powell_singular),
          problem("Wood", {-3, -1, -3, -1}, {0}, wood),
          problem("Kowalik-Osborne", {0.25, 0.39, 0.415, 0.39}, {3.07505e-4}, kowalik_osborne),
          problem("Brown-Dennis", {25, 5, -5, -1}, {85822.2}, brown_dennis),
          problem("Osborne 1", {0.5, 1.5, -1, 0.01, 0.02}, {5.46489e-5}, osborne_1),
          problem("Biggs EXP6", {1, 2, 1, 1, 1, 1}, {0, 5.65565e-3}, biggs),
          problem("Osborne 2", {1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5}, {4.01377e-2}, osborne_2)};
}

}  // namespace slope::problems
