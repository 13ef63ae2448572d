// SPDX-License-Identifier: MIT
// What is not reached does not touch the gradient, and a kink gives the subgradient of least norm, never NaN.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "slope/dual/dual.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/tape.hpp"

namespace slope {
namespace {

using testing::ElementsAre;
constexpr double inf = std::numeric_limits<double>::infinity();

TEST(Branch, NotTaken) {
  Tape tape;
  const auto x = tape.variable(-1.0), y = tape.variable(2.0);
  const auto root = sqrt(x);
  const Var logarithm = log(x), quotient = y / (x + 1.0);
  EXPECT_THAT(tape.gradient(where(greater(x, 0.0), sqrt(x), y)), ElementsAre(0, 1));
  EXPECT_THAT(tape.gradient(where(greater(x, 0.0), root, y)), ElementsAre(0, 1));
  EXPECT_THAT(tape.gradient(where(x > 0.0, logarithm, y)), ElementsAre(0, 1));
  EXPECT_THAT(tape.gradient(where(less(x, 0.0), x * x, quotient)), ElementsAre(-2, 0));
  EXPECT_THAT(tape.gradient(where(less(x, 0.0), x * x, sqrt(x) * quotient + log(x))), ElementsAre(-2, 0));
  const Var nested = where(less(x, 0.0), where(less(y, 0.0), root, x * y), logarithm);
  EXPECT_THAT(tape.gradient(nested), ElementsAre(2, -1));
  const Var chosen = max(y, -1 / (x + 1.0));  // −∞, of infinite slope
  EXPECT_THAT(tape.gradient(chosen), ElementsAre(0, 1));
}

TEST(Branch, NotReached) {
  Tape tape;
  const auto x = tape.variable(0.0), y = tape.variable(2.0);
  [[maybe_unused]] const Var root = sqrt(x), pole = 1 / x, nothing = log(x) * 0.0, nan = x / x;
  const Var f = y * y;
  [[maybe_unused]] const Var later = nan * f;
  EXPECT_THAT(tape.gradient(f), ElementsAre(0, 4));
}

// A slope of 0 stays 0 through an infinite one, whether the inner operation has a name or not.
TEST(Branch, ZeroThroughAnInfiniteSlope) {
  Tape tape;
  const auto x = tape.variable(0.0), y = tape.variable(2.0);
  EXPECT_THAT(tape.gradient(sqrt(x * x)), ElementsAre(0, 0));
  const Var square = x * x;
  EXPECT_THAT(tape.gradient(sqrt(square)), ElementsAre(0, 0));
  EXPECT_THAT(tape.gradient(sqrt(square) * y + y), ElementsAre(0, 1));
  const Var none = y * 0.0;
  EXPECT_THAT(tape.gradient(cbrt(none)), ElementsAre(0, 0));
  EXPECT_THAT(tape.gradient(sqrt(x)), ElementsAre(inf, 0));
  using D = Dual<double>;
  EXPECT_EQ(sqrt(D::variable(0.0) * D::variable(0.0)).slope[0], 0) << "as in the forward mode";
}

struct Kink {
  const char* name;
  std::function<Var<double>(Var<double>, Var<double>)> f;
  double x, y, by_x, by_y;
};

TEST(Branch, KinksGiveTheLeastSubgradient) {
  const Kink kinks[] = {
      {"relu", [](auto x, auto) { return relu(x); }, 0, 1, 0, 0},
      {"relu at -0", [](auto x, auto) { return relu(x); }, -0.0, 1, 0, 0},
      {"leaky_relu", [](auto x, auto) { return leaky_relu(x); }, 0, 1, 0.01, 0},
      {"elu", [](auto x, auto) { return elu(x); }, 0, 1, 1, 0},
      {"abs", [](auto x, auto) { return abs(x); }, 0, 1, 0, 0},
      {"sign", [](auto x, auto) { return sign(x); }, 0, 1, 0, 0},
      {"floor", [](auto x, auto) { return floor(x); }, 3, 1, 0, 0},
      {"max of equals", [](auto x, auto y) { return max(x, y); }, 2, 2, 1, 0},
      {"min of equals", [](auto x, auto y) { return min(x, y); }, 2, 2, 1, 0},
      {"max of one", [](auto x, auto) { return max(x, x); }, 2, 2, 1, 0},
      {"clamp at an end", [](auto x, auto y) { return clamp(x, y, 5.0); }, 2, 2, 0, 1},
      {"hypot", [](auto x, auto y) { return hypot(x, y); }, 0, 0, 0, 0},
      {"hypot on an axis", [](auto x, auto y) { return hypot(x, y); }, 0, -3, 0, -1},
      {"x^0", [](auto x, auto) { return pow(x, 0); }, 0, 1, 0, 0},
      {"x^1", [](auto x, auto) { return pow(x, 1); }, 0, 1, 1, 0},
      {"x^2", [](auto x, auto) { return pow(x, 2); }, 0, 1, 0, 0},
      {"x^y, y = 2", [](auto x, auto y) { return pow(x, y); }, 0, 2, 0, 0},
      {"x^y, y = 1", [](auto x, auto y) { return pow(x, y); }, 0, 1, 1, 0},
      {"(-2)^3", [](auto x, auto) { return pow(x, 3); }, -2, 1, 12, 0},
      {"logaddexp(-inf, y)", [](auto x, auto y) { return logaddexp(x, y); }, -inf, 1, 0, 1},
      {"where x = y", [](auto x, auto y) { return where(equal(x, y), x * x, y); }, 3, 3, 6, 0},
  };
  for (const Kink& k : kinks) {
    Tape tape;
    const auto x = tape.variable(k.x), y = tape.variable(k.y);
    EXPECT_THAT(tape.gradient(k.f(x, y)), ElementsAre(k.by_x, k.by_y)) << k.name;
    tape.clear();
    const auto u = tape.variable(k.x), v = tape.variable(k.y);
    const Var named_u = u * 1.0, named_v = v * 1.0;
    EXPECT_THAT(tape.gradient(k.f(named_u, named_v) * 1.0), ElementsAre(k.by_x, k.by_y))
        << k.name << ", named";
  }
}

}  // namespace
}  // namespace slope
