// SPDX-License-Identifier: MIT
// What `slope check` has found, and how it is shown.
#pragma once

#include <string>
#include <vector>

#include "question.hpp"
#include "tally.hpp"

namespace slope::tool {

struct Findings {
  const Question& question;
  const Tally& tally;
  std::string source;  ///< the command, or the file of results
  std::string points;  ///< "10000 points from -750 to 750"
  std::vector<std::string> notes;
};

/// "right", "wrong" or "refused".
std::string_view verdict(const CheckReport& report);
/// "0.51", "3.4e+06", "infinitely many".
std::string ulps_text(double ulps);

/// For reading in a terminal; as one JSON object; as a page of its own with a plot of the error.
/// @{
std::string as_text(const Findings& findings);
std::string as_json(const Findings& findings);
std::string as_html(const Findings& findings);
/// @}

/// The plot, an <svg> element: the error over x, each column the worst of its points. Empty if there is not one variable.
std::string error_plot(const Findings& findings);

}  // namespace slope::tool
