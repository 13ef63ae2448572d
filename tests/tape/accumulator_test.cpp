// SPDX-License-Identifier: MIT
// Accumulators whose record is still open, and containers of variables. Every expected number is worked out by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

#include "slope/core/error.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/tape.hpp"

namespace slope {
namespace {

using testing::ElementsAre;

// A tape with x = 2, y = 3.
struct Accumulator : testing::Test {
  Tape<double> tape;
  const Var<double> x = tape.variable(2), y = tape.variable(3);

  template <class F> void expect(const F& f, double value, double by_x, double by_y) {
    EXPECT_DOUBLE_EQ(f.value(), value);
    EXPECT_THAT(tape.gradient(f), ElementsAre(testing::DoubleEq(by_x), testing::DoubleEq(by_y)));
  }
};

TEST_F(Accumulator, Itself) {
  Var s = x * y;
  const auto& same = s;
  s = s * s;
  expect(s, 36, 36, 24);
  s += s;
  expect(s, 72, 72, 48);
  s -= s * x;  // −s
  expect(s, -72, -72 - 72, -48);
  s -= same;
  expect(s, 0, 0, 0);
  Var t = 0.0;
  t += x;
  t += t;
  t += t * t;
  t *= t;
  expect(t, 400, 2 * 20 * (2 + 2 * 4 * 2), 0);  // (2x + 4x²)²
  const auto& itself = t;
  t /= itself;
  expect(t, 1, 0, 0);
}

TEST_F(Accumulator, IsCopiedWhileOpen) {
  Var s = 0.0;
  s += x * y;
  const Var before = s;
  s += x;
  auto after = s;
  s += y * y;
  after += 2.0 * y;
  expect(before, 6, 3, 2);
  expect(s, 17, 4, 8);
  expect(after, 14, 4, 4);
  const auto captured = [s] { return s * 1.0; };
  s += x;
  expect(captured(), 17, 4, 8);
  expect(s, 19, 5, 8);
}

TEST_F(Accumulator, IsAssignedWhileOpen) {
  Var s = 0.0, t = 0.0;
  s += x;
  t = s;
  t += y;
  s += x * x;
  expect(s, 6, 5, 0);
  expect(t, 5, 1, 1);
  s += y;
  s = t;
  s += x;
  expect(s, 7, 2, 1);
  s = 1.0;
  s += y;
  expect(s, 4, 0, 1);
  const auto& same = s;
  s = same;
  s += y;
  expect(s, 7, 0, 2);
}

TEST_F(Accumulator, TwoTakeTurns) {
  Var s = 0.0, t = 1.0;
  for (int i = 1; i <= 3; ++i) {
    s += x * i;
    t -= y * s;
  }
  expect(s, 12, 6, 0);
  expect(t, 1 - 3 * 20, -3 * 10, -20);  // s = x, 3x, 6x
}

TEST_F(Accumulator, NumbersAndConstants) {
  Var s = 0.0;
  s += 1.0;
  s += x;
  s += 2;
  s -= 4.0f;
  s += y * x;
  s += Var<double>(10.0);
  expect(s, 1 + 2 + 2 - 4 + 6 + 10, 1 + 3, 2);
  Var c = 5.0;
  c += 1;
  c *= 2.0;
  expect(c, 12, 0, 0);
  expect(c * x, 24, 12, 0);
  c -= x;
  expect(c, 10, -1, 0);
}

TEST_F(Accumulator, OfNamedTerms) {
  const auto t = x * y;
  Var s = 0.0;
  s += t;
  s += t;
  s -= t * t;
  expect(s, 12 - 36, 6 - 36, 4 - 24);
}

TEST_F(Accumulator, NewVariablesWhileOpen) {
  Var s = 0.0;
  s += x * y;
  const auto z = tape.variable(7);
  s += z;
  EXPECT_THAT(tape.gradient(s), ElementsAre(3, 2, 1));
}

TEST_F(Accumulator, IsRewound) {
  Var s = 0.0;
  s += x * y;
  const Var kept = s;
  const auto here = tape.position();
  for (int i = 0; i < 3; ++i) {
    Var t = kept;
    for (int k = 0; k < 100; ++k) t += x;
    expect(t, 206, 103, 2);
    tape.rewind(here);
  }
  expect(kept * x, 12, 12, 4);
}

TEST_F(Accumulator, AcrossGrowth) {
  Var s = 0.0;
  for (int i = 0; i < 100'000; ++i) s += x * y + x;
  expect(s, 8e5, 4e5, 2e5);
  Var t = x;
  for (int i = 0; i < 100'000; ++i) t = t + y;
  expect(t, 300'002, 1, 1e5);
}

TEST_F(Accumulator, VectorsThatMove) {
  std::vector<Var<double>> v;
  for (int i = 0; i < 100; ++i) {
    v.emplace_back(0.0);
    for (auto& vi : v) vi += x;  // the last one stays open while the vector moves
  }
  expect(v[0], 200, 100, 0);
  expect(v[99], 2, 1, 0);
  v.erase(v.begin() + 1, v.end() - 1);
  v.insert(v.begin(), x * y);
  std::rotate(v.begin(), v.begin() + 1, v.end());
  expect(v[0] * v[1] + v[2], 406, 403, 2);
  std::vector terms(3, x * y);
  for (auto& t : terms) t = t * t;
  expect(terms[0] + terms[2], 72, 72, 48);
}

TEST_F(Accumulator, StandardAlgorithms) {
  const std::vector<Var<double>> v{x, y, x * y, 1.0};
  expect(std::accumulate(v.begin(), v.end(), Var<double>(0.0)), 12, 4, 3);
  expect(std::accumulate(v.begin(), v.end(), Var<double>(1.0),
                         [](const auto& a, const auto& b) { return Var(a * b); }),
         36, 36, 24);
  expect(std::inner_product(v.begin(), v.end(), v.begin(), Var<double>(0.0)), 50, 4 + 36, 6 + 24);
  std::vector<Var<double>> sums(4), sorted = v;
  std::partial_sum(v.begin(), v.end(), sums.begin());
  expect(sums[2], 11, 4, 3);
  std::ranges::sort(sorted, [](const auto& a, const auto& b) { return a > b; });
  expect(sorted[0] * sorted[2], 12, 12, 4);
  std::ranges::transform(v, sums.begin(), [](const auto& a) { return a * a; });
  expect(sums[2], 36, 36, 24);
}

struct Body {
  Var<double> mass, speed = 0.0;
  auto energy() const { return 0.5 * mass * speed * speed; }
};

TEST_F(Accumulator, Structs) {
  Body body{x};
  for (int i = 0; i < 2; ++i) body.speed += y;
  auto other = body;
  other.speed -= x;
  body = {y, body.speed};
  expect(body.energy(), 54, 0, 54);       // y (2y)²/2
  expect(other.energy(), 16, 8 - 8, 16);  // x (2y − x)²/2
  std::map<int, Var<double>> table;
  for (int i = 0; i < 10; ++i) table[i % 3] += x * i;
  expect(table[0], 2 * 18, 18, 0);
}

TEST_F(Accumulator, Loops) {
  Var power = 1.0, series = 0.0;
  for (int k = 1; k <= 4; ++k) {
    power *= x;
    series += power / k;
  }
  expect(series, 2 + 2 + 8.0 / 3 + 4, 1 + 2 + 4 + 8, 0);
  Var newton = 1.0;  // √y
  for (int i = 0; i < 8; ++i) newton = 0.5 * (newton + y / newton);
  EXPECT_DOUBLE_EQ(newton.value(), std::sqrt(3.0));
  EXPECT_NEAR(tape.gradient(newton)[1], 0.5 / std::sqrt(3.0), 1e-15);
}

TEST_F(Accumulator, AVariableIsOverwritten) {
  auto w = tape.variable(5);
  const Var kept = w * x;
  w = w * w;
  w += x;
  EXPECT_THAT(tape.gradient(w), ElementsAre(1, 0, 10));
  EXPECT_THAT(tape.gradient(kept), ElementsAre(5, 0, 2));
}

}  // namespace
}  // namespace slope
