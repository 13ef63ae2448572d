// SPDX-License-Identifier: MIT
// Arithmetic modulo a random 61-bit prime p with p = 3 mod 4, for several random assignments (lanes) at once.
#pragma once

#include <array>
#include <cstdint>
#include <random>

#include "slope/core/rational.hpp"

namespace slope::algebra {

class PrimeField {
 public:
  explicit PrimeField(std::mt19937_64& random);

  std::uint64_t add(std::uint64_t a, std::uint64_t b) const { return a >= p_ - b ? a - (p_ - b) : a + b; }
  std::uint64_t negate(std::uint64_t a) const { return a == 0 ? 0 : p_ - a; }
  std::uint64_t multiply(std::uint64_t a, std::uint64_t b) const {
    return static_cast<std::uint64_t>(static_cast<Wide>(a) * b % p_);
  }
  std::uint64_t power(std::uint64_t a, std::uint64_t n) const;
  std::uint64_t inverse(std::uint64_t a) const { return power(a, p_ - 2); }
  std::uint64_t power(std::uint64_t a, std::int64_t n) const {
    return n < 0 ? power(inverse(a), static_cast<std::uint64_t>(-n))
                 : power(a, static_cast<std::uint64_t>(n));
  }
  bool is_square(std::uint64_t a) const { return a == 0 || power(a, (p_ - 1) / 2) == 1; }
  /// The square root that is itself a square, of a square.
  std::uint64_t square_root(std::uint64_t a) const { return power(a, (p_ + 1) / 4); }
  /// The residue; false if p divides the denominator.
  bool residue(const Rational& q, std::uint64_t& out) const;
  std::uint64_t random(std::mt19937_64& source) const { return 1 + source() % (p_ - 1); }
  std::uint64_t prime() const { return p_; }

 private:
  __extension__ using Wide = unsigned __int128;
  std::uint64_t p_;
};

/// One value a lane; `valid` has the bits of the lanes in which it exists.
struct Lanes {
  static constexpr std::size_t count = 8;
  std::array<std::uint64_t, count> value{};
  std::uint32_t valid = (1u << count) - 1;
};

}  // namespace slope::algebra
