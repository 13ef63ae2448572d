// SPDX-License-Identifier: MIT
// Rigorous bounds of the two sides of a claim, and of the Taylor coefficients of their difference.
#pragma once

#include <vector>

#include "slope/expr/postorder.hpp"
#include "slope/interval/interval.hpp"
#include "slope/witness/witness.hpp"

namespace slope::witness {

/// Evaluates f and the claim in Taylor series of intervals; df/dx is the second coefficient of f, by the rules of
/// the functions, not by the algorithm that derives expressions.
class Difference {
 public:
  explicit Difference(const Claim& claim);

  struct Sides {
    Interval derivative, claim;
    Interval difference() const { return derivative - claim; }
  };
  /// Both sides on X, evaluated as they stand.
  Sides sides(const Interval& x) const;
  /// The coefficients 0 … order of (df/dx − claim)(x + t) for all x in X.
  std::vector<Interval> coefficients(const Interval& x, int order) const;
  /// True if the last call met a kink or a jump inside of X, so that its result is of no use.
  bool met_kink() const { return kink_; }

 private:
  struct Coefficients {
    std::vector<Interval> f, claim;
  };
  Coefficients series(const Interval& x, int order) const;

  std::vector<NodeRef> roots_;
  Expr f_, claim_;
  Postorder order_;
  mutable bool kink_ = false;
};

}  // namespace slope::witness
