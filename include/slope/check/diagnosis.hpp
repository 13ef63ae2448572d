// SPDX-License-Identifier: MIT
// What is the matter with wrong numbers: a cause from a fixed list.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "slope/expr/expr.hpp"

namespace slope {

enum class Cause {
  constant_factor,  ///< all wrong numbers are the same multiple of the true ones
  sign,             ///< all wrong numbers have the other sign
  swapped,          ///< the true components in another order
  shifted,          ///< the true components moved along by one or more places
  transposed,       ///< the transposed matrix
  term_missing,     ///< a sum in the formula, or an added constant or multiple of the point, was left out
  cancellation,     ///< right to the last place of something larger, which was subtracted
  overflow,         ///< NaN or an infinity where the true value is a number
  kink,             ///< wrong only where the slope jumps, and outside of its two sides there
  non_determinism,  ///< the same arguments, another result
  unknown
};

/// "constant factor", "sign", ….
std::string_view name_of(Cause cause);

struct Diagnosis {
  Cause cause = Cause::unknown;
  std::string text;    ///< one sentence: "every component is 2 times the true one"
  std::string advice;  ///< what to do, perhaps with the stable formula: "use sigmoid(x)*sigmoid(-x)"
};

/// All components at one point, as computed and as they are.
struct Observation {
  std::vector<double> point;
  std::vector<double> computed;
  std::vector<double> truth;
  std::vector<double> allowed;  ///< how far computed may be from truth, component by component
  bool kink = false;            ///< the point lies on a kink
};

/// What a diagnosis is made from.
struct Evidence {
  std::vector<Observation> observations;
  std::size_t rows = 1, columns = 1;  ///< of the matrix that the components are, row by row
  bool single = false;                ///< computed in float
  std::vector<std::string> variables;
  /// Of the components as derived, if known: for missing terms and cancellation.
  std::vector<Expr> formulas;
  /// Whose derivatives they are, and how the formulas follow from them.
  std::vector<Expr> functions;
  std::function<std::vector<Expr>(const std::vector<Expr>& functions)> derive;
};

/// The cause that explains all wrong numbers of the evidence, if one does.
Diagnosis diagnose(const Evidence& evidence);

}  // namespace slope
