// SPDX-License-Identifier: MIT
// What the weights of a layer are before training.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "slope/network/random.hpp"

namespace slope {

/// How the weights W (in×out) and biases of a layer are drawn. U(±a) is uniform from −a to a, N(s) normal with standard
/// deviation s. Biases are 0, but for `uniform`.
enum class Initial {
  uniform,         ///< weights and biases U(±1/√in)
  xavier_uniform,  ///< U(±√(6/(in + out))), Glorot and Bengio, 2010
  xavier_normal,   ///< N(√(2/(in + out)))
  he_uniform,      ///< U(±√(6/in)), He et al., 2015
  he_normal,       ///< N(√(2/in))
  lecun_uniform,   ///< U(±√(3/in)), LeCun et al., 1998
  lecun_normal,    ///< N(√(1/in))
  normal,          ///< N(1)
};

struct Initialization {
  Initial kind = Initial::uniform;
  double gain = 1;  ///< multiplies the weights

  Initialization() = default;
  Initialization(Initial which, double factor = 1) : kind(which), gain(factor) {}
};

/// "xavier_uniform" and so on.
std::string_view name_of(Initial kind);
/// @throws UsageError that lists the names
Initial initial(std::string_view name);
std::vector<std::string_view> initial_names();

/// Fills a layer. The numbers are drawn as doubles, weights row by row, then biases, so that a float has the rounded
/// values of a double.
/// @{
void initialize(const Initialization& how, std::size_t in, std::size_t out, std::span<float> weights,
                std::span<float> bias, Random& random);
void initialize(const Initialization& how, std::size_t in, std::size_t out, std::span<double> weights,
                std::span<double> bias, Random& random);
/// @}

}  // namespace slope
