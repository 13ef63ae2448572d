// SPDX-License-Identifier: MIT
// Numbers of the tables of reference values.
#pragma once

#include "reference.hpp"

namespace slope::reference {

/// Decimal digits, nan, inf or -inf.
inline Big number(const std::string& text) {
  if (text == "nan") return std::numeric_limits<Big>::quiet_NaN();
  if (text == "inf") return std::numeric_limits<Big>::infinity();
  if (text == "-inf") return -std::numeric_limits<Big>::infinity();
  return Big(text);
}

}  // namespace slope::reference
