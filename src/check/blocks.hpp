// SPDX-License-Identifier: MIT
// A formula of one variable, evaluated in double at a block of points at a time.
#pragma once

#include <span>
#include <vector>

#include "slope/expr/expr.hpp"

namespace slope::check {

class Blocks {
 public:
  static constexpr std::size_t size = 512;

  /// The stable form of the formula.
  Blocks(const Expr& formula, const std::string& variable);
  /// At no more than `size` points. The result is valid until the next call.
  std::span<const double> at(std::span<const double> x);

 private:
  struct Step {
    Op op;
    double number;
    std::vector<std::size_t> operands;
    void (*kernel)(std::span<const double>, std::span<double>);
    Function::Evaluator<double> rule;
  };
  std::span<double> row(std::size_t i) { return std::span(value_).subspan(i * size, size); }

  Expr formula_;
  std::vector<Step> steps_;
  std::vector<double> value_;
};

}  // namespace slope::check
