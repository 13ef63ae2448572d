// SPDX-License-Identifier: MIT
// What is false or beyond certificates is refused: by Slope, and by Coq where a certificate is changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "coqc.hpp"
#include "slope/certificate/coq.hpp"
#include "slope/expr/parse.hpp"

namespace slope::testing {

namespace {

using ::testing::HasSubstr;

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

TEST(Refused, ByCoqWhenAStatementIsChanged) {
  SKIP_WITHOUT_COQC();
  const std::string right = derivative("sigmoid(w*x + b)", "w");
  const std::string statement = "(x * sigmoid (w * x + b) * (1 - sigmoid (w * x + b)))";
  ASSERT_TRUE(check(right).accepted);
  for (const std::string wrong : {"(- x * sigmoid (w * x + b) * (1 - sigmoid (w * x + b)))",
                                  "(x * sigmoid (w * x + b) * (1 + sigmoid (w * x + b)))",
                                  "(x * sigmoid (w * x + b) * (1 - sigmoid (w * x + b)) + "
                                  "1 / 1000000000000000000000000000000)"})
    EXPECT_FALSE(check(changed(right, statement, wrong)).accepted) << wrong;
}

TEST(Refused, ByCoqWithoutAHypothesis) {
  SKIP_WITHOUT_COQC();
  std::string text = derivative("1/x");
  ASSERT_TRUE(check(text).accepted);
  const std::string hypothesis = "  x <> 0 ->\n", named = "Hypothesis given_1 : x <> 0.\n";
  text.erase(text.find(hypothesis), hypothesis.size());
  text.erase(text.find(named), named.size());
  EXPECT_FALSE(check(text).accepted);
}

// The message of the refusal, or nothing.
std::string refusal(const std::string& lhs, const std::string& rhs) {
  try {
    coq_certificate(IdentityClaim{lhs, rhs, {}});
    return "";
  } catch (const CertificateError& e) {
    return e.what();
  }
}

TEST(Refused, FalseClaims) {
  EXPECT_THAT(refusal("diff(sigmoid(x), x)", "sigmoid(x)*(1 + sigmoid(x))"), HasSubstr("are not equal"));
  EXPECT_THAT(refusal("diff(sigmoid(x), x)", "sigmoid(x)*(1 - sigmoid(x)) + 1e-30"),
              HasSubstr("are not equal"));
  EXPECT_THAT(refusal("sigmoid(-x)", "sigmoid(x)"), HasSubstr("are not equal"));
  EXPECT_THAT(refusal("sin(x)^2 + cos(x)^2", "2"), HasSubstr("are not equal"));
  EXPECT_THAT(refusal("sqrt(x^2)", "x"), HasSubstr("are not equal"));
  EXPECT_THAT(refusal("1/(x - x)", "1/(x - x)"), HasSubstr("by 0 everywhere"));
}

TEST(Refused, FunctionsWithoutACertificate) {
  for (const std::string_view f : {"abs(x)", "gamma(x)", "erf(x)", "max(x, 0)", "floor(x)"}) {
    try {
      derivative(f);
      ADD_FAILURE() << f;
    } catch (const CertificateError& e) {
      EXPECT_THAT(e.what(),
                  HasSubstr("no certificate: the function " + std::string(f.substr(0, f.find('(')))));
    }
  }
}

TEST(Refused, BeyondTheLimits) {
  EXPECT_THROW(derivative("x^100000"), CertificateError);
  EXPECT_THROW(derivative("exp(x/720721)"), CertificateError);
  EXPECT_THROW(coq_certificate(DerivativeClaim{parse("x"), parse("x + 1"), 1}), UsageError);
  EXPECT_THROW(coq_certificate(DerivativeClaim{parse("x"), symbol("x"), 0}), UsageError);
  EXPECT_THROW(coq_certificate(IdentityClaim{"x +", "x", {}}), ParseError);
  std::string wide = "x1";
  for (int i = 2; i < 6000; ++i) wide += " + x" + std::to_string(i);
  EXPECT_THROW(derivative(wide, "x1"), LimitError);
}

}  // namespace

}  // namespace slope::testing
