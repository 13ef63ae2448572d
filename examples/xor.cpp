// SPDX-License-Identifier: MIT
// The exclusive or, which no single neuron can compute, from twenty different starts.
#include <fmt/format.h>

#include "slope/network/train.hpp"

int main() {
  using namespace slope;
  const Dataset data = binary_data({{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0});
  int solved = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Network net({2, 4, 1}, {.seed = seed});
    train(net, data, {.epochs = 500, .optimizer = Adam{.rate = 0.05}});
    solved += net({0, 0})[0] < 0.1 && net({0, 1})[0] > 0.9 && net({1, 0})[0] > 0.9 && net({1, 1})[0] < 0.1;
  }
  fmt::print("xor learned from {} of 20 seeds\n", solved);
  return solved == 20 ? 0 : 1;
}
