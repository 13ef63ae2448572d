// SPDX-License-Identifier: MIT
// Why gradients vanish: ‖∂L/∂W₁‖ by the number of hidden layers, width 16, 16 inputs, 64 rows, everything drawn from N(0, 1);
// the median of 20 seeds, within a factor of 3 of what was measured with another program.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "slope/network/loss.hpp"

namespace slope {
namespace {

double first_norm(std::size_t depth, const char* activation, const Initialization& initialization) {
  std::vector<double> norms;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(1000 + seed);
    Dataset data;
    data.rows = 64;
    data.about.features.assign(16, "x");
    data.about.targets = {"y"};
    for (std::size_t i = 0; i < 64 * 16; ++i) data.features.push_back(random.normal());
    for (std::size_t i = 0; i < 64; ++i) data.targets.push_back(random.normal());
    std::vector<std::size_t> sizes(depth + 1, 16);
    sizes.push_back(1);
    const Network<double> net(std::span<const std::size_t>(sizes),
                              {.activation = activation, .initialization = initialization, .seed = seed});
    norms.push_back(gradient_norms(net, loss_and_gradient(net, data).gradient).front());
  }
  std::sort(norms.begin(), norms.end());
  return std::sqrt(norms[9] * norms[10]);
}

struct Measured {
  const char* activation;
  Initialization initialization;
  std::vector<double> norms;  // of 1, 3, 5, 10 and 20 hidden layers
};

TEST(Vanishing, IsAsMeasured) {
  const std::vector<std::size_t> depths{1, 3, 5, 10, 20};
  const std::vector<Measured> table{
      {"sigmoid", Initial::uniform, {1.3e-1, 2.5e-3, 4.6e-5, 2.7e-9, 4.6e-18}},
      {"sigmoid", Initial::xavier_uniform, {3.3e-1, 1.7e-2, 9.9e-4, 5.1e-7, 2.0e-13}},
      {"sigmoid", {Initial::xavier_uniform, 4}, {2.9, 0.61, 0.22, 1.3e-2, 5.3e-5}},
      {"tanh", Initial::xavier_uniform, {1.8, 0.77, 0.46, 0.28, 0.19}},
      {"relu", Initial::uniform, {0.39, 6.0e-2, 9.3e-3, 7.8e-5, 5.6e-9}},
      {"relu", Initial::he_uniform, {2.6, 1.6, 1.6, 0.54, 0.18}}};
  for (const auto& [activation, initialization, norms] : table)
    for (std::size_t i = 0; i < depths.size(); ++i) {
      const double found = first_norm(depths[i], activation, initialization);
      EXPECT_LT(std::fabs(std::log(found / norms[i])), std::log(3))
          << activation << " " << name_of(initialization.kind) << ", " << depths[i] << ": " << found
          << ", not " << norms[i];
    }
}

}  // namespace
}  // namespace slope
