// SPDX-License-Identifier: MIT
// Two half moons that interlock: no straight line parts them. From twenty different starts.
#include <fmt/format.h>

#include <cmath>

#include "slope/network/train.hpp"

using namespace slope;

// As many points of either moon, each moved by normal noise.
Dataset moons(std::size_t of_each, double noise, std::uint64_t seed) {
  Random random(seed);
  std::vector<std::vector<double>> points;
  std::vector<std::size_t> labels;
  for (std::size_t i = 0; i < 2 * of_each; ++i) {
    const double angle = std::acos(-1) * random.uniform();
    const bool lower = i % 2 == 1;
    const double x = lower ? 1 - std::cos(angle) : std::cos(angle);
    const double y = lower ? 0.5 - std::sin(angle) : std::sin(angle);
    points.push_back({x + noise * random.normal(), y + noise * random.normal()});
    labels.push_back(lower ? 1 : 0);
  }
  return binary_data(points, labels);
}

int main() {
  const Dataset data = moons(100, 0.1, 1), others = moons(500, 0.1, 2);
  int solved = 0;
  double worst = 1;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Network net({2, 8, 8, 1}, {.activation = "tanh", .seed = seed});
    train(net, data, {.epochs = 200, .batch = 20, .optimizer = Adam{.rate = 0.02}, .seed = seed});
    const double right = evaluate(net, others).accuracy;
    solved += right >= 0.99 ? 1 : 0;
    worst = std::min(worst, right);
  }
  fmt::print("moons parted from {} of 20 seeds\n", solved);
  if (solved < 20) fmt::print("the worst: {}\n", worst);
  return solved == 20 ? 0 : 1;
}
