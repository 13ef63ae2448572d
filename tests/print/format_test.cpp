// SPDX-License-Identifier: MIT
#include "slope/expr/format.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "slope/core/error.hpp"
#include "slope/function/sigmoid.hpp"

namespace slope {
namespace {

const Expr x = symbol("x");

TEST(Format, NamesAreInTheOrderOfTheFormats) {
  EXPECT_EQ(format_named("text"), Format::text);
  EXPECT_EQ(format_named("latex"), Format::latex);
  EXPECT_EQ(format_named("c++"), Format::cpp);
  EXPECT_EQ(format_named("json"), Format::json);
  EXPECT_EQ(format_named("Text"), std::nullopt);
}

TEST(Format, WorksInFormatStringsAndStreams) {
  EXPECT_EQ(fmt::format("d = {}; {:latex}", sigmoid(x), x / 2), "d = sigmoid(x); \\frac{x}{2}");
  EXPECT_THROW(static_cast<void>(fmt::format(fmt::runtime("{:html}"), x)), fmt::format_error);
  std::ostringstream out;
  out << x + 1;
  EXPECT_EQ(out.str(), "x + 1");
}

TEST(Format, NothingIsPrintedOfAnExpressionThatWasMovedFrom) {
  Expr f = x + 1;
  const Expr g = std::move(f);
  EXPECT_THROW(print(f), UsageError);
}

}  // namespace
}  // namespace slope
