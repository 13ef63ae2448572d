// SPDX-License-Identifier: MIT
#include "transcript.hpp"

#include <gtest/gtest.h>

namespace slope::tool {

namespace {

std::vector<Case> all_cases() {
  static const std::vector<Case> cases = read_transcripts(TRANSCRIPTS);
  return cases;
}

class Transcripts : public testing::TestWithParam<Case> {};

TEST_P(Transcripts, AreTrue) {
  const std::string wrong = difference(GetParam(), run(GetParam().command));
  EXPECT_TRUE(wrong.empty()) << GetParam().file << ":" << GetParam().line << ": " << GetParam().command
                             << "\n"
                             << wrong;
}

INSTANTIATE_TEST_SUITE_P(Tool, Transcripts, testing::ValuesIn(all_cases()), [](const auto& test) {
  return test.param.file + "_" + std::to_string(test.param.line);
});

TEST(Transcript, DifferenceIsSeenInEveryPart) {
  const Case wanted{"", 1, "", {"2*x\n", "", 0}, {}};
  EXPECT_EQ(difference(wanted, {"2*x\n", "", 0}), "");
  EXPECT_NE(difference(wanted, {"2*x", "", 0}), "");
  EXPECT_NE(difference(wanted, {"2*x\n", "note: kink\n", 0}), "");
  EXPECT_NE(difference(wanted, {"2*x\n", "", 2}), "");
  const Case refused{"", 1, "", {"", "", 2}, {"sigmoid"}};
  EXPECT_EQ(difference(refused, {"", "did you mean sigmoid?\n", 2}), "");
  EXPECT_NE(difference(refused, {"", "no such function\n", 2}), "");
}

}  // namespace

}  // namespace slope::tool
