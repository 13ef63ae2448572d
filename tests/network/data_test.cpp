// SPDX-License-Identifier: MIT
#include "slope/network/data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "slope/core/error.hpp"

namespace slope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Dataset numbered_rows(std::size_t n) {
  std::vector<std::vector<double>> features;
  std::vector<double> targets;
  for (std::size_t i = 0; i < n; ++i) {
    features.push_back({static_cast<double>(i), 1});
    targets.push_back(static_cast<double>(10 * i));
  }
  return regression_data(features, targets);
}

TEST(Data, SplitKeepsEveryRowOnce) {
  const Dataset data = numbered_rows(101);
  const auto [rest, held_out] = split(data, 0.25, 3);
  EXPECT_EQ(held_out.rows, 25);
  EXPECT_EQ(rest.rows, 76);
  std::vector<double> seen;
  for (const Dataset& part : {rest, held_out})
    for (std::size_t i = 0; i < part.rows; ++i) {
      seen.push_back(part.row(i)[0]);
      EXPECT_EQ(part.targets[i], 10 * part.row(i)[0]);
    }
  std::sort(seen.begin(), seen.end());
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], static_cast<double>(i));
  EXPECT_EQ(split(data, 0.25, 3).held_out.features, held_out.features);
  EXPECT_NE(split(data, 0.25, 4).held_out.features, held_out.features);
  EXPECT_EQ(split(data, 1e-9, 1).held_out.rows, 1);
  EXPECT_EQ(split(data, 1 - 1e-9, 1).rest.rows, 1);
  EXPECT_THROW(split(data, 0, 1), UsageError);
  EXPECT_THROW(split(data, 1, 1), UsageError);
  EXPECT_THROW(split(numbered_rows(1), 0.5, 1), UsageError);
}

// Of 30, 60 and 10 rows of three classes, a quarter each but for rounding.
TEST(Data, SplitTakesEveryClassInProportion) {
  std::vector<std::vector<double>> features(100, {1});
  std::vector<std::size_t> labels(100, 1);
  for (std::size_t i = 0; i < 40; ++i) labels[(7 * i) % 100] = i < 30 ? 0 : 2;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Dataset held_out = split(class_data(features, labels, 3), 0.25, seed).held_out;
    std::vector<double> counts(3);
    for (const std::size_t label : held_out.labels) ++counts[label];
    EXPECT_NEAR(counts[0], 7.5, 1);
    EXPECT_NEAR(counts[1], 15, 1);
    EXPECT_NEAR(counts[2], 2.5, 1);
  }
}

TEST(Data, StandardizerOfColumns) {
  const std::vector<double> values{1, 7, 3, 7, 5, 7};
  const Standardizer s = Standardizer::of(values, 2);
  EXPECT_THAT(s.mean, ElementsAre(3, 7));
  EXPECT_THAT(s.scale, ElementsAre(testing::DoubleEq(std::sqrt(8.0 / 3)), 1));
  EXPECT_DOUBLE_EQ(s.standardized(0, 5), std::sqrt(1.5));
  EXPECT_DOUBLE_EQ(s.restored(0, s.standardized(0, 4.5)), 4.5);
  EXPECT_EQ(Standardizer().standardized(3, 4.5), 4.5);
  // A constant column whose mean is rounded.
  EXPECT_THAT(Standardizer::of(std::vector<double>{0.1, 0.1, 0.1}, 1).scale, ElementsAre(1));
  EXPECT_THAT(Standardizer::of(std::vector<double>{1e-200, 3e-200, 5e-200}, 1).scale,
              ElementsAre(testing::DoubleEq(std::sqrt(8.0 / 3) * 1e-200)));
  const double huge = std::numeric_limits<double>::max();
  EXPECT_THROW(Standardizer::of(std::vector<double>{huge, huge}, 1), LimitError);
}

std::string refusal(const Dataset& data) {
  try {
    data.check();
  } catch (const UsageError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Data, RefusesWhatIsWrong) {
  Dataset data = binary_data({{1, 2}, {3, 4}}, {0, 1});
  EXPECT_EQ(refusal(data), "accepted");
  Dataset bad = data;
  bad.features[3] = std::nan("");
  EXPECT_THAT(refusal(bad), HasSubstr("row 2 of the data, column 'x2'"));
  bad = data;
  bad.labels[1] = 2;
  EXPECT_THAT(refusal(bad), HasSubstr("row 2 of the data has label 2"));
  bad = data;
  bad.features.pop_back();
  EXPECT_THAT(refusal(bad), HasSubstr("4 numbers in their features, and have 3"));
  bad = data;
  bad.labels.clear();
  EXPECT_THAT(refusal(bad), HasSubstr("2 labels, and have 0"));
  EXPECT_THAT(refusal(Dataset()), HasSubstr("no rows"));
  EXPECT_THROW(regression_data({{1}, {2, 3}}, {1, 2}), UsageError);
  EXPECT_THROW(regression_data({{1}}, {1, 2}), UsageError);
}

}  // namespace
}  // namespace slope
