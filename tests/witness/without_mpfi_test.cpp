// SPDX-License-Identifier: MIT
// Without MPFI nothing is enclosed, and the witnesses that are left refute nothing.
#include <gtest/gtest.h>

#include "claims.hpp"
#include "slope/expr/parse.hpp"

namespace slope::witness {
namespace {

TEST(WithoutMpfi, TheEnclosureIsNotHeard) {
  const Testimony t = enclosure(Claim(parse("sigmoid(x)")), quick());
  EXPECT_FALSE(t.kind.has_value());
  EXPECT_EQ(t.coverage, "not heard: this Slope was built without MPFI");
}

TEST(WithoutMpfi, AWrongClaimIsNeitherSupportedNorRefuted) {
  const Claim claim(parse("sigmoid(x)"), parse("sigmoid(x)*(1 + sigmoid(x))"));
  EXPECT_EQ(modes(claim, quick()).kind, Verdict::Kind::unknown);
  EXPECT_EQ(digits(claim, 50, quick()).kind, Verdict::Kind::unknown);
}

}  // namespace
}  // namespace slope::witness
