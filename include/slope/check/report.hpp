// SPDX-License-Identifier: MIT
// What a check found.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "slope/check/diagnosis.hpp"

namespace slope {

/// One computed number that is wrong.
struct Mismatch {
  std::string component;  ///< "df/dx", "component 2 (df/dx2)", "entry (1, 2)"
  std::vector<double> point;
  double computed = 0;
  double truth = 0;         ///< the nearest number to the true value
  double truth_high = 0;    ///< at a kink, every value from `truth` to this one is accepted
  double ulps = 0;          ///< the distance
  double allowed_ulps = 0;  ///< what was allowed here
};

/// The outcome of a check: it passed, or it did not, or the evidence was refused as saying nothing.
struct CheckReport {
  std::string claim;      ///< "derivative of sigmoid(x)"
  std::string reference;  ///< how the true values were found, and how exactly
  std::string tolerance;  ///< "4 ulps", "derived from the conditioning of the formula"
  std::string refusal;    ///< why the evidence was refused; empty if it was not
  std::vector<std::string> variables;
  bool single = false;      ///< numbers of type float
  std::size_t points = 0;   ///< tried
  std::size_t numbers = 0;  ///< compared: points times components, less those left out
  std::size_t wrong = 0;
  std::size_t left_out =
      0;  ///< numbers that cannot be judged: undefined, or beyond the range of the type on the way
  double worst_ulps = 0;  ///< over all numbers compared, right or wrong
  double mean_ulps = 0;
  double worst_share = 0;  ///< the largest distance as a share of what was allowed there; above 1 it is wrong
  std::optional<Mismatch> worst;   ///< the wrong number that exceeds what was allowed most
  std::vector<Mismatch> examples;  ///< the first wrong numbers, ten at most
  std::optional<Diagnosis> diagnosis;
  std::string note;  ///< anything else worth knowing

  bool passed() const { return refusal.empty() && wrong == 0; }
  explicit operator bool() const { return passed(); }
  /// Some lines for a reader: what was checked, the verdict, and if it failed the worst component, its point, both
  /// values, their distance in ulps, how many of how many are wrong, and the diagnosis.
  std::string text() const;
};

}  // namespace slope
