// SPDX-License-Identifier: MIT
#include "slope/tape/tape.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "slope/core/error.hpp"
#include "slope/function/catalog.hpp"

namespace slope {
namespace {

using testing::ElementsAre;

TEST(Tape, AdjointsOfAStatement) {
  Tape tape;
  const auto x = tape.variable(2.0), y = tape.variable(0.5);
  const Var z = x * sigmoid(y) + sin(x * y);
  tape.reverse(z);
  const double s = 1 / (1 + std::exp(-0.5));
  EXPECT_DOUBLE_EQ(z.value(), 2 * s + std::sin(1.0));
  EXPECT_DOUBLE_EQ(tape.adjoint(x), s + 0.5 * std::cos(1.0));
  EXPECT_DOUBLE_EQ(tape.adjoint(y), 2 * s * (1 - s) + 2 * std::cos(1.0));
}

TEST(Tape, AStatementIsOneRecord) {
  Tape tape;
  const auto w = tape.variable(2.0), x = tape.variable(3.0), b = tape.variable(1.0);
  [[maybe_unused]] const Var y = sigmoid(w * x + b);
  EXPECT_EQ(tape.statistics().records, 1u);
  EXPECT_EQ(tape.statistics().pairs, 3u);
#ifndef __SANITIZE_ADDRESS__  // under which the compiler does not see it
  [[maybe_unused]] const Var square = x * x;
  EXPECT_EQ(tape.statistics().pairs, 4u) << "equal indices are one pair";
#endif
}

TEST(Tape, AnAccumulatorIsOneRecord) {
  Tape tape;
  const std::vector<double> values(100, 1.5);
  const auto x = tape.variables(values);
  Var<double> s = 0;
  for (const auto& xi : x) s += xi * xi;
  EXPECT_EQ(tape.statistics().records, 1u);
#ifndef __SANITIZE_ADDRESS__
  EXPECT_LE(tape.statistics().pairs, 101u) << "equal indices are one pair, in memory too";
#endif
  EXPECT_THAT(tape.gradient(s), testing::Each(3.0));
}

// An accumulator that somebody has read is another variable from then on.
TEST(Tape, AReadAccumulatorIsClosed) {
  Tape tape;
  const auto x = tape.variable(3.0);
  Var<double> s = 0;
  s += x;
  const auto doubled = s * 2;
  const Var copy = s;
  s += x * x;
  EXPECT_THAT(tape.gradient(doubled), ElementsAre(2));
  EXPECT_THAT(tape.gradient(copy), ElementsAre(1));
  EXPECT_THAT(tape.gradient(s), ElementsAre(7));
  s -= s * x;  // s − s x, s = x + x²
  EXPECT_THAT(tape.gradient(s), ElementsAre(7 - (7 * 3 + 12)));
  s += s;
  EXPECT_THAT(tape.gradient(s), ElementsAre(2 * (7 - (7 * 3 + 12))));
}

TEST(Tape, ASeedThatIsRefusedLeavesNoneBehind) {
  Tape tape;
  const auto x = tape.variable(2.0);
  const Var y = x * x;
  const std::vector<Tape<>::Seed> seeds{{y, 1.0}, {y, std::nan("")}};
  EXPECT_THROW(tape.reverse(seeds), UsageError);
  tape.reverse(y);
  EXPECT_EQ(tape.adjoint(x), 4);
}

TEST(Tape, ErrorsAreNamed) {
  Tape tape, other;
  const auto x = tape.variable(1.0), y = other.variable(1.0);
  EXPECT_THROW(x + y, UsageError);
  EXPECT_THROW(other.reverse(x), UsageError);
  EXPECT_THROW(tape.reverse(x, std::nan("")), UsageError);
  EXPECT_THROW(tape.adjoint(Var(x * x)), UsageError);
  Var<double> gone;
  {
    Tape brief;
    gone = brief.variable(1.0);
  }
  EXPECT_THROW(Var(gone * gone), UsageError);
  Tape heir;  // gets the memory of the tape that is gone
  EXPECT_THROW(Var(gone * gone), UsageError);
  EXPECT_THROW(heir.reverse(gone), UsageError);
}

TEST(Tape, AByteLimitLeavesTheTapeUsable) {
  Tape tape;
  auto x = tape.variable(0.5);
  tape.limit_bytes(100'000);
  Var y = x;
  std::size_t steps = 0;
  try {
    for (;; ++steps) y = y * x;
    FAIL();
  } catch (const LimitError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("limit is 100000"));
  }
  EXPECT_GT(steps, 2000u);
  EXPECT_LE(tape.statistics().bytes, 100'000u);
  EXPECT_THAT(tape.gradient(y), ElementsAre(static_cast<double>(steps + 1) * std::pow(0.5, steps)));
  tape.clear();
  x = tape.variable(2.0);
  EXPECT_THAT(tape.gradient(x * x), ElementsAre(4));
}

}  // namespace
}  // namespace slope
