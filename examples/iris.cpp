// SPDX-License-Identifier: MIT
// Three species of iris, from the sizes of their leaves. `iris 10` takes ten seeds.
#include "networks.hpp"

int main(int argc, char** argv) {
  const slope::Dataset data = slope::read_csv(data_file("iris.csv"));
  const std::uint64_t n = seeds(argc, argv, 10);
  const double right = mean_held_out_accuracy(
      data, {4, 16, 3}, {.activation = "sigmoid"},
      {.epochs = 200, .batch = 16, .optimizer = slope::Adam{.rate = 0.01}, .l2 = 1e-4}, n);
  return reaches("iris, 4-16-3", right, 0.97, n) ? 0 : 1;
}
