// SPDX-License-Identifier: MIT
// Random numbers that are the same everywhere: the standard fixes the engine, but not its distributions.
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <random>
#include <vector>

namespace slope::bench {

class Random {
 public:
  explicit Random(std::uint64_t seed) : bits_(seed) {}

  double uniform(double low, double high) {
    return low + (high - low) * std::ldexp(static_cast<double>(bits_() >> 11), -53);
  }

  /// The normal distribution by Box and Muller.
  double normal() {
    const double radius = std::sqrt(-2 * std::log(1 - uniform(0, 1)));
    return radius * std::cos(2 * std::numbers::pi * uniform(0, 1));
  }

  std::vector<double> uniforms(std::size_t n, double low, double high) {
    std::vector<double> values(n);
    for (double& value : values) value = uniform(low, high);
    return values;
  }

  std::vector<double> normals(std::size_t n) {
    std::vector<double> values(n);
    for (double& value : values) value = normal();
    return values;
  }

 private:
  std::mt19937_64 bits_;
};

}  // namespace slope::bench
