// SPDX-License-Identifier: MIT
// Programs that keep, copy, reuse and overwrite what operators return. Every expected number is worked out by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "slope/function/catalog.hpp"
#include "slope/tape/tape.hpp"

namespace slope {
namespace {

using testing::ElementsAre;

// A tape with x = 2, y = 3, z = 5.
struct Auto : testing::Test {
  Tape<double> tape;
  const Var<double> x = tape.variable(2), y = tape.variable(3), z = tape.variable(5);

  // f must have this value and these derivatives.
  template <class F> void expect(const F& f, double value, double by_x, double by_y, double by_z) {
    EXPECT_DOUBLE_EQ(f.value(), value);
    EXPECT_THAT(tape.gradient(f),
                ElementsAre(testing::DoubleEq(by_x), testing::DoubleEq(by_y), testing::DoubleEq(by_z)));
  }
};

TEST_F(Auto, ANameUsedTwice) {
  const auto t = x * y;
  expect(t * t, 36, 36, 24, 0);
  expect(t + t, 12, 6, 4, 0);
  expect(t * z + t, 36, 18, 12, 6);
  expect(sin(t) + cos(t), std::sin(6.0) + std::cos(6.0), 3 * (std::cos(6.0) - std::sin(6.0)),
         2 * (std::cos(6.0) - std::sin(6.0)), 0);
}

TEST_F(Auto, ANamedTermIsWrittenOnce) {
  const auto t = x * y;
  const auto before = tape.statistics().records;
  [[maybe_unused]] const Var a = t * z, b = t + z, c = t - t;
  EXPECT_EQ(tape.statistics().records, before + 4) << "t, a, b and c";
}

TEST_F(Auto, ATermOfOneVariable) {
  const auto t = 2 * x;
  const auto u = t;
  expect(t * u, 16, 16, 0, 0);
  expect(-t, -4, -2, 0, 0);
  expect(+t, 4, 2, 0, 0);
}

TEST_F(Auto, TemporariesBoundToReferences) {
  const auto& t = x * y;
  auto&& u = t + z;
  expect(u * t, 66, 51, 34, 6);
}

TEST_F(Auto, LambdasThatReturnAuto) {
  const auto product = [](const auto& a, const auto& b) { return a * b; };
  const auto twice = [](auto a) {
    auto t = a * a;
    return t + t;
  };
  expect(product(x, y), 6, 3, 2, 0);
  expect(product(product(x, y), product(y, z)), 90, 45, 60, 18);
  expect(twice(x), 8, 8, 0, 0);
  expect(twice(x * y), 72, 72, 48, 0);
  const auto captured = [t = x * y] { return t * t; };
  expect(captured() + captured(), 72, 72, 48, 0);
}

auto ratio(const Var<double>& a, const Var<double>& b) {
  const auto sum = a + b;
  const auto difference = a - b;
  return sum / difference;
}
Var<double> as_variable(const Var<double>& a, const Var<double>& b) { return a * b + 1; }

TEST_F(Auto, ReturnedFromFunctions) {
  expect(ratio(y, x), 5, 6, -4, 0);  // (y + x)/(y − x): by x 2y/(y − x)², by y −2x/(y − x)²
}

TEST_F(Auto, ReturnedAsVariables) {
  auto a = as_variable(x, y);
  a = as_variable(a, z);
  expect(a, 36, 15, 10, 7);
}

TEST_F(Auto, MovedFrom) {
  auto t = x * y;
  auto u = std::move(t);
  expect(u, 6, 3, 2, 0);
  expect(t, 6, 3, 2, 0);  // a number that is moved from is still that number
  t = u * z;
  expect(t, 30, 15, 10, 6);
  expect(u, 6, 3, 2, 0);
  Var v = t;
  const Var w = std::move(v);
  expect(v + w, 60, 30, 20, 12);
}

TEST_F(Auto, Conditional) {
  for (const bool first : {true, false}) {
    const auto a = first ? x * y : y * z;
    const auto b = first ? x : x * y * z;            // Var and Term
    const auto c = first ? x * y : x * y + z * 2.0;  // Terms of two and three pairs
    const auto d = first ? x * y : 1.0;              // Term and number
    const auto t = x * y;
    const auto e = first ? t : t * z;
    auto f = x * z;
    const auto g = first ? f : t;
    if (first) {
      expect(a, 6, 3, 2, 0), expect(b, 2, 1, 0, 0), expect(c, 6, 3, 2, 0), expect(d, 6, 3, 2, 0);
      expect(e, 6, 3, 2, 0), expect(g, 10, 5, 0, 2);
    } else {
      expect(a, 15, 0, 5, 3), expect(b, 30, 15, 10, 6), expect(c, 16, 3, 2, 2), expect(d, 1, 0, 0, 0);
      expect(e, 30, 15, 10, 6), expect(g, 6, 3, 2, 0);
    }
  }
}

TEST_F(Auto, StandardMaximum) {
  expect(std::max(x, y), 3, 0, 1, 0);
  expect(std::min(x, y) * std::max(y, z), 10, 5, 0, 2);
  const Var m = std::max({x, z, y});
  expect(m * m, 25, 0, 0, 10);
  expect(std::max(x * y, y * z), 15, 0, 5, 3);
  expect(std::clamp(y, x, z), 3, 0, 1, 0);
  expect(max(x * y, z), 6, 3, 2, 0);  // by argument-dependent lookup: of different types
  using std::max, std::min;
  expect(max(x, z) + min(x, z), 7, 1, 0, 1);
}

TEST_F(Auto, Swap) {
  Var a = x * 1.0, b = y * z;
  std::swap(a, b);
  expect(a, 15, 0, 5, 3);
  expect(b, 2, 1, 0, 0);
  auto s = x * y, t = y * z;
  using std::swap;
  swap(s, t);
  expect(s, 15, 0, 5, 3);
  expect(t * s, 90, 45, 60, 18);
  Var p = 0.0, q = 0.0;
  p += x * y;
  std::swap(p, q);  // an open accumulator changes places
  p += z;
  q += z;
  expect(p, 5, 0, 0, 1);
  expect(q, 11, 3, 2, 1);
}

TEST_F(Auto, NamedTermsAreAssigned) {
  auto t = x * y;
  const auto before = t;
  t = t * z;
  expect(t, 30, 15, 10, 6);
  expect(before, 6, 3, 2, 0);
  t = x;
  expect(t, 2, 1, 0, 0);
  t = 7.0;
  expect(t, 7, 0, 0, 0);
  auto u = x * y;
  const auto& same = u;
  u = same;
  u *= u;
  expect(u, 36, 36, 24, 0);
  auto v = x * y;
  v += z;
  v -= x;
  v /= z;
  v = v + v;
  expect(v, 18.0 / 5, 4.0 / 5, 4.0 / 5, 2.0 / 5 - 18.0 / 25);
  auto w = 2 * x;  // one pair
  w += y * z;      // needs two
  w *= w;
  expect(w, 361, 76, 190, 114);
}

TEST_F(Auto, MoreThanEightPairs) {
  const auto sum = x * y + y * z + x * z + x * y * z + x / y + y / z + z / x;
  expect(sum, 61 + 2.0 / 3 + 3.0 / 5 + 5.0 / 2, 3 + 5 + 15 + 1.0 / 3 - 5.0 / 4,
         2 + 5 + 10 - 2.0 / 9 + 1.0 / 5, 3 + 2 + 6 - 3.0 / 25 + 1.0 / 2);
  const auto square = (x * y + z) * (y * z + x) * (x * z + y) * (x + y + z);
  const double p = 11, q = 17, r = 13, s = 10;
  expect(square, p * q * r * s, 3 * q * r * s + p * r * s + p * q * 5 * s + p * q * r,
         2 * q * r * s + p * 5 * r * s + p * q * s + p * q * r,
         q * r * s + p * 3 * r * s + p * q * 2 * s + p * q * r);
  const auto eight = x + y + z + x + y + z + x + y;
  expect((eight + z) * eight, 30 * 25, 3 * 25 + 3 * 30, 3 * 25 + 3 * 30, 3 * 25 + 2 * 30);
}

TEST_F(Auto, ThreeOperandsOfManyPairs) {
  const auto a = x * y * z + x;
  const auto b = y * z + x * z;
  const auto c = x * y;
  const Var low = c * c * c;
  expect(where(less(x, y), a * b, c), 32 * 25, 16 * 25 + 32 * 5, 10 * 25 + 32 * 5, 6 * 25 + 32 * 5);
  expect(clamp(a * b, low * z, a * a * b), 216 * 5, 9 * 36 * 5, 6 * 36 * 5, 216);
}

}  // namespace
}  // namespace slope
