// SPDX-License-Identifier: MIT
// Computed numbers against true ones.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "quick_value.hpp"
#include "slope/check/truth.hpp"
#include "wire.hpp"

namespace slope::tool {

/// How far one computed number is from the true one.
struct Judgement {
  double truth = 0;    ///< the nearest number of the type
  double ulps = 0;     ///< the distance
  bool judged = true;  ///< false if there is no true value here, or none that can be found
};

/// Judges numbers that other programs have computed, in double or in float. A quick value in long double decides where it
/// can; a precise one where the distance is near the bound or may be the worst so far. So these two are right to 10^-6
/// ulp, the others to a quarter of one and usually to a hundredth.
class Judge {
 public:
  /// @param formulas one for each number of a result
  Judge(std::vector<Expr> formulas, std::vector<std::string> variables, NumberType type, double bound);

  /// The judgements of the numbers of one result.
  std::span<const Judgement> of(std::span<const double> point, std::span<const double> computed);
  /// How many points took a precise value.
  std::size_t precise_points() const { return precise_; }

 private:
  bool decide_quickly(std::size_t i, std::span<const double> point, double computed);
  void decide(std::span<const double> point, std::span<const double> computed);

  NumberType type_;
  double bound_, worst_ = 0;
  std::size_t precise_ = 0;
  TrueFunction exact_;
  std::vector<QuickValue> quick_;
  std::vector<Judgement> judgements_;
};

}  // namespace slope::tool
