// SPDX-License-Identifier: MIT
#include "slope/network/random.hpp"

#include <bit>

#include "slope/core/error.hpp"

namespace slope {

Random::Random(std::uint64_t seed) : state_{} {
  for (std::uint64_t& word : state_) {
    seed += 0x9e3779b97f4a7c15U;
    std::uint64_t z = seed;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    word = z ^ (z >> 31U);
  }
}

Random::Random(const State& state) : state_(state) {
  if (state == State{}) throw UsageError("a generator of random numbers cannot go on from a state of zeros");
}

std::uint64_t Random::bits() {
  auto& [a, b, c, d] = state_;
  const std::uint64_t result = std::rotl(b * 5, 7) * 9, shifted = b << 17U;
  c ^= a;
  d ^= b;
  b ^= c;
  a ^= d;
  c ^= shifted;
  d = std::rotl(d, 45);
  return result;
}

std::uint64_t Random::below(std::uint64_t n) {
  // Numbers below 2^64 mod n would make small results more likely: they are drawn again.
  const std::uint64_t least = (0 - n) % n;
  std::uint64_t drawn = bits();
  while (drawn < least) drawn = bits();
  return drawn % n;
}

// Of uniform numbers below ½, how long do they fall? The length is n or more with probability (½)ⁿ/n!, so that it is even
// with probability Σ (−½)ⁿ/n! = e^(−½) (von Neumann, 1951).
bool Random::happens_with_exp_minus_half() {
  double last = 0.5;
  bool even = true;
  for (double u = uniform(); u < last; u = uniform()) {
    last = u;
    even = !even;
  }
  return even;
}

// The same for e^(−xc), c = (2k + x)/(2k + 2), where each step of the fall also happens with probability c only.
bool Random::accepts(unsigned k, double x) {
  const double c = (2.0 * k + x) / (2.0 * k + 2.0);
  double last = x;
  bool even = true;
  for (double u = uniform(); u < last && uniform() < c; u = uniform()) {
    last = u;
    even = !even;
  }
  return even;
}

double Random::normal() {
  for (;;) {
    // k with probability proportional to e^(−k/2), then to e^(−k²/2).
    unsigned k = 0;
    while (happens_with_exp_minus_half()) ++k;
    bool kept = true;
    for (unsigned i = 0; kept && i < k * (k - 1); ++i) kept = happens_with_exp_minus_half();
    if (!kept) continue;
    // x, with density proportional to e^(−x(2k + x)/2), so that k + x has e^(−(k + x)²/2).
    const double x = uniform();
    for (unsigned i = 0; kept && i <= k; ++i) kept = accepts(k, x);
    if (!kept) continue;
    return (bits() >> 63U) != 0 ? -(k + x) : k + x;
  }
}

}  // namespace slope
