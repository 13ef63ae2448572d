// SPDX-License-Identifier: MIT
// Enclosures of formulas, at points and on boxes, against mpmath's values.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "big_number.hpp"
#include "slope/calculus/enclose.hpp"
#include "slope/expr/parse.hpp"
#include "truth.hpp"

namespace slope {
namespace {

struct Sample {
  double x, y;
  truth::Big value;
  truth::Value truth;
};

const std::map<std::string, std::vector<Sample>>& samples() {
  static const auto table = [] {
    std::map<std::string, std::vector<Sample>> by_formula;
    std::ifstream file(FORMULA_VALUES);
    for (std::string line; std::getline(file, line);) {
      if (line[0] == '#') continue;
      std::istringstream fields(line);
      std::string formula, x, y, value;
      std::getline(fields, formula, '\t');
      fields >> x >> y >> value;
      by_formula[formula].push_back(
          {std::stod(x), std::stod(y), reference::number(value), truth::Value(reference::number(value))});
    }
    return by_formula;
  }();
  return table;
}

TEST(Formulas, AreEnclosedAtPoints) {
  ASSERT_GT(samples().size(), 40u);
  for (const auto& [formula, list] : samples())
    for (const int bits : {32, 64, 256, 1024}) {
      int narrow = 0, defined = 0;
      const Expr f = parse(formula);
      for (const Sample& s : list) {
        const IntervalPrecision scope(bits);
        const Interval y = enclose(f, Box{{"x", s.x}, {"y", s.y}});
        EXPECT_TRUE(s.truth.is_in(y))
            << formula << " at " << s.x << ", " << s.y << " in " << y.text() << ", is " << s.value;
        defined += !isnan(s.value);
        narrow += y.width() < 1e-25 * y.magnitude() || y.width() == 0;
      }
      if (bits >= 256) {
        EXPECT_EQ(narrow, defined) << formula;
      }
    }
}

TEST(Formulas, AreEnclosedOnBoxes) {
  std::mt19937 random(3);
  for (const auto& [formula, list] : samples()) {
    const Expr f = parse(formula);
    int bounded = 0;
    for (int k = 0; k < 300; ++k) {
      const Sample &a = list[random() % list.size()], &b = list[random() % list.size()];
      const auto [x0, x1] = std::minmax(a.x, b.x);
      const auto [y0, y1] = std::minmax(a.y, b.y);
      const Interval value = enclose(f, Box{{"x", {x0, x1}}, {"y", {y0, y1}}});
      bounded += value.is_bounded();
      for (const Sample& s : list)
        if (x0 <= s.x && s.x <= x1 && y0 <= s.y && s.y <= y1) {
          EXPECT_TRUE(s.truth.is_in(value))
              << formula << " at " << s.x << ", " << s.y << " is " << s.value << "; on [" << x0 << ", " << x1
              << "] x [" << y0 << ", " << y1 << "] in " << value.text();
        }
    }
    EXPECT_GT(bounded, 0) << formula;
  }
}

}  // namespace
}  // namespace slope
