// SPDX-License-Identifier: MIT
// The point that --at gives.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slope/core/rational.hpp"
#include "slope/expr/evaluate.hpp"

namespace slope::tool {

/// Values of variables, from `x=1.5,y=pi/2`. A value is a formula without variables, `inf` or `-inf`.
class Place {
 public:
  Place() = default;
  /// @throws UsageError or ParseError for what is no list of values, or a name given twice.
  explicit Place(const std::vector<std::string>& options);

  bool empty() const { return values_.empty(); }
  bool finite() const;
  /// @throws UsageError unless exactly the variables of a formula have values.
  void require(const std::vector<std::string>& variables) const;
  /// @throws UsageError unless at least the variables of a formula have values.
  void require_at_least(const std::vector<std::string>& variables) const;

  /// `x = 1.5, y = pi/2`, the values as they were typed.
  std::string text() const;
  /// f here, in double.
  double value(const Expr& f) const { return evaluate<double>(f, numbers_); }
  const Point<double>& numbers() const { return numbers_; }
  /// f here without any rounding, if that is a rational number.
  std::optional<Rational> exact_value(const Expr& f) const;
  /// f here, to so many correct digits; with `x` moved by `shift` if one is given. @throws LimitError,
  /// UsageError
  std::string digits(const Expr& f, int count, std::string_view x = {}, const Rational& shift = 0) const;

 private:
  struct Value {
    std::string name, text;
    Expr exact;
    bool infinite = false;
  };
  void add(std::string_view assignment);

  std::vector<Value> values_;
  Point<double> numbers_;
};

}  // namespace slope::tool
