// SPDX-License-Identifier: MIT
// What is false or beyond certificates is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "slope/certificate/coq.hpp"
#include "slope/expr/parse.hpp"
#include "slope/interval/interval.hpp"

namespace slope::testing {

namespace {

using ::testing::HasSubstr;

std::string derivative(std::string_view f, std::string_view x = "x") {
  return coq_certificate(DerivativeClaim{parse(f), symbol(x), 1});
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
  EXPECT_THAT(refusal("1/(x - x)", "1/(x - x)"),
              HasSubstr(has_intervals() ? "no value anywhere" : "by 0 everywhere"));
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

TEST(Refused, FormulasWithoutAnyValue) {
  for (const std::string_view f : {"log(-1)", "x + log(-x^2)", "sqrt(-1 - x^2)"}) {
    try {
      derivative(f);
      EXPECT_FALSE(has_intervals()) << f;
    } catch (const CertificateError& e) {
      EXPECT_THAT(e.what(), HasSubstr("has no value anywhere"));
    }
  }
  EXPECT_NO_THROW(derivative("log(x - 1000000)"));
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
