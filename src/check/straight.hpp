// SPDX-License-Identifier: MIT
// Expressions as a list of steps, each with its rule in numbers of many digits.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "../expr/many_digits.hpp"
#include "slope/expr/expr.hpp"

namespace slope::check {

#ifdef SLOPE_HAVE_MPFR
using Wide = many_digits::Number;
#else
using Wide = many_digits::Fixed<150>;
#endif

struct Step {
  Op op = Op::none;
  std::uint32_t first = 0,
                count = 0;  // of its operands in `operands`; for a symbol, `first` is its place in the point
  Rational number;
  Function::Evaluator<Wide> rule = nullptr;
};

/// The nodes of some expressions, operands first.
struct Straight {
  std::vector<Expr> kept;  // the expressions, so that their nodes live
  std::vector<Step> steps;
  std::vector<std::uint32_t> operands;
  std::vector<std::uint32_t> results;

  /// @throws UsageError for a symbol that is not among the variables, or a function without a rule in Wide.
  Straight(std::vector<Expr> expressions, std::span<const std::string> variables);

  std::span<const std::uint32_t> operands_of(const Step& step) const {
    return std::span(operands).subspan(step.first, step.count);
  }
  /// The values of all steps. With a seed, every rounded one is changed at random in its last places, which are those
  /// of a number of so many bits, or of the working precision.
  void run(std::span<const Wide> point, std::uint64_t seed, std::vector<Wide>& value, int bits = 0) const;
};

}  // namespace slope::check
