// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "../expr/random_expression.hpp"
#include "slope/expr/print.hpp"

namespace slope {
namespace {

Rational read_number(const std::string& text) {
  const bool minus = text.starts_with('-');
  const std::size_t slash = text.find('/');
  Rational value = Rational::from_decimal(text.substr(minus, slash - minus));
  if (slash != std::string::npos) value = value / Rational::from_decimal(text.substr(slash + 1));
  return minus ? -value : value;
}

Expr rebuilt(const nlohmann::json& document) {
  const Graph::Session session;
  std::vector<NodeRef> nodes;
  for (const auto& node : document.at("nodes")) {
    if (node.contains("number")) {
      nodes.emplace_back(read_number(node["number"]));
    } else if (node.contains("symbol")) {
      nodes.emplace_back(Graph::instance().symbol(node["symbol"].get<std::string>()));
    } else {
      std::vector<NodeRef> args;
      for (const std::size_t i : node.at("arguments")) args.push_back(nodes.at(i));
      nodes.push_back(NodeRef::apply(find_function(node.at("function").get<std::string>()).value(), args));
    }
  }
  return Expr(nodes.back());
}

TEST(PrintJson, ReadsBackToTheSameNode) {
  testing::RandomExpression random(4, {"x", "β", "w_1", "rate"});
  for (int i = 0; i < 3'000; ++i) {
    const Expr f = random(1 + i % 24);
    ASSERT_EQ(rebuilt(nlohmann::json::parse(print(f, Format::json))), f);
  }
}

TEST(PrintJson, WritesSharedPartsOnce) {
  Expr t = symbol("x");
  for (int i = 0; i < 60; ++i) t = t * t;
  const auto document = nlohmann::json::parse(print(t, Format::json));
  EXPECT_EQ(document["nodes"].size(), 61u);
  EXPECT_EQ(rebuilt(document), t);
}

}  // namespace
}  // namespace slope
