// SPDX-License-Identifier: MIT
// The enclosure of every function of the catalog, at points and on boxes, against mpmath's values.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "slope/calculus/enclose.hpp"
#include "truth.hpp"

namespace slope {
namespace {

using reference::Row;
using reference::rows;
using enum Interval::Defined;

Expr call_of(const Row& row) {
  std::vector<NodeRef> args;
  const Graph::Session session;
  for (std::size_t i = 0; i < row.args.size(); ++i) args.push_back(symbol("x" + std::to_string(i)).node());
  return Expr(NodeRef::apply(row.op, args));
}
bool is_finite(const Row& row) {
  return std::all_of(row.args.begin(), row.args.end(), [](double x) { return std::isfinite(x); });
}
// Infinite values, where mpmath gives them at poles, and atan2(0, 0), to which it gives a value.
bool may_be_undefined(const Row& row) {
  return isinf(row.value) || isnan(row.value) ||
         (row.function().name == "atan2" && row.args[0] == 0 && row.args[1] == 0);
}

bool is_in(const Interval& y, const Row& row) {
  static const auto truths = [] {
    std::vector<truth::Value> list;
    for (const Row& each : rows()) list.emplace_back(each.value);
    return list;
  }();
  return (y.defined() == never && may_be_undefined(row)) ||
         truths[static_cast<std::size_t>(&row - rows().data())].is_in(y);
}

class AtPoints : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(, AtPoints, testing::Values(24, 64, 300), testing::PrintToStringParamName());

TEST_P(AtPoints, ValuesAreEnclosed) {
  const IntervalPrecision scope(GetParam());
  std::size_t always_defined = 0;
  for (const Row& row : rows()) {
    if (!is_finite(row)) continue;
    Box box;
    for (std::size_t i = 0; i < row.args.size(); ++i) box.emplace("x" + std::to_string(i), row.args[i]);
    const Interval y = enclose(call_of(row), box);
    EXPECT_TRUE(is_in(y, row)) << row.text() << " in " << y.text() << ", is " << row.value;
    always_defined += y.is_defined();
  }
  EXPECT_GT(always_defined, rows().size() / 2);
}

// Bounds that are too wide would pass every other test.
TEST(Points, HaveNarrowEnclosures) {
  const auto is_narrow = [](const Row& row, int bits) {
    const IntervalPrecision scope(bits);
    Box box;
    for (std::size_t i = 0; i < row.args.size(); ++i) box.emplace("x" + std::to_string(i), row.args[i]);
    const Interval y = enclose(call_of(row), box);
    return y.is_bounded() && y.width() <= 1e-40 * y.magnitude() + 1e-300;
  };
  for (const Row& row : rows())
    if (is_finite(row) && !may_be_undefined(row)) {
      EXPECT_TRUE(is_narrow(row, 250) || is_narrow(row, 1200)) << row.text();
    }
}

// The box that two points of the table span holds those that lie between.
TEST(Boxes, EncloseAllValuesWithin) {
  std::map<Op, std::vector<const Row*>> by_function;
  for (const Row& row : rows())
    if (!row.args.empty() && std::none_of(row.args.begin(), row.args.end(), [](double x) { return x != x; }))
      by_function[row.op].push_back(&row);
  std::mt19937 random(5);
  for (const auto& [op, list] : by_function) {
    const Expr f = call_of(*list[0]);
    int defined = 0;
    for (int k = 0; k < 250; ++k) {
      const Row &a = *list[random() % list.size()], &b = *list[random() % list.size()];
      Box box;
      for (std::size_t i = 0; i < a.args.size(); ++i) {
        const auto [low, high] = std::minmax(a.args[i], b.args[i]);
        if (std::isinf(low) && low == high) continue;
        box.emplace("x" + std::to_string(i), Interval(low, high));
      }
      if (box.size() != a.args.size()) continue;
      const Interval y = enclose(f, box);
      defined += y.is_defined();
      for (const Row* row : list) {
        bool within = is_finite(*row);
        for (std::size_t i = 0; within && i < a.args.size(); ++i)
          within = std::min(a.args[i], b.args[i]) <= row->args[i] &&
                   row->args[i] <= std::max(a.args[i], b.args[i]);
        if (!within) continue;
        ASSERT_TRUE(is_in(y, *row)) << row->text() << " = " << row->value << ", on the box from " << a.text()
                                    << " to " << b.text() << " in " << y.text();
      }
    }
    EXPECT_GT(defined, 0) << function_of(op).name;
  }
}

}  // namespace
}  // namespace slope
