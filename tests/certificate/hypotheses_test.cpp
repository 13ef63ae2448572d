// SPDX-License-Identifier: MIT
// The statements: the fewest hypotheses, and the formulas as Slope prints them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "slope/certificate/coq.hpp"
#include "slope/expr/parse.hpp"

namespace slope::testing {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The theorem of a certificate, in one line.
std::string theorem(const std::string& text) {
  const std::string begin = "Theorem certificate :\n";
  const std::size_t at = text.find(begin) + begin.size();
  std::string line;
  for (const char c : text.substr(at, text.find("\nProof", at) - at))
    if (c != '\n') line += c;
    else line += ' ';
  std::string single;
  for (const char c : line)
    if (c != ' ' || (!single.empty() && single.back() != ' ')) single += c;
  return single;
}
std::string theorem_of(std::string_view f, std::string_view x = "x", std::int64_t order = 1) {
  return theorem(coq_certificate(DerivativeClaim{parse(f), symbol(x), order}));
}

TEST(Hypotheses, NoneWhereEverythingIsDefined) {
  EXPECT_EQ(theorem_of("1/(1 + exp(-x))"),
            "forall x : R, is_derive (fun x => 1 / (1 + exp (- x))) x (sigmoid x * (1 - sigmoid x)).");
  for (const std::string_view f :
       {"log(1 + exp(x))", "sqrt(x^2 + 1)", "1/(2 + sin(x))", "log(1 - sigmoid(x))", "1/(1 - tanh(x)^2)",
        "log(cosh(x))", "sqrt(softplus(x))", "1/(1 + x*x)", "1/(x^2 + y^4 + 1/2)", "log(1 + tanh(x))"})
    EXPECT_THAT(theorem_of(f), Not(HasSubstr("->"))) << f;
}

TEST(Hypotheses, TheFewestThatAreNatural) {
  EXPECT_THAT(theorem_of("log(x)/x"), HasSubstr("forall x : R, 0 < x -> is_derive"));
  EXPECT_THAT(theorem_of("1/(x*y)"), HasSubstr("forall x y : R, x <> 0 -> y <> 0 -> is_derive"));
  EXPECT_THAT(theorem_of("1/x^2"), HasSubstr("forall x : R, x <> 0 -> is_derive"));
  EXPECT_THAT(theorem_of("log(3*x)"), HasSubstr("forall x : R, 0 < x -> is_derive"));
  EXPECT_THAT(theorem_of("1/(log(x) + 1) + 1/(1 + x)"), HasSubstr("0 < x -> ln x + 1 <> 0 -> is_derive"));
  EXPECT_THAT(theorem_of("tan(x)"), HasSubstr("forall x : R, cos x <> 0 -> is_derive"));
  EXPECT_THAT(theorem_of("sqrt(x)"), HasSubstr("forall x : R, 0 < x -> is_derive"));
  EXPECT_THAT(theorem_of("atan(x/y)"), HasSubstr("forall x y : R, y <> 0 -> is_derive"));
  EXPECT_THAT(theorem_of("log(x*exp(y))"), HasSubstr("forall x y : R, 0 < x -> is_derive"));
}

TEST(Hypotheses, GivenConditionsCountFirst) {
  const Condition positive{Condition::is_positive, parse("x")};
  const std::string text = theorem(coq_certificate(IdentityClaim{"log(x*y)", "log(x) + log(y)", {positive}}));
  EXPECT_EQ(text, "forall x y : R, 0 < x -> 0 < y -> ln (x * y) = ln x + ln y.");
}

TEST(Hypotheses, SignsFollowFromGivenBounds) {
  const auto conditions = [](std::string_view f) {
    return std::vector{Condition{Condition::is_positive, parse(f)}};
  };
  const auto text = [&](const std::string& lhs, const std::string& rhs, std::string_view given) {
    return theorem(coq_certificate(IdentityClaim{lhs, rhs, conditions(given)}));
  };
  EXPECT_EQ(text("log(x^2)", "2*log(x)", "x - 2"), "forall x : R, 0 < x - 2 -> ln (x ^ 2) = 2 * ln x.");
  EXPECT_EQ(text("(x - 1)/(x - 1)", "1", "x - 2"), "forall x : R, 0 < x - 2 -> (x - 1) / (x - 1) = 1.");
  EXPECT_EQ(text("(x - 1)/(x - 1)", "1", "1 - x"), "forall x : R, 0 < 1 - x -> (x - 1) / (x - 1) = 1.");
  EXPECT_THAT(text("(x - 1)/(x - 1)", "1", "x"), HasSubstr("0 < x -> x - 1 <> 0 -> "));
  EXPECT_THAT(text("(x - 1)/(x - 1)", "1", "2 - x"), HasSubstr("0 < 2 - x -> x - 1 <> 0 -> "));
}

TEST(Statement, IdentitiesWithDerivativesStateBoth) {
  EXPECT_EQ(theorem(coq_certificate(IdentityClaim{"diff(softplus(x), x)", "sigmoid(x)", {}})),
            "forall x : R, is_derive (fun x => softplus x) x (sigmoid x).");
  EXPECT_EQ(theorem(coq_certificate(IdentityClaim{"diff(x^2, x) + 1", "2*x + 1", {}})),
            "forall x : R, (is_derive (fun x => x ^ 2) x (2 * x)) /\\ (2 * x + 1 = 2 * x + 1).");
  EXPECT_EQ(theorem_of("x^3", "x", 2),
            "forall x : R, (is_derive (fun x => x ^ 3) x (3 * x ^ 2)) /\\ "
            "(is_derive (fun x => 3 * x ^ 2) x (6 * x)).");
}

TEST(Statement, SymbolsThatCoqDoesNotTakeAreRenamed) {
  const std::string text = coq_certificate(DerivativeClaim{parse("θ*exp_pos*in*w_1"), symbol("θ"), 1});
  EXPECT_THAT(text, HasSubstr("(* θ is written symbol_"));
  EXPECT_THAT(text, HasSubstr("(* exp_pos is written symbol_"));
  EXPECT_THAT(text, HasSubstr("(* in is written symbol_"));
  EXPECT_THAT(theorem(text), HasSubstr("w_1"));
}

}  // namespace

}  // namespace slope::testing
