// SPDX-License-Identifier: MIT
#include "slope/expr/format.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "slope/core/error.hpp"
#include "slope/function/catalog.hpp"

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

TEST(Format, EveryFormatTakesDeepAndLongExpressions) {
  Expr chain = x, tower = x, sum = x;
  for (int i = 0; i < 100'000; ++i) chain = sigmoid(chain), tower = pow(x, tower), sum = sum + symbol("y");
  for (const std::string_view name : format_names)
    for (const Expr& f : {chain, tower, sum})
      EXPECT_GT(print(f, *format_named(name)).size(), 200'000u) << name;
}

TEST(Format, WhatSharingMakesHugeIsRefusedOrShared) {
  Expr t = x;
  for (int i = 0; i < 60; ++i) t = t * t;
  for (const Format format : {Format::text, Format::unicode, Format::latex, Format::mathml})
    EXPECT_THROW(print(t, format), LimitError);
  for (const Format format : {Format::cpp, Format::c, Format::python, Format::json})
    EXPECT_LT(print(t, format).size(), 4'000u);
}

TEST(Format, NothingIsPrintedOfAnExpressionThatWasMovedFrom) {
  Expr f = x + 1;
  const Expr g = std::move(f);
  EXPECT_THROW(print(f), UsageError);
}

}  // namespace
}  // namespace slope
