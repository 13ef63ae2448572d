// SPDX-License-Identifier: MIT
// Coq accepts what Slope certifies, with no axioms but those of its real numbers.
#include <gtest/gtest.h>

#include <algorithm>

#include "coqc.hpp"
#include "slope/certificate/coq.hpp"
#include "slope/expr/parse.hpp"

namespace slope::testing {

namespace {

std::string derivative(std::string_view f, std::string_view x = "x", std::int64_t order = 1) {
  return coq_certificate(DerivativeClaim{parse(f), symbol(x), order});
}
std::string identity(const std::string& lhs, const std::string& rhs) {
  return coq_certificate(IdentityClaim{lhs, rhs, {}});
}

void expect_accepted(const std::vector<std::string>& certificates) {
  const Checked checked = check(certificates.size() == 1 ? certificates[0] : together(certificates));
  EXPECT_TRUE(checked.accepted) << checked.log;
  EXPECT_EQ(checked.theorems, 1);  // of all certificates, in one
  EXPECT_TRUE(std::includes(axioms_of_reals().begin(), axioms_of_reals().end(), checked.axioms.begin(),
                            checked.axioms.end()))
      << ::testing::PrintToString(checked.axioms);
  EXPECT_EQ(checked.axioms.empty(), checked.closed == checked.theorems);
}

TEST(Accepted, Sigmoids) {
  expect_accepted({
      identity("diff(1/(1 + exp(-x)), x)", "sigmoid(x)*(1 - sigmoid(x))"),
      identity("diff(sigmoid(x), x)", "sigmoid(x)*(1 - sigmoid(x))"),
      identity("sigmoid(x)", "1/(1 + exp(-x))"),
      identity("sigmoid(x)", "(1 + tanh(x/2))/2"),
      identity("diff(tanh(x), x)", "1 - tanh(x)^2"),
      identity("diff(softplus(x), x)", "sigmoid(x)"),
      identity("sigmoid(-x)", "1 - sigmoid(x)"),
      identity("diff(sigmoid(x), x, 2)", "sigmoid(x)*(1 - sigmoid(x))*(1 - 2*sigmoid(x))"),
      identity("exp(x)/(exp(x) + exp(y))", "sigmoid(x - y)"),
      identity("softplus(x) - softplus(-x)", "x"),
      identity("log(sigmoid(x))", "-softplus(-x)"),
      identity("x*(1 - sigmoid(x))", "x*sigmoid(-x)"),
  });
}

TEST(Accepted, NeuronsAndLosses) {
  const std::string loss = "-t*log(sigmoid(w*x + b)) - (1 - t)*log(1 - sigmoid(w*x + b))";
  expect_accepted({
      derivative("sigmoid(w1*x1 + w2*x2 + b)", "w1"),
      derivative("sigmoid(w1*x1 + w2*x2 + b)", "w2"),
      derivative("sigmoid(w1*x1 + w2*x2 + b)", "b"),
      derivative("sigmoid(w1*x1 + w2*x2 + b)", "x1"),
      identity("diff(" + loss + ", w)", "(sigmoid(w*x + b) - t)*x"),
      identity("diff(" + loss + ", b)", "sigmoid(w*x + b) - t"),
      derivative("sigmoid(v1*sigmoid(w1*x + b1) + v2*sigmoid(w2*x + b2))", "w1"),
  });
}

TEST(Accepted, EveryFunction) {
  std::vector<std::string> list;
  for (const std::string_view f :
       {"x^2 + x*y - 3/4", "x/(x + y)", "x^-3", "(x^2 + 1)^5", "exp(x*y)", "log(x)", "sin(x)", "cos(x)",
        "tan(x)", "atan(x)", "sqrt(x)", "sigmoid(x)", "tanh(x)", "sinh(x)", "cosh(x)", "softplus(x)"})
    list.push_back(derivative(f));
  expect_accepted(list);
}

TEST(Accepted, CompositionsWithDomains) {
  std::vector<std::string> list;
  for (const std::string_view f :
       {"log(x)/x", "sqrt(x*y)", "sqrt(x^2 + 1)", "log(sin(x))", "sin(x)^2/x", "atan(x/y)", "1/(x*y - 1)",
        "cosh(x)/sinh(x)", "x^(3/2)", "x^y", "log(x + sqrt(x^2 + 1))", "softplus(exp(x)*sin(x))",
        "tanh(sigmoid(x))", "exp(-x^2/2)/sqrt(2*pi)", "sin(cos(tan(x)))"})
    list.push_back(derivative(f));
  expect_accepted(list);
}

TEST(Accepted, Identities) {
  expect_accepted({
      identity("sin(2*x)", "2*sin(x)*cos(x)"),
      identity("sin(x + y)", "sin(x)*cos(y) + cos(x)*sin(y)"),
      identity("tan(x)", "sin(2*x)/(1 + cos(2*x))"),
      identity("sin(x)^4 - cos(x)^4", "1 - 2*cos(x)^2"),
      identity("cosh(x)^2 - sinh(x)^2", "1"),
      identity("tanh(x + y)", "(tanh(x) + tanh(y))/(1 + tanh(x)*tanh(y))"),
      identity("log(x*y)", "log(x) + log(y)"),
      identity("(x^2 - 1)/(x - 1)", "x + 1"),
      identity("sqrt(x)*sqrt(x)", "x"),
      identity("diff(x*sin(x), x) + diff(cos(x), x)", "x*cos(x)"),
  });
}

TEST(Accepted, HigherOrders) {
  expect_accepted({derivative("sigmoid(x)", "x", 3), derivative("exp(x)*sin(x)", "x", 2)});
}

TEST(Accepted, FilesOnTheirOwn) {
  expect_accepted({derivative("sigmoid(w*x + b)", "w")});
  expect_accepted({identity("sigmoid(x)", "(1 + tanh(x/2))/2")});
  expect_accepted({derivative("x^2/(1 + log(x))")});
}

std::string nested(int depth, const std::string& layer) {
  std::string f = "x";
  for (int i = 0; i < depth; ++i) {
    std::string next = layer;
    next.replace(next.find('#'), 1, f);
    f = next;
  }
  return f;
}

TEST(Accepted, DeepChains) {
  expect_accepted({derivative(nested(24, "sigmoid(#)")), derivative(nested(8, "1/(1 + exp(-(#)))")),
                   derivative(nested(10, "sin(w*tanh(#) + b)"))});
}

}  // namespace

}  // namespace slope::testing
