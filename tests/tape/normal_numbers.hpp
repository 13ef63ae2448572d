// SPDX-License-Identifier: MIT
#pragma once

#include <random>
#include <vector>

namespace slope {

inline std::vector<double> numbers(std::size_t n, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  std::vector<double> x(n);
  for (double& v : x) v = normal(random);
  return x;
}

}  // namespace slope
