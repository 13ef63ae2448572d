// SPDX-License-Identifier: MIT
// Compares what somebody's code computes with a reference, at points.
#pragma once

#include <optional>

#include "slope/check/reference.hpp"
#include "slope/check/report.hpp"
#include "slope/check/samples.hpp"

namespace slope::check {

/// Somebody's code: all components at a point, row by row.
struct Subject {
  std::string claim;  ///< what it should compute: "gradient of the loss"
  std::size_t rows = 1, columns = 1;
  std::vector<std::string> variables;
  std::vector<std::string> components;  ///< their names
  std::function<Numbers(Place)> compute;
  bool single = false;  ///< it computes in float; the points are floats
};

/// How much a number may be off: as many ulps as the user says, whatever the conditioning; or, if nothing is said, what
/// an honest computation of the formula may be off (TrueNumber::allowed).
using Tolerance = std::optional<Ulps>;

CheckReport compare(const Subject& subject, Reference& reference, const std::vector<Numbers>& points,
                    Tolerance within = {});

}  // namespace slope::check
