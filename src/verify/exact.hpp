// SPDX-License-Identifier: MIT
// The exact part of the decision: both sides as fractions of the field.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reduction.hpp"
#include "sample.hpp"
#include "slope/expr/expr.hpp"

namespace slope::algebra {

/// A definedness condition that may fail in the domain.
struct Requirement {
  Condition::Need need;
  std::size_t side;
  std::string text;  ///< "x - 1 != 0"
  /// The values of one variable at which the condition may change, if it is a matter of one variable.
  std::optional<std::pair<std::string, std::vector<Rational>>> cuts;
};

struct Exactly {
  bool equal = false;                               ///< proved equal wherever both are defined
  std::string form;                                 ///< the common form, if it is short
  std::string reason;                               ///< why nothing is proved
  bool undefined = false;                           ///< a side is defined nowhere
  std::optional<std::pair<Place, Rational>> apart;  ///< a point, and lhs − rhs there, which is not 0
  std::vector<Requirement> requirements;
};

/// Decides by exact arithmetic whether lhs = rhs wherever both are defined, as they must be at the places.
Exactly decide_exactly(const Expr& lhs, const Expr& rhs, const Assumptions& domain, Budget& budget,
                       std::mt19937_64& random, std::span<const Place> places = {});

/// The same for a function whose partial derivatives are known: by differentiation.
/// True if lhs − rhs is proved to be constant, and 0, on every piece of its domain; `reason` then says how.
bool decide_by_differentiation(const Expr& lhs, const Expr& rhs, const Assumptions& domain,
                               const std::vector<Requirement>& requirements, Budget& budget,
                               std::mt19937_64& random, std::string& reason);

}  // namespace slope::algebra
