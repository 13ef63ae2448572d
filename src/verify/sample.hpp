// SPDX-License-Identifier: MIT
// Rational points of the domain, at which the two sides are compared.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "slope/calculus/enclose.hpp"
#include "slope/verify/identity.hpp"

namespace slope::algebra {

using Place = std::map<std::string, Rational, std::less<>>;

/// Points with few digits: of every sign, below and above 1, now and then far out, always inside of the ranges.
class Sampler {
 public:
  Sampler(std::vector<std::string> variables, const Assumptions& domain, std::uint64_t seed)
      : variables_(std::move(variables)), domain_(domain), random_(seed) {}
  Place next();

 private:
  Rational unbounded();

  std::vector<std::string> variables_;
  const Assumptions& domain_;
  std::mt19937_64 random_;
  std::size_t count_ = 0;
};

/// What intervals say of both sides at one point.
struct Comparison {
  enum class Result { undefined, unclear, equal, apart } result = Result::undefined;
  Interval lhs, rhs;
};
Comparison compare_at(const Expr& lhs, const Expr& rhs, const Place& place, int bits);

/// The point, both values and the difference, in decimal, computed with `bits` unless the difference is known.
Witness witness_at(const Expr& lhs, const Expr& rhs, const Place& place, int bits, int digits,
                   const std::optional<Rational>& difference = std::nullopt);

}  // namespace slope::algebra
