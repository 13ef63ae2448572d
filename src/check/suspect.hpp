// SPDX-License-Identifier: MIT
// What the tests of a diagnosis share: the wrong numbers, and when a number is as a suspicion predicts.
#pragma once

#include <cmath>
#include <optional>

#include "slope/check/diagnosis.hpp"

namespace slope::check {

/// One computed number of one observation.
struct Seen {
  const Observation* at;
  std::size_t component;
  double computed, truth, allowed;
  bool is_wrong;
};

/// The judged, finite numbers of the evidence, component by component.
class Suspects {
 public:
  explicit Suspects(const Evidence& evidence);

  const Evidence& evidence;
  std::vector<std::vector<Seen>> numbers;     ///< of each component
  std::vector<std::size_t> wrong_components;  ///< those with a wrong number
  std::size_t first_not_finite = 0;           ///< a component
  std::size_t wrong = 0;                      ///< numbers
  std::size_t not_finite = 0, judged = 0;     ///< numbers that are NaN or infinite, and all

  std::size_t count() const { return evidence.rows * evidence.columns; }
  /// Whether a computed number is what a suspicion predicts, but for rounding.
  bool is(const Seen& seen, double predicted) const {
    const double rounding = evidence.single ? 3e-5 : 1e-9;
    return std::fabs(seen.computed - predicted) <=
           std::fmax(2 * seen.allowed, rounding * std::fabs(predicted));
  }
  /// The same for all numbers of a component, by predicted(seen).
  template <class Predicted> bool all_are(std::size_t component, const Predicted& predicted) const {
    for (const Seen& seen : numbers[component])
      if (!is(seen, predicted(seen))) return false;
    return true;
  }
  /// "component 2", "entry (1, 3)", "the derivative".
  std::string name(std::size_t component) const;
  /// "component 2", "components 1 and 3", "every component".
  std::string names(const std::vector<std::size_t>& components) const;
};

using Finding = std::optional<Diagnosis>;

/// From numbers alone.
/// @{
Finding find_lost(const Suspects& s);  ///< 0 where the true value is denormal
Finding find_kink(const Suspects& s);
Finding find_sign(const Suspects& s);
Finding find_order(const Suspects& s);  ///< transposed, shifted, swapped
Finding find_factor(const Suspects& s);
Finding find_added(const Suspects& s);  ///< a constant or a multiple of the point is missing
/// @}
/// From the formulas, if they are known.
/// @{
Finding find_rounded_form(
    const Suspects& s);  ///< the formula as it is written, computed in T, is wrong in this way
Finding find_missing(const Suspects& s);
Finding find_cancellation(const Suspects& s);  ///< the error is that of something larger
/// @}

/// The stable formulas of the components, as advice.
std::string stable_formula(const Suspects& s);

}  // namespace slope::check
