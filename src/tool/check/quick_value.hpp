// SPDX-License-Identifier: MIT
// Values of a formula in long double, with an estimate of their error: quick, and nearly always enough to judge a double.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "slope/expr/expr.hpp"
#include "slope/expr/function.hpp"

namespace slope::tool {

class QuickValue {
 public:
  /// @param variables the names of the coordinates of points, in their order
  QuickValue(const Expr& f, const std::vector<std::string>& variables);

  /// False if long double is too short here, or the formula has functions whose error in it is not known.
  bool usable() const { return usable_; }

  struct Estimate {
    long double value, error;
  };
  /// The value, and how far it may be from the true one: three times the formula, twice with every rounded result moved
  /// by a random multiple of its own error. Infinite if the value is 0 or no number. O(nodes).
  Estimate at(std::span<const double> point);

 private:
  using Number = long double;
  struct Step {
    Function::Evaluator<Number> evaluate;  // null: a variable or a number
    std::size_t first = 0, count = 0;      // operands: slots in operands_; of a variable: its coordinate
    Number number = 0;
    Number error = 0;  // relative, of the rounding; 0 for what is exact
  };
  Number moved(Number y, Number error);

  Expr stable_;
  std::vector<Step> steps_;
  std::vector<std::size_t> operands_;
  std::vector<Number> values_[3];
  std::vector<Number> arguments_;
  std::uint64_t random_ = 1;
  bool usable_ = true;
};

}  // namespace slope::tool
