// SPDX-License-Identifier: MIT
// Arithmetic modulo the prime 2^61 − 1.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "slope/core/rational.hpp"

namespace slope::certificate {

/// A residue modulo p = 2^61 − 1.
class Residue {
 public:
  static constexpr std::uint64_t p = (std::uint64_t{1} << 61) - 1;
  constexpr Residue(std::uint64_t n = 0) : n_(n % p) {}

  std::uint64_t number() const { return n_; }
  bool is_zero() const { return n_ == 0; }
  friend Residue operator+(Residue a, Residue b) { return Residue(a.n_ + b.n_); }
  friend Residue operator-(Residue a, Residue b) { return Residue(a.n_ + (p - b.n_)); }
  friend Residue operator*(Residue a, Residue b);
  Residue power(std::uint64_t exponent) const;
  Residue inverse() const { return power(p - 2); }
  /// A square root, if there is one.
  std::optional<Residue> root() const;
  friend constexpr auto operator<=>(Residue, Residue) = default;

 private:
  std::uint64_t n_;
};

/// a/b modulo p; nothing if p divides b.
std::optional<Residue> residue_of(const Rational& value);
/// The quotient of two integers below 2^29 in size that is the residue, if there is one.
std::optional<Rational> small_quotient(Residue r);
/// `exponent` modulo `order`, for an integer exponent.
std::uint64_t reduced(const Rational& exponent, std::uint64_t order);

/// A point of the circle c² + s² = 1 modulo p, with the addition of angles.
struct Angle {
  Residue c = 1, s = 0;
  friend Angle operator+(Angle a, Angle b) { return {a.c * b.c - a.s * b.s, a.s * b.c + a.c * b.s}; }
  /// n times the angle. The circle has p + 1 points.
  Angle times(std::uint64_t n) const;
  static Angle random(Residue t);
};

}  // namespace slope::certificate
