// SPDX-License-Identifier: MIT
// A number instead of a class: the width of an iris's petal, from its other sizes and its species.
#include "networks.hpp"

int main(int argc, char** argv) {
  using namespace slope;
  const Dataset data =
      read_csv(data_file("iris.csv"), {.target = "petal_width_cm", .header = true, .task = Task::regression});
  const std::uint64_t n = seeds(argc, argv, 10);
  double r_squared = 0;
  for (std::uint64_t seed = 1; seed <= n; ++seed) {
    const auto [rest, held_out] = split(data, 0.25, seed);
    Network net({4, 8, 1}, {.activation = "tanh", .seed = seed});
    train(net, rest,
          {.epochs = 100, .loss = Loss::huber, .optimizer = Adam{.rate = 0.01}, .l2 = 1e-3, .seed = seed});
    r_squared += evaluate(net, held_out).r_squared;
  }
  return reaches("petal width, 4-8-1, R²", r_squared / static_cast<double>(n), 0.93, n) ? 0 : 1;
}
