// SPDX-License-Identifier: MIT
// What the examples of networks share: a mean over seeds of the score on rows that were held out.
#pragma once

#include <fmt/format.h>

#include <cstdlib>
#include <functional>
#include <string>

#include "slope/network/csv.hpp"
#include "slope/network/train.hpp"

inline std::string data_file(const char* name) { return std::string(EXAMPLE_DATA) + "/" + name; }

// The number of seeds: the first argument of the program, or else `few`.
inline std::uint64_t seeds(int argc, char** argv, std::uint64_t few) {
  return argc > 1 ? std::strtoull(argv[1], nullptr, 10) : few;
}

// A quarter of the rows is held out; split, weights and order of training come from the seed.
inline double mean_held_out_accuracy(const slope::Dataset& data, std::initializer_list<std::size_t> sizes,
                                     slope::NetworkOptions network, slope::TrainOptions training,
                                     std::uint64_t seeds) {
  double sum = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    network.seed = training.seed = seed;
    const auto [rest, held_out] = slope::split(data, 0.25, seed);
    slope::Network net(sizes, network);
    slope::train(net, rest, training);
    sum += slope::evaluate(net, held_out).accuracy;
  }
  return sum / static_cast<double>(seeds);
}

// Prints a score, and says whether it is as good as it should be.
inline bool reaches(const char* what, double score, double goal, std::uint64_t seeds) {
  fmt::print("{:<28} {:.4f} (mean of {} seeds, goal {})\n", what, score, seeds, goal);
  return score >= goal;
}
