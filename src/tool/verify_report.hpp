// SPDX-License-Identifier: MIT
// The report of the witnesses, for people, programs and browsers.
#pragma once

#include <string>

#include "slope/witness/witness.hpp"

namespace slope::tool {

/// A table, a line per witness, and notes below. Lines are as long as they need to be.
std::string report_text(const witness::Report& report);
/// One object: claim, verdict, contradictory, interrupted, witnesses (witness, verdict or null, coverage, worst, where,
/// notes, seconds).
std::string report_json(const witness::Report& report);
/// A page that needs no other file.
std::string report_html(const witness::Report& report);

}  // namespace slope::tool
