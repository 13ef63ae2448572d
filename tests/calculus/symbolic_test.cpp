// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "slope/calculus/calculus.hpp"
#include "slope/expr/print.hpp"
#include "slope/expr/simplify.hpp"
#include "slope/function/catalog.hpp"

namespace slope {
namespace {

TEST(Symbolic, TheFormulaOfACallable) {
  EXPECT_EQ(print(symbolic([](auto x) { return sin(x) / x; })), "sin(x)/x");
  EXPECT_EQ(print(symbolic([](auto x, auto y) { return x * sigmoid(y); })), "x*sigmoid(y)");
  EXPECT_EQ(print(symbolic([](auto a, auto b, auto c, auto d) { return a * b - c * d; })), "x1*x2 - x3*x4");
  EXPECT_EQ(print(symbolic([](auto w, auto b) { return sigmoid(w + b); }, {"w", "b"})), "sigmoid(w + b)");
  EXPECT_EQ(print(symbolic([](auto x) { return 0.1 * x; })), "1/10*x") << "numbers are exact";
}

TEST(Symbolic, OfLists) {
  const auto dot = [](const auto& x) { return x[0] * x[1] + x[2]; };
  EXPECT_EQ(print(symbolic(dot, 3)), "x1*x2 + x3");
  const auto sides = symbolic([](auto x, auto y) { return std::array{x + y, x * y}; });
  EXPECT_EQ(print(sides[1]), "x*y");
}

TEST(Symbolic, ADerivativeInFormulas) {
  const Expr f = symbolic([](auto x) { return derivative([](auto y) { return y * sin(y); }, x); });
  EXPECT_EQ(print(simplify(f)), "x*cos(x) + sin(x)");
}

TEST(Symbolic, NamesAreChecked) {
  EXPECT_THROW(symbolic([](auto x) { return x; }, {"sin"}), UsageError);
  EXPECT_THROW(symbolic([](auto x) { return x; }, {"2x"}), UsageError);
}

}  // namespace
}  // namespace slope
