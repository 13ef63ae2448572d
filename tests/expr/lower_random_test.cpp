// SPDX-License-Identifier: MIT
// Random formulas full of the patterns that `lower` looks for: the new form is the same function, and no less
// accurate in double than the conditioning of the problem explains.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <random>

#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate_any.hpp"
#include "slope/expr/lower.hpp"
#include "slope/expr/print.hpp"

namespace slope {
namespace {

using Wide =
    boost::multiprecision::number<boost::multiprecision::cpp_bin_float<100>, boost::multiprecision::et_off>;

using Huge =
    boost::multiprecision::number<boost::multiprecision::cpp_bin_float<1000>, boost::multiprecision::et_off>;

class Formulas {
 public:
  explicit Formulas(unsigned seed) : random_(seed) {}
  std::size_t pick(std::size_t n) { return random_() % n; }

  Expr linear() {
    const Expr choices[] = {x, x, x, -x, 2 * x, y, x - y, y - x, -2 * x, x / 2};
    return choices[pick(std::size(choices))];
  }
  Expr atom() {
    static const char* const functions[] = {"sigmoid", "sigmoid", "exp", "exp",      "tanh", "cosh",
                                            "sinh",    "cos",     "sin", "softplus", "erf",  "expm1"};
    const Expr choices[] = {1, 1, 1, 2, Rational(1, 2), -1, x, y};
    return pick(2) ? choices[pick(std::size(choices))]
                   : call(functions[pick(std::size(functions))], {linear()});
  }
  Expr formula(int depth) {
    if (depth == 0) return atom();
    const Expr a = formula(depth - 1), b = formula(depth - 1 - static_cast<int>(pick(2)) * (depth > 1));
    switch (pick(8)) {
      case 0:
      case 1: return a + b;
      case 2:
      case 3: return a - b;
      case 4: return a * b;
      case 5: return a / b;
      case 6: return pow(a, static_cast<int>(pick(3)) - 2 + 1) * b;
      default: return call(pick(2) ? "log" : "sqrt", {a + b});
    }
  }
  double coordinate() {
    return std::ldexp(static_cast<double>(random_()) - 2147483648.0, -30 - static_cast<int>(pick(6)));
  }

 private:
  const Expr x = symbol("x"), y = symbol("y");
  std::mt19937 random_;
};

template <class T> T as_written(const Expr& f, const Point<T>& at) {
  return detail::evaluate_nodes(Postorder(f.node()), at).back();
}

struct Outcome {
  int lowered = 0, compared = 0, improved = 0;
};

// Σ |x ∂f/∂x| / |f|, and 1 for the rounding of the result.
double condition(const Expr& f, double value, const Point<double>& at) {
  double sum = 1;
  for (const auto& [name, v] : at) sum += std::abs(v * as_written(raw_diff(f, symbol(name)), at) / value);
  return sum;
}

void compare(const Expr& f, const Expr& stable, double px, double py, Outcome& outcome) {
  // Roundings may cancel at one point by luck: take the worst of a few.
  double before = 0, after = 0, conditioning = 1;
  for (int k = 0; k < 6; ++k) {
    px *= 1 + 0x1p-20;
    py *= 1 - 0x1p-21;
    const Point<double> at{{"x", px}, {"y", py}};
    const Point<Wide> wide{{"x", px}, {"y", py}};
    const Wide exact = as_written(f, wide), again = as_written(stable, wide);
    if (!isfinite(exact) || abs(exact) < 1e-40 || abs(exact) > 1e40) return;
    EXPECT_LT(abs(again - exact), abs(exact) * Wide("1e-50"))
        << print(f) << " became " << print(stable) << " at x = " << px << ", y = " << py;
    before = std::max(before, static_cast<double>(abs((Wide(as_written(f, at)) - exact) / exact)));
    after = std::max(after, static_cast<double>(abs((Wide(as_written(stable, at)) - exact) / exact)));
    conditioning = std::max(conditioning, condition(stable, static_cast<double>(exact), at));
  }
  ++outcome.compared;
  if (after < before / 1000) ++outcome.improved;
  EXPECT_FALSE(after > 4 * before + 16 * conditioning * 0x1p-53)
      << print(f) << " became " << print(stable) << " at x = " << px << ", y = " << py << ": error " << before
      << " became " << after;
}

TEST(Lower, RandomFormulasStayTheSameAndGetNoWorse) {
  Formulas random(20261123);
  Outcome outcome;
  for (int i = 0; i < 5000; ++i) {
    const Expr f = random.formula(1 + i % 3);
    const Expr stable = lower(f);
    if (stable == f) continue;
    ++outcome.lowered;
    for (int k = 0; k < 2; ++k) compare(f, stable, random.coordinate(), random.coordinate(), outcome);
    if (HasFailure()) break;
  }
  EXPECT_GT(outcome.lowered, 600);
  EXPECT_GT(outcome.compared, 900);
  EXPECT_GT(outcome.improved, 5);
}

TEST(Lower, WhatWasFiniteStaysFinite) {
  Formulas random(1);
  const double hard[] = {0, 1, -1, 40, -40, 300, -300, 720, -720, 800, -800, 1e200, -1e200};
  for (int i = 0; i < 5000; ++i) {
    const Expr f = random.formula(1 + i % 3), stable = lower(f);
    if (stable == f) continue;
    for (const double px : hard)
      for (const double py : {0.0, 1.0, -500.0}) {
        const Point<double> at{{"x", px}, {"y", py}};
        if (!std::isfinite(as_written(f, at)) || std::isfinite(as_written(stable, at))) continue;
        const Huge exact =
            as_written(f, Point<Huge>{{"x", px}, {"y", py}});  // the finite value may be the wrong one
        EXPECT_FALSE(abs(exact) < 1e308)
            << print(f) << " became " << print(stable) << " at x = " << px << ", y = " << py << ": "
            << as_written(f, at) << " became " << as_written(stable, at) << ", exactly " << exact;
      }
  }
}

}  // namespace
}  // namespace slope
