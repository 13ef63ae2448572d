// SPDX-License-Identifier: MIT
// Claims and options that the tests of the witnesses share.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "slope/witness/witness.hpp"

namespace slope::witness {

inline Options quick(double from = -745, double to = 745) {
  Options options;
  options.from = from, options.to = to, options.points = 1000, options.seconds = 300;
  return options;
}

/// Stopped when it has been asked so often, from whatever thread.
inline Options stopping_after(int questions) {
  Options options = quick();
  const auto asked = std::make_shared<std::atomic<int>>(0);
  options.stopped = [=] { return ++*asked > questions; };
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
