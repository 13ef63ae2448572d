// SPDX-License-Identifier: MIT
// Coq refuses a certificate that was changed.
#include <gtest/gtest.h>

#include "coqc.hpp"
#include "slope/certificate/coq.hpp"
#include "slope/expr/parse.hpp"

namespace slope::testing {

namespace {

std::string derivative(std::string_view f, std::string_view x = "x") {
  return coq_certificate(DerivativeClaim{parse(f), symbol(x), 1});
}

// With every `from` of the statements written `to`.
std::string changed(std::string text, const std::string& from, const std::string& to) {
  int places = 0;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
    ++places;
  }
  EXPECT_EQ(places, 2) << "of " << from;  // in the section and in the theorem
  return text;
}

TEST(Changed, InItsStatement) {
  const std::string right = derivative("sigmoid(w*x + b)", "w");
  const std::string statement = "(x * sigmoid (w * x + b) * (1 - sigmoid (w * x + b)))";
  ASSERT_TRUE(check(right).accepted);
  for (const std::string wrong : {"(- x * sigmoid (w * x + b) * (1 - sigmoid (w * x + b)))",
                                  "(x * sigmoid (w * x + b) * (1 + sigmoid (w * x + b)))",
                                  "(x * sigmoid (w * x + b) * (1 - sigmoid (w * x + b)) + "
                                  "1 / 1000000000000000000000000000000)"})
    EXPECT_FALSE(check(changed(right, statement, wrong)).accepted) << wrong;
}

TEST(Changed, WithoutItsHypothesis) {
  std::string text = derivative("1/x");
  ASSERT_TRUE(check(text).accepted);
  const std::string hypothesis = "  x <> 0 ->\n", named = "Hypothesis given_1 : x <> 0.\n";
  text.erase(text.find(hypothesis), hypothesis.size());
  text.erase(text.find(named), named.size());
  EXPECT_FALSE(check(text).accepted);
}

}  // namespace

}  // namespace slope::testing
