// SPDX-License-Identifier: MIT
// What the witnesses say of right and of wrong claims.
#include "slope/witness/witness.hpp"

#include <gtest/gtest.h>

#include "claims.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/parse.hpp"
#include "slope/interval/interval.hpp"

namespace slope::witness {
namespace {

using enum Verdict::Kind;

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
  options.points = 300, options.seconds = 2.5;
  const Report report = examine(claim, options);
  EXPECT_EQ(report.testimonies.size(), 6u);
  for (const Testimony& t : report.testimonies) {
    ASSERT_EQ(t.kind.has_value(), has_intervals() || t.witness != "rigorous enclosure")
        << t.witness << ": " << t.coverage;
    if (!t.kind) continue;
    EXPECT_NE(*t.kind, refuted) << t.witness << ": " << t.where;
    if (t.witness == "symbolic proof") continue;
    EXPECT_EQ(*t.kind, supported) << t.witness << ": " << t.worst << " " << t.where;
  }
  EXPECT_FALSE(report.contradictory());
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
  const Options options = stopping_after(20);
  const Testimony t = floats(Claim(parse("sigmoid(x)")), options);
  EXPECT_EQ(t.kind, supported) << t.coverage;
  EXPECT_NE(t.coverage.find("stopped early"), std::string::npos) << t.coverage;
}

// Witnesses are asked 20 times, once for each run of 2^17 floats.
TEST(Floats, AreAllCounted) {
  for (const char* const f : {"sigmoid(x)", "x*log(x + 3)", "cos(x)"}) {
    const Options options = stopping_after(20);
    const Testimony t = floats(Claim(parse(f)), options);
    EXPECT_NE(t.coverage.find("2621440 of 2^32 floats, 2621440 with a derivative"), std::string::npos)
        << f << ": " << t.coverage;
  }
}

// The first floats are so small that bounds know the nearest float to both slopes.
TEST(Floats, RefuteWhereTheSlopeIsConstant) {
  const Options options = stopping_after(20);
  const Testimony t =
      floats(Claim(parse("sigmoid(x)"), parse("sigmoid(x)*(1 - sigmoid(x)) + 1e-7")), options);
  EXPECT_EQ(t.kind, refuted) << t.coverage;
  EXPECT_EQ(floats(Claim(parse("sigmoid(x)"), parse("sigmoid(x)*sigmoid(-x)")), options).kind, unknown)
      << "stopped before the first";
}

// The claim is 1/4 at one end of the first run only; the kernel has 1/4 on all of it.
TEST(Floats, LookAtBothEndsOfARun) {
  const Options options = stopping_after(1);
  const Testimony t =
      floats(Claim(parse("sigmoid(x)"), parse("sigmoid(x)*(1 - sigmoid(x)) + 1e34*x")), options);
  EXPECT_EQ(t.kind, refuted) << t.coverage;
}

TEST(Floats, AskForNoSlopeWhereThereIsNoValue) {
  const Options options = stopping_after(20);
  const Testimony t = floats(Claim(parse("log(-1 - x^2)"), parse("2*x/(1 + x^2)")), options);
  EXPECT_EQ(t.kind, unknown) << t.coverage;
  EXPECT_NE(t.coverage.find(", 0 with a derivative"), std::string::npos) << t.coverage;
}

TEST(Claims, AreOfOneVariable) {
  EXPECT_THROW(Claim(parse("x*y")), UsageError);
  EXPECT_THROW(Claim(parse("x^2"), parse("2*y")), UsageError);
  EXPECT_EQ(Claim(parse("t^2")).text(), "d/dt t^2 = 2*t");
  EXPECT_EQ(Claim(parse("7"), parse("0")).text(), "d/dx 7 = 0");
}

}  // namespace
}  // namespace slope::witness
