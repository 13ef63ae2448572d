// SPDX-License-Identifier: MIT
#include "slope/network/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "slope/core/error.hpp"
#include "slope/network/random.hpp"

namespace slope {
namespace {

using testing::ElementsAre;
using Labels = std::vector<std::size_t>;
using Numbers = std::vector<double>;

TEST(Metrics, CountRightOnes) {
  const Labels predicted{0, 1, 2, 2, 0}, labels{0, 1, 1, 2, 2};
  EXPECT_DOUBLE_EQ(accuracy(predicted, labels), 0.6);
  EXPECT_THAT(confusion_matrix(predicted, labels, 3), ElementsAre(1, 0, 0, 0, 1, 1, 1, 0, 1));
  EXPECT_THROW(confusion_matrix(predicted, labels, 2), UsageError);
  EXPECT_THROW(accuracy(Labels{1}, labels), UsageError);
  EXPECT_THROW(accuracy(Labels{}, Labels{}), UsageError);
}

TEST(Metrics, LogLoss) {
  EXPECT_DOUBLE_EQ(log_loss(Numbers{0.5, 0.25}, Labels{1, 0}), -(std::log(0.5) + std::log(0.75)) / 2);
  EXPECT_DOUBLE_EQ(log_loss(Numbers{0.2, 0.3, 0.5, 0.1, 0.8, 0.1}, Labels{2, 1}),
                   -(std::log(0.5) + std::log(0.8)) / 2);
  EXPECT_DOUBLE_EQ(log_loss(Numbers{1e-20}, Labels{0}), 1e-20);
  EXPECT_TRUE(std::isinf(log_loss(Numbers{0}, Labels{1})));
  EXPECT_THROW(log_loss(Numbers{0.5}, Labels{2}), UsageError);
}

// The example of Fawcett, An introduction to ROC analysis, 2006, table of 20 scores: positives and negatives by falling
// score; the area by hand, 68 of 100 pairs.
TEST(Metrics, RocAreaOfFawcett) {
  const Numbers scores{.9, .8,  .7,  .6,  .55, .54, .53, .52, .51, .505,
                       .4, .39, .38, .37, .36, .35, .34, .33, .30, .1};
  const Labels labels{1, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0};
  EXPECT_DOUBLE_EQ(roc_area(scores, labels), 0.68);
}

TEST(Metrics, RocAreaWithTies) {
  EXPECT_EQ(roc_area(Numbers{1, 2}, Labels{0, 1}), 1);
  EXPECT_EQ(roc_area(Numbers{2, 1}, Labels{0, 1}), 0);
  EXPECT_EQ(roc_area(Numbers{1, 1, 1}, Labels{0, 1, 1}), 0.5);
  EXPECT_EQ(roc_area(Numbers{0.1, 0.4, 0.35, 0.8}, Labels{0, 0, 1, 1}), 0.75);
  EXPECT_THROW(roc_area(Numbers{1, 2}, Labels{1, 1}), UsageError);
  EXPECT_THROW(roc_area(Numbers{1, std::nan("")}, Labels{0, 1}), UsageError);
  EXPECT_THROW(roc_area(Numbers{1, 2}, Labels{0, 2}), UsageError);
}

// Against the definition, pair by pair.
TEST(Metrics, RocAreaIsTheShareOfPairs) {
  Random random(1);
  for (int trial = 0; trial < 100; ++trial) {
    Numbers scores;
    Labels labels{0, 1};
    for (int i = 0; i < 40; ++i) {
      scores.push_back(static_cast<double>(random.below(12)));
      if (i > 1) labels.push_back(random.below(2));
    }
    double won = 0, pairs = 0;
    for (std::size_t i = 0; i < 40; ++i)
      for (std::size_t j = 0; j < 40; ++j)
        if (labels[i] == 1 && labels[j] == 0) {
          ++pairs;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
    EXPECT_DOUBLE_EQ(roc_area(scores, labels), won / pairs);
  }
}

TEST(Metrics, OfNumbers) {
  const Numbers y{1, 2, 4}, t{1, 3, 2};
  EXPECT_DOUBLE_EQ(root_mean_squared_error(y, t), std::sqrt(5.0 / 3));
  EXPECT_DOUBLE_EQ(r_squared(y, t), 1 - 5.0 / 2);
  EXPECT_EQ(r_squared(t, t), 1);
  EXPECT_THROW(r_squared(y, Numbers{1, 1, 1}), UsageError);
  const Numbers small_y{1e-200, 2e-200, 4e-200}, small_t{1e-200, 3e-200, 2e-200};
  EXPECT_DOUBLE_EQ(r_squared(small_y, small_t), 1 - 5.0 / 2);
}

}  // namespace
}  // namespace slope
