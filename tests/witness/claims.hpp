// SPDX-License-Identifier: MIT
// Claims and options that the tests of the witnesses share.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "slope/witness/witness.hpp"

namespace slope::witness {

inline Options quick(double from = -745, double to = 745) {
  Options options;
  options.from = from, options.to = to, options.points = 1000, options.seconds = 300;
  return options;
}

struct Case {
  const char *formula, *slope;
  double from = -745, to = 745;
};
inline void PrintTo(const Case& c, std::ostream* out) { *out << c.formula << " ' = " << c.slope; }
inline std::string name_of_case(const testing::TestParamInfo<Case>& info) {
  return std::to_string(info.index);
}

}  // namespace slope::witness
