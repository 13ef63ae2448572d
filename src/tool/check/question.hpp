// SPDX-License-Identifier: MIT
// What is asked of another program.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "slope/check/reference.hpp"
#include "wire.hpp"

namespace slope::tool {

/// Whether its results are the values, or the first derivatives, of a formula.
struct Question {
  Expr formula;
  slope::check::Order order = slope::check::Order::value;
  std::vector<std::string> variables;   ///< the coordinates of a point, in their order
  std::vector<std::string> by;          ///< what it is derived by: one for each number of a result
  std::vector<std::string> components;  ///< the names of the numbers of a result
  NumberType type = NumberType::float64;
  std::optional<double> bound;  ///< in ulps; without one, what rounding may do to the formula

  bool single() const { return type == NumberType::float32; }
};

}  // namespace slope::tool
