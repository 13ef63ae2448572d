// SPDX-License-Identifier: MIT
// Random numbers that are the same on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>

namespace slope {

/// The generator xoshiro256** of Blackman and Vigna (2018), its state filled by SplitMix64 from the seed. Uniform and
/// normal numbers are made by comparisons and exact arithmetic only, no function of the C library, so that a seed means
/// the same numbers everywhere.
class Random {
 public:
  using State = std::array<std::uint64_t, 4>;

  explicit Random(std::uint64_t seed);
  /// Goes on from a state that was kept. @throws UsageError if all of it is 0, from where the generator does not move
  explicit Random(const State& state);
  const State& state() const { return state_; }

  /// 64 random bits.
  std::uint64_t bits();
  /// From 0 to 1, without 1: a multiple of 2^−53.
  double uniform() { return static_cast<double>(bits() >> 11U) * 0x1p-53; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// From 0 to n − 1, each as likely as another. REQUIRES n > 0
  std::uint64_t below(std::uint64_t n);
  /// From the standard normal distribution, by Karney's comparisons of uniform numbers (Sampling exactly from the normal
  /// distribution, 2016, algorithm N), which need no logarithm.
  double normal();

  /// A permutation, each as likely as another (Fisher and Yates).
  template <class T> void shuffle(std::span<T> list) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
  }

 private:
  bool happens_with_exp_minus_half();  // probability e^(−1/2)
  bool accepts(unsigned k, double x);  // probability e^(−x(2k + x)/(2k + 2))
  State state_;
};

}  // namespace slope
