// SPDX-License-Identifier: MIT
// A million levels and a million terms, in linear size and on a small stack; and no growth over many rounds.
#include <gtest/gtest.h>
#include <pthread.h>

#include <algorithm>
#include <functional>
#include <string>

#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/expr/print.hpp"
#include "slope/expr/simplify.hpp"
#include "slope/function/exponential.hpp"
#include "slope/function/sigmoid.hpp"

namespace slope {
namespace {

constexpr int million = 1'000'000;

// Runs on a thread with a stack of 256 kB: a recursion over 10^6 levels would need at least 16 MB.
void on_small_stack(std::function<void()> work) {
  pthread_attr_t attributes;
  ASSERT_EQ(pthread_attr_init(&attributes), 0);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, std::size_t{256} << 10), 0);
  const auto start = [](void* f) -> void* {
    (*static_cast<std::function<void()>*>(f))();
    return nullptr;
  };
  pthread_t thread;
  ASSERT_EQ(pthread_create(&thread, &attributes, start, &work), 0);
  ASSERT_EQ(pthread_join(thread, nullptr), 0);
  pthread_attr_destroy(&attributes);
}

Expr chain(int depth) {
  Expr t = symbol("x");
  for (int i = 0; i < depth; ++i) t = sigmoid(t);
  return t;
}

Expr sum(int terms) {
  const Expr x = symbol("x");
  Expr s = 0;
  for (int i = 1; i <= terms; ++i) s += i * x;
  return s;
}

TEST(Scale, AChainOfAMillionLevels) {
  on_small_stack([] {
    const Expr x = symbol("x"), t = chain(million);
    EXPECT_EQ(t.node_count(), million + 1u);
    EXPECT_NEAR(evaluate(t, {{"x", 1.0}}), 0.65904606840742, 1e-13);  // σ(s) = s
    const std::string text = print(t);
    EXPECT_EQ(text.size(), std::string("sigmoid()").size() * million + 1);
    EXPECT_TRUE(text.starts_with("sigmoid(sigmoid("));
    const Expr d = raw_diff(t, x);
    EXPECT_EQ(evaluate(d, {{"x", 1.0}}), 0);  // less than 4^−10^6
    EXPECT_EQ(gradient(t, {x}).size(), 1u);
    EXPECT_LE(simplify(t).node_count(), t.node_count());
  });
  Graph::instance().sweep();
}

TEST(Scale, ASumOfAMillionTerms) {
  on_small_stack([] {
    const Expr x = symbol("x"), s = sum(million);
    EXPECT_EQ(evaluate(s, {{"x", 1.0}}), 500000500000.0);  // n(n + 1)/2
    EXPECT_EQ(raw_diff(s, x), Expr(Rational(500000500000)));
    EXPECT_EQ(gradient(s, {x})[0], Expr(Rational(500000500000)));
    EXPECT_EQ(print(simplify(s)), "500000500000*x");
    EXPECT_TRUE(print(s).starts_with("x + 2*x + 3*x + "));
  });
  Graph::instance().sweep();
}

// Linear: twice the depth, twice the nodes.
TEST(Scale, DerivativesGrowLinearly) {
  const Expr x = symbol("x");
  const auto nodes = [&](int n) { return static_cast<double>(raw_diff(chain(n), x).node_count()); };
  const auto gradient_nodes = [&](int n) {
    return static_cast<double>(gradient(chain(n), {x})[0].node_count());
  };
  EXPECT_NEAR(nodes(2000) / nodes(1000), 2, 0.01);
  EXPECT_NEAR(gradient_nodes(2000) / gradient_nodes(1000), 2, 0.01);
  EXPECT_LT(nodes(1000), 6000);
}

TEST(Scale, SquaringSixtyTimesDifferentiatesAtOnce) {
  const Expr x = symbol("x");
  Expr t = x;
  for (int i = 0; i < 60; ++i) t = t * t;
  EXPECT_LE(t.node_count(), 61u);
  const Expr d = raw_diff(t, x), g = gradient(t, {x})[0];
  EXPECT_LT(d.node_count(), 500u);
  EXPECT_EQ(evaluate(d, {{"x", 1.0}}), 0x1p60);
  EXPECT_EQ(evaluate(g, {{"x", 1.0}}), 0x1p60);
  EXPECT_EQ(evaluate(diff(t, x), {{"x", 1.0}}), 0x1p60);
}

// Rounds that make and drop nodes, names and numbers of their own reach a steady size.
TEST(Memory, MakingAndDroppingDoesNotGrow) {
  std::size_t most = 0, first = 0;
  for (int round = 0; round < 40; ++round) {
    Expr f = symbol("x");
    for (int i = 0; i < 20'000; ++i)
      f = f * symbol("name" + std::to_string(round) + "_" + std::to_string(i)) +
          Rational(7).power(40 + round % 7);
    most = std::max(most, Graph::instance().statistics().bytes);
    f = Expr();
    Graph::instance().sweep();
    if (round == 0) first = Graph::instance().statistics().nodes, most = 0;
  }
  const auto end = Graph::instance().statistics();
  EXPECT_LE(end.nodes, first + 10);
  EXPECT_LE(end.bytes, most);
}

// Without a call of sweep: sessions sweep when the graph has doubled.
TEST(Memory, SweepsHappenByThemselves) {
  std::size_t most = 0;
  for (int i = 0; i < 5'000'000; ++i) {
    const Expr f = symbol("x") + i;
    if (i % 100'000 == 0) most = std::max(most, Graph::instance().statistics().nodes);
  }
  EXPECT_LT(most, 3'000'000u);
}

// A long number is worth the sweep of many nodes.
TEST(Memory, LongNumbersAreFreedInTime) {
  Graph::instance().sweep();
  const std::size_t start = Graph::instance().statistics().bytes;
  std::size_t most = 0;
  for (int i = 1; i <= 4000; ++i) {
    const Expr number = Rational::from_decimal(std::to_string(i) + "e50000");  // 20 kB; all together 80 MB
    most = std::max(most, Graph::instance().statistics().bytes);
  }
  EXPECT_LT(most - start, std::size_t{40} << 20);
}

}  // namespace
}  // namespace slope
