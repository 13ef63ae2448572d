// SPDX-License-Identifier: MIT
// Several threads on the one graph. Under ThreadSanitizer: cmake --preset tsan && cmake --build --preset tsan &&
// ctest --preset tsan
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <string>
#include <thread>

#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/expr/print.hpp"
#include "slope/function/exponential.hpp"
#include "slope/function/sigmoid.hpp"

namespace slope {
namespace {

template <class F> void on_threads(int count, F work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back([=] { work(i); });
  for (std::thread& t : threads) t.join();
}

// d/dx σ(k x + s) at x = 0 is k σ(s)(1 − σ(s)); with s = 0, k/4.
TEST(Threads, MakeDifferentiateEvaluateAndDropWhileOthersSweep) {
  std::atomic<int> wrong = 0;
  on_threads(3, [&](int thread) {
    const std::string own = "own" + std::to_string(thread);
    for (int k = 1; k <= 60; ++k) {
      const Expr x = symbol("x"), s = symbol(own + "_" + std::to_string(k));
      const Expr f = sigmoid(k * x + s) * exp(x - x);
      const Expr d = diff(f, x), g = gradient(f, {x, s})[0];
      const Point<double> at{{"x", 0.0}, {own + "_" + std::to_string(k), 0.0}};
      if (evaluate(d, at) != k / 4.0 || evaluate(g, at) != k / 4.0) ++wrong;
      if (print(symbol(own)) != own) ++wrong;
      if (k % 5 == thread) Graph::instance().sweep();
    }
  });
  EXPECT_EQ(wrong, 0);
}

TEST(Threads, EqualExpressionsOfDifferentThreadsAreOneNode) {
  constexpr int count = 4;
  std::array<Expr, count> made;
  on_threads(count, [&](int thread) {
    Expr t = symbol("x");
    for (int i = 0; i < 1000; ++i) t = sigmoid(t) + i;
    made[static_cast<std::size_t>(thread)] = t;
  });
  for (const Expr& t : made) EXPECT_EQ(t, made[0]);
}

TEST(Threads, AnExpressionMadeInOneThreadIsReadInOthersWhileTheGraphGrows) {
  const Expr x = symbol("x");
  Expr t = x;
  for (int i = 0; i < 50; ++i) t = sigmoid(t);
  const double expected = [] {
    double v = 1;
    for (int i = 0; i < 50; ++i) v = 1 / (1 + std::exp(-v));
    return v;
  }();
  std::atomic<int> wrong = 0;
  on_threads(4, [&](int thread) {
    for (int round = 0; round < 100; ++round) {
      if (thread == 0) {
        Expr grows = x;
        for (int i = 0; i < 1000; ++i) grows = grows * (i + round);
      } else {
        const Expr copy = t;
        if (copy.node_count() != 51 || std::abs(evaluate(copy, {{"x", 1.0}}) - expected) > 1e-15) ++wrong;
      }
    }
  });
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace slope
