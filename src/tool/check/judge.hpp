// SPDX-License-Identifier: MIT
// Computed numbers against true ones.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "question.hpp"
#include "quick_value.hpp"

namespace slope::tool {

/// What is said of one computed number.
struct Judgement {
  double truth = 0,
         truth_high = 0;  ///< the nearest number of the type; at a kink, what is accepted lies between these
  double ulps = 0;        ///< the distance
  double allowed_ulps = 0;
  bool judged =
      true;  ///< false if there is no true value here, or none that the type can hold or we can find
  bool wrong = false;
  bool kink = false;
};

/// Judges numbers that other programs have computed, in double or in float. A quick value in long double decides where it
/// can; a precise one where the distance is near the bound or may be the worst so far. So these two are right to 10^-6
/// ulp, the others to the margin of the quick value, usually a hundredth of an ulp.
class Judge {
 public:
  /// What rounding may do to a formula is never taken to be less, in ulps.
  static constexpr double least_allowed = 2;

  explicit Judge(const Question& question);

  /// The judgements of the numbers of one result.
  std::span<const Judgement> of(std::span<const double> point, std::span<const double> computed);
  /// The formulas of the numbers, as derived.
  const std::vector<Expr>& formulas() const { return formulas_; }
  /// What they would be if the formula were another one.
  std::vector<Expr> formulas_of(const Expr& formula) const;
  /// How many points took a precise value.
  std::size_t precise_points() const { return precise_; }

 private:
  bool decide_quickly(std::size_t i, std::span<const double> point, double computed);
  void decide(std::span<const double> point, std::span<const double> computed);
  void look_for_kinks(std::span<const double> point, std::span<const double> computed);
  bool may_jump(std::span<const double> point);

  const Question& question_;
  std::vector<Expr> formulas_;
  std::unique_ptr<slope::check::Reference> reference_;
  std::optional<QuickValue>
      function_;  // if it is derived: where it is not defined, its derivative is not either
  std::vector<QuickValue> quick_;
  std::vector<Judgement> judgements_;
  std::vector<double> honest_;  // what rounding may do, if it is known
  double worst_ = 0;
  std::size_t precise_ = 0;
};

}  // namespace slope::tool
