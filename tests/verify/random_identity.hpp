// SPDX-License-Identifier: MIT
// Random pairs of formulas that are equal wherever both are defined, and changes that make them unequal.
#pragma once

#include <random>
#include <utility>

#include "slope/expr/expr.hpp"

namespace slope::fuzz {

struct Pair {
  Expr lhs, rhs;
};

class IdentityGenerator {
 public:
  explicit IdentityGenerator(std::uint64_t seed) : random_(seed) {}
  /// Two forms of one random function of x and y, by laws that hold at every real point.
  Pair next(int depth);
  /// `f` with one constant, sign or exponent changed.
  Expr changed(const Expr& f);

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  Pair leaf();
  std::mt19937_64 random_;
};

}  // namespace slope::fuzz
