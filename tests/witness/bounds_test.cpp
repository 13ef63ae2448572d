// SPDX-License-Identifier: MIT
// What rigorous bounds, which need MPFI, say of right and of wrong claims.
#include <gtest/gtest.h>

#include <cstdio>

#include "claims.hpp"
#include "slope/expr/parse.hpp"

namespace slope::witness {
namespace {

using enum Verdict::Kind;

class WrongClaim : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(, WrongClaim,
                         testing::Values(Case{"sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x)) + 1e-30"},
                                         Case{"sigmoid(x)", "sigmoid(x)*(1 + sigmoid(x))"},
                                         Case{"sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))*(1 + 1e-30)"},
                                         Case{"tanh(x)", "tanh(x)^2 - 1"}, Case{"softplus(x)", "sigmoid(-x)"},
                                         Case{"log(x)", "1/x + 1e-25", 1, 2}, Case{"abs(x)", "1", -3, 2}),
                         name_of_case);

TEST_P(WrongClaim, IsRefutedByRigorousBounds) {
  const Case& c = GetParam();
  const Claim claim(parse(c.formula), parse(c.slope));
  const Testimony bounds = enclosure(claim, quick(c.from, c.to));
  EXPECT_EQ(bounds.kind, refuted) << bounds.coverage;
  EXPECT_FALSE(bounds.where.empty());
  // The others refute what they can tell apart, with rigorous bounds at the point.
  EXPECT_EQ(modes(claim, quick(c.from, c.to)).kind, refuted);
}

TEST(Digits, RefuteAClaimWhereTheyTell) {
  const Claim claim(parse("sigmoid(x)"), parse("sigmoid(x)*(1 - sigmoid(x)) + 1e-30"));
  for (const int count : {50, 100, 1000}) EXPECT_EQ(digits(claim, count, quick()).kind, refuted) << count;
}

TEST(Enclosure, CoversTheWholeRangeOfTheSigmoid) {
  const Testimony t = enclosure(Claim(parse("sigmoid(x)")), quick());
  EXPECT_EQ(t.kind, supported);
  EXPECT_TRUE(t.coverage.starts_with("all of [-745, 745]")) << t.coverage;
  double bound = 1;
  ASSERT_EQ(std::sscanf(t.worst.c_str(), "|difference| <= %lf", &bound), 1) << t.worst;
  EXPECT_LE(bound, 1e-15);
  ASSERT_EQ(t.notes.size(), 2u);
  for (const std::string& note : t.notes) EXPECT_NE(note.find("|difference| <= "), std::string::npos) << note;
}

TEST(Enclosure, NamesWhatItDoesNotCover) {
  const auto has = [](const Testimony& t, const std::string& words) {
    for (const std::string& note : t.notes)
      if (note.find(words) != std::string::npos) return true;
    return false;
  };
  const Testimony kink = enclosure(Claim(parse("abs(x)*x + relu(x - 1)")), quick(-3, 3));
  EXPECT_EQ(kink.kind, supported);
  EXPECT_FALSE(kink.coverage.starts_with("all of")) << kink.coverage;
  EXPECT_TRUE(has(kink, "kinks or jumps"));
  const Testimony edge = enclosure(Claim(parse("x*log(x)")), quick(-2, 2));
  EXPECT_FALSE(edge.coverage.starts_with("all of")) << edge.coverage;
  EXPECT_TRUE(has(edge, "no derivative on a length of 2"));
  const Testimony nowhere = enclosure(Claim(parse("log(-1 - x^2)")), quick(-2, 2));
  EXPECT_EQ(nowhere.kind, unknown);
}

}  // namespace
}  // namespace slope::witness
