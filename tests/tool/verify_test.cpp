// SPDX-License-Identifier: MIT
// The reports of `slope verify` that programs read, and what Ctrl-C does.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "shell.hpp"

namespace slope::tool {
namespace {

TEST(VerifyJson, IsReadBack) {
  const Outcome outcome = run("slope verify 'tanh(x)' --format json");
  const auto report = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(report.at("claim"), "d/dx tanh(x) = 1 - tanh(x)^2");
  EXPECT_FALSE(report.at("contradictory"));
  EXPECT_FALSE(report.at("interrupted"));
  EXPECT_EQ(outcome.code, report.at("verdict") == "proved" ? 0 : 3);
  ASSERT_EQ(report.at("witnesses").size(), 6u);
  for (const auto& witness : report.at("witnesses")) {
    EXPECT_GE(witness.at("seconds"), 0.0);
    EXPECT_NE(witness.at("coverage"), "");
    EXPECT_TRUE(witness.at("verdict").is_string() || witness.at("verdict").is_null());
    EXPECT_TRUE(witness.at("notes").is_array());
  }
}

TEST(VerifyHtml, NeedsNoOtherFile) {
  const Outcome outcome = run("slope verify 'where(less(x, 0), 0, x)' --format html");
  EXPECT_THAT(outcome.out, testing::HasSubstr("<table>"));
  EXPECT_THAT(outcome.out, testing::HasSubstr("</html>"));
  for (const char* link : {"src=", "href=", "url(", "@import"})
    EXPECT_THAT(outcome.out, testing::Not(testing::HasSubstr(link)));
  EXPECT_EQ(outcome.err, "");
}

TEST(VerifyInterrupted, PrintsWhatIsKnown) {
  const Outcome outcome = run(
      "timeout --foreground --signal=INT 4 slope verify --exhaustive --format json; echo \"code $?\" >&2");
  const auto report = nlohmann::json::parse(outcome.out);
  ASSERT_GE(report.at("witnesses").size(), 1u);
  if (report.at("interrupted")) {
    EXPECT_THAT(outcome.err, testing::HasSubstr("note: interrupted"));
  }
  EXPECT_NE(report.at("verdict"), "refuted");
}

}  // namespace
}  // namespace slope::tool
