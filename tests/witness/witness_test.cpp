// SPDX-License-Identifier: MIT
// What the witnesses say of right and of wrong claims.
#include "slope/witness/witness.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <cstdio>

#include "slope/core/error.hpp"
#include "slope/expr/parse.hpp"
#include "slope/interval/interval.hpp"

namespace slope::witness {
namespace {

using enum Verdict::Kind;

Options quick(double from = -745, double to = 745) {
  Options options;
  options.from = from, options.to = to, options.points = 1000, options.seconds = 60;
  return options;
}

struct Case {
  const char *formula, *slope;
  double from = -745, to = 745;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.formula << " ' = " << c.slope; }
std::string name_of_case(const testing::TestParamInfo<Case>& info) { return std::to_string(info.index); }

class RightClaim : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(
    , RightClaim,
    testing::Values(Case{"sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))"},
                    Case{"1/(1 + exp(-x))", "exp(-x)/(1 + exp(-x))^2"}, Case{"tanh(x)", "1 - tanh(x)^2"},
                    Case{"softplus(x)", "sigmoid(x)"}, Case{"x^3 - 2*x", "3*x^2 - 2", -10, 10},
                    Case{"log(x)", "1/x", 0.01, 50},
                    Case{"sin(x)*exp(x/9)", "exp(x/9)*(cos(x) + sin(x)/9)", -20, 20},
                    Case{"gelu(x)", "erfc(-x/sqrt(2))/2 + x*exp(-x^2/2)/sqrt(2*pi)", -30, 30},
                    Case{"atan(x)", "1/(1 + x^2)"}),
    name_of_case);

TEST_P(RightClaim, IsRefutedByNobody) {
  const Case& c = GetParam();
  const Claim claim(parse(c.formula), parse(c.slope));
  Options options = quick(c.from, c.to);
  options.points = 300, options.seconds = 0.5;
  const Report report = examine(claim, options);
  EXPECT_EQ(report.testimonies.size(), 6u);
  for (const Testimony& t : report.testimonies) {
    ASSERT_TRUE(t.kind.has_value()) << t.witness << ": " << t.coverage;
    EXPECT_NE(*t.kind, refuted) << t.witness << ": " << t.where;
    if (t.witness == "symbolic proof") continue;
    EXPECT_EQ(*t.kind, supported) << t.witness << ": " << t.worst << " " << t.where;
  }
  EXPECT_FALSE(report.contradictory());
}

class WrongClaim : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(, WrongClaim,
                         testing::Values(Case{"sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x)) + 1e-30"},
                                         Case{"sigmoid(x)", "sigmoid(x)*(1 + sigmoid(x))"},
                                         Case{"sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))*(1 + 1e-30)"},
                                         Case{"tanh(x)", "tanh(x)^2 - 1"}, Case{"softplus(x)", "sigmoid(-x)"},
                                         Case{"log(x)", "1/x + 1e-25", 1, 2}, Case{"abs(x)", "1", -3, 2}),
                         name_of_case);

TEST_P(WrongClaim, IsRefutedByRigorousBounds) {
  if (!has_intervals()) GTEST_SKIP() << "built without MPFI";
  const Case& c = GetParam();
  const Claim claim(parse(c.formula), parse(c.slope));
  const Testimony bounds = enclosure(claim, quick(c.from, c.to));
  EXPECT_EQ(bounds.kind, refuted) << bounds.coverage;
  EXPECT_FALSE(bounds.where.empty());
  // The others refute what they can tell apart, with rigorous bounds at the point.
  EXPECT_EQ(modes(claim, quick(c.from, c.to)).kind, refuted);
}

TEST(Digits, RefuteAClaimWhereTheyTell) {
  if (!has_intervals()) GTEST_SKIP() << "built without MPFI";
  const Claim claim(parse("sigmoid(x)"), parse("sigmoid(x)*(1 - sigmoid(x)) + 1e-30"));
  for (const int count : {50, 100, 1000}) EXPECT_EQ(digits(claim, count, quick()).kind, refuted) << count;
}

TEST(Enclosure, CoversTheWholeRangeOfTheSigmoid) {
  if (!has_intervals()) GTEST_SKIP() << "built without MPFI";
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
  if (!has_intervals()) GTEST_SKIP() << "built without MPFI";
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

TEST(Modes, SeeNoDerivativeWhereThereIsNone) {
  const Testimony t = modes(Claim(parse("log(-1 - x^2)")), quick(-2, 2));
  EXPECT_EQ(t.kind, unknown);
}

TEST(Witnesses, StopWhenAsked) {
  Options options = quick();
  int asked = 0;
  options.stopped = [&] { return ++asked > 3; };
  options.exhaustive = true;
  const Report report = examine(Claim(parse("sigmoid(x)")), options);
  EXPECT_TRUE(report.interrupted);
  EXPECT_LT(report.testimonies.size(), 7u);
  EXPECT_NE(report.verdict(), refuted);
}

TEST(Floats, TellWhatTheySawWhenStopped) {
  Options options = quick();
  std::atomic<int> asked{0};
  options.stopped = [&] { return ++asked > 20; };
  const Testimony t = floats(Claim(parse("sigmoid(x)")), options);
  EXPECT_EQ(t.kind, supported) << t.coverage;
  EXPECT_NE(t.coverage.find("stopped early"), std::string::npos) << t.coverage;
}

TEST(Claims, AreOfOneVariable) {
  EXPECT_THROW(Claim(parse("x*y")), UsageError);
  EXPECT_THROW(Claim(parse("x^2"), parse("2*y")), UsageError);
  EXPECT_EQ(Claim(parse("t^2")).text(), "d/dt t^2 = 2*t");
  EXPECT_EQ(Claim(parse("7"), parse("0")).text(), "d/dx 7 = 0");
}

}  // namespace
}  // namespace slope::witness
