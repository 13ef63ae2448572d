// SPDX-License-Identifier: MIT
#include "slope/tape/block.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "slope/core/error.hpp"
#include "slope/dual/dual.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/loss.hpp"

namespace slope {
namespace {

using testing::ElementsAre;

// 2×3 and 3×2, and by hand C = A B, for L = Σ cᵢⱼ wᵢⱼ: Ā = W Bᵀ, B̄ = Aᵀ W.
TEST(Block, MatrixProduct) {
  Tape tape;
  const std::vector<double> av{1, 2, 3, 4, 5, 6}, bv{7, 8, 9, 10, 11, 12}, wv{1, -1, 2, 0.5};
  const auto a = tape.variables(av, 2, 3), b = tape.variables(bv, 3, 2);
  const auto c = matmul(a, b);
  EXPECT_THAT(c.values(), ElementsAre(58, 64, 139, 154));
  const Var loss = dot(c, tape.constants(wv, 2, 2));
  EXPECT_EQ(loss.value(), 58 - 64 + 278 + 77);
  EXPECT_THAT(tape.gradient(loss), ElementsAre(-1, -1, -1, 18, 23, 28,  //
                                               9, 1, 12, 0.5, 15, 0));
}

TEST(Block, ElementsAndScalarsMix) {
  Tape tape;
  const std::vector<double> v{0.5, -1, 2};
  const auto x = tape.variables(v, 1, 3);
  const auto y = sigmoid(x) * x + x;
  const Var z = y[0] * y[2] + logsumexp(x) + sum(max(x, x));
  const auto g = tape.gradient(z);
  const auto s = [](double t) { return 1 / (1 + std::exp(-t)); };
  const auto value = [&](double t) { return t * s(t) + t; };
  const auto slope = [&](double t) { return s(t) + t * s(t) * (1 - s(t)) + 1; };
  const double all = std::exp(0.5) + std::exp(-1) + std::exp(2);
  EXPECT_NEAR(z.value(), value(0.5) * value(2) + std::log(all) + 1.5, 1e-14);
  EXPECT_NEAR(g[0], slope(0.5) * value(2) + std::exp(0.5) / all + 1, 1e-14);
  EXPECT_NEAR(g[1], std::exp(-1) / all + 1, 1e-14);
  EXPECT_NEAR(g[2], slope(2) * value(0.5) + std::exp(2) / all + 1, 1e-14);
}

// x², of a matrix by itself, of whole ones and of parts; and Σ x².
TEST(Block, SquaresCountTwice) {
  Tape tape;
  const std::vector<double> v{1, -2, 3, 0.5};
  const auto x = tape.variables(v, 1, 4);
  EXPECT_THAT((x * x).values(), ElementsAre(1, 4, 9, 0.25));
  EXPECT_THAT(tape.gradient(sum(x * x) + x[0]), ElementsAre(3, -4, 6, 1));
  EXPECT_THAT(tape.gradient(dot(x * x, x)), ElementsAre(3, 12, 27, 0.75));
  const auto first = part(x, 0, 1, 2), last = part(x, 2, 1, 2);
  EXPECT_THAT(tape.gradient(sum(first * first - last * last)), ElementsAre(2, -4, -6, -1));
  const Var squares = sum_of_squares(x);
  EXPECT_EQ(squares.value(), 14.25);
  EXPECT_THAT(tape.gradient(3 * squares + sum_of_squares(last)), ElementsAre(6, -12, 24, 4));
}

TEST(Block, ARowCombinesWithEveryRow) {
  Tape tape;
  const std::vector<double> av{1, 2, 3, 4}, bv{10, 20};
  const auto a = tape.variables(av, 2, 2), b = tape.variables(bv, 1, 2);
  const auto c = a * b;
  EXPECT_THAT(c.values(), ElementsAre(10, 40, 30, 80));
  EXPECT_THAT(tape.gradient(sum(c)), ElementsAre(10, 20, 10, 20, 4, 6));
  EXPECT_THAT((b - a).values(), ElementsAre(9, 18, 7, 16));
  EXPECT_THAT((a + b).values(), ElementsAre(11, 22, 13, 24));
  EXPECT_THAT(tape.gradient(sum(b - a)), ElementsAre(-1, -1, -1, -1, 2, 2));
  EXPECT_THROW(matmul(a, b), UsageError);
  EXPECT_THROW(dot(a, b), UsageError);
  const std::vector<double> three(3);
  EXPECT_THROW(a + tape.variables(three, 1, 3), UsageError);
  EXPECT_THROW(tape.variables(three, 2, 2), UsageError);
}

// Twice a seed may be too large where the derivative is not.
TEST(Block, SquaresOfLargeNumbers) {
  const std::vector<long double> large{0.75L * std::numeric_limits<long double>::max()};
  Tape<long double> longs;
  const auto x = longs.variables(large, 1, 1);
  longs.reverse(sum(x * x), 0.25L);
  EXPECT_EQ(longs.adjoints(x)[0], 0.5L * large[0]);
  const double seed = 0.75 * std::numeric_limits<double>::max();
  const std::vector<double> small{0, 0.25};
  Tape tape;
  const auto y = tape.variables(small, 1, 2);
  tape.reverse(sum_of_squares(y), seed);
  EXPECT_THAT(tape.adjoints(y), ElementsAre(0, 0.5 * seed));
}

// An infinite derivative times 0.
TEST(Block, ZeroAbsorbsInDuals) {
  using D = Dual<double>;
  const std::vector<D> at{D::variable(0.0)}, zero{D(0.0)};
  Tape<D> tape;
  const auto x = tape.variables(at, 1, 1), root = sqrt(x);
  EXPECT_EQ((x * root).values()[0].slope[0], 0);
  EXPECT_EQ((tape.constants(zero, 1, 1) * root).values()[0].slope[0], 0);
}

// A branch that was not chosen, with an infinite slope, and elements that the output does not reach.
TEST(Block, ZeroAbsorbs) {
  Tape tape;
  const std::vector<double> v{0, 4};
  const auto x = tape.variables(v, 1, 2);
  const auto root = sqrt(x);
  EXPECT_THAT(tape.gradient(root[1] * 2), ElementsAre(0, 0.5));
  const auto none = tape.constants(std::vector<double>{0, 0}, 1, 2);
  EXPECT_THAT(tape.gradient(sum(root * none)), ElementsAre(0, 0));
}

// Confident predictions: 1 − softmax and the loss are far below the spacing of numbers at 1.
TEST(Block, LossesKeepSmallNumbers) {
  Tape tape;
  const std::vector<double> v{50, 0, -40, 3, 1, 2}, two{1, 0};
  const auto z = tape.variables(v, 2, 3);
  const Var c = cross_entropy<double>(z, std::vector<std::size_t>{0, 2});
  const double all = std::exp(3) + std::exp(1) + std::exp(2);
  EXPECT_NEAR(c.value(), std::log(all) - 2, 1e-15);
  const auto g = tape.gradient(c);
  EXPECT_DOUBLE_EQ(g[0], -std::exp(-50));
  EXPECT_DOUBLE_EQ(g[1], std::exp(-50));
  EXPECT_DOUBLE_EQ(g[2], std::exp(-90));
  EXPECT_DOUBLE_EQ(g[3], std::exp(3) / all);
  EXPECT_DOUBLE_EQ(g[5], -(std::exp(3) + std::exp(1)) / all);

  tape.clear();
  const std::vector<double> logits{40, -40};
  const auto l = tape.variables(logits, 2, 1);
  const Var b = binary_cross_entropy<double>(l, two);
  EXPECT_DOUBLE_EQ(b.value(), 2 * std::exp(-40));
  EXPECT_THAT(tape.gradient(b),
              ElementsAre(testing::DoubleEq(-std::exp(-40)), testing::DoubleEq(std::exp(-40))));
  EXPECT_THAT(tape.gradient(squared_error<double>(l, two)), ElementsAre(78, -80));
  EXPECT_THROW(cross_entropy<double>(z, std::vector<std::size_t>{0, 3}), UsageError);
  EXPECT_THROW(squared_error<double>(l, std::vector<double>{1}), UsageError);
}

// Without overflow, and with the digits of derivatives that are small: those of σ(−z) = e^−z/(1 + e^−z) for elements z apart.
template <class T> void expect_log_sums() {
  const auto expect_near = [](T found, T expected, T most) { EXPECT_LE(std::fabs(found - expected), most); };
  Tape<T> tape;
  constexpr T infinity = std::numeric_limits<T>::infinity(), eps = std::numeric_limits<T>::epsilon();
  const std::vector<T> v{1, 2, 3, 1000, 1000, -infinity, 0, -40, -80, -infinity, -infinity, -infinity};
  const auto x = tape.variables(v, 4, 3);
  const auto y = logsumexp_rows(x);
  EXPECT_EQ(y.rows(), 4U);
  EXPECT_EQ(y.columns(), 1U);
  const T of_three = static_cast<T>(std::log(std::exp(1.0L) + std::exp(2.0L) + std::exp(3.0L)));
  expect_near(y.values()[0], of_three, 4 * eps);
  expect_near(y.values()[1], 1000 + std::log(T(2)), 1000 * eps);
  const T e40 = std::exp(T(-40)), e80 = std::exp(T(-80)), all = 1 + e40;
  expect_near(y.values()[2], std::log1p(e40 + e80), 4 * eps * e40);
  EXPECT_EQ(y.values()[3], -infinity);
  tape.reverse(y[0] + T(2) * y[1] + T(3) * y[2]);
  const std::span<const T> g = tape.adjoints(x);
  for (std::size_t i = 0; i < 3; ++i) expect_near(g[i], std::exp(v[i] - of_three), 4 * eps);
  expect_near(g[3], T(1), 4 * eps);
  expect_near(g[4], T(1), 4 * eps);
  EXPECT_EQ(g[5], 0);
  expect_near(g[6], 3 / all, 8 * eps);
  expect_near(g[7], 3 * e40 / all, 16 * eps * e40);
  expect_near(g[8], 3 * e80 / all, 16 * eps * e80);
  // One row is the sum over all elements.
  const auto row = part(x, 0, 1, 3);
  EXPECT_EQ(logsumexp(row).value(), y.values()[0]);
  const auto none = tape.constants(std::vector<T>(), 1, 0);
  EXPECT_THROW(logsumexp(none), UsageError);
  EXPECT_THROW(logsumexp_rows(none), UsageError);
  const std::vector<T> special{infinity, 0, std::numeric_limits<T>::quiet_NaN(), 0};
  const auto z = logsumexp_rows(tape.constants(special, 2, 2));
  EXPECT_EQ(z.values()[0], infinity);
  EXPECT_TRUE(std::isnan(z.values()[1]));
  for (std::size_t at = 0; at < 3; ++at) {
    std::vector<T> bad{0, 5, -1};
    bad[at] = special[2];
    const auto m = tape.constants(bad, 1, 3);
    EXPECT_TRUE(std::isnan(logsumexp(m).value()));
    for (std::size_t label = 0; label < 3; ++label)
      EXPECT_TRUE(std::isnan(cross_entropy(m, std::vector<std::size_t>{label}).value())) << at << label;
  }
}
TEST(Block, LogSumsOfRows) {
  expect_log_sums<double>();
  expect_log_sums<float>();
  expect_log_sums<long double>();
}

TEST(Block, PartsAreViews) {
  Tape tape;
  const auto x = tape.variables(std::vector<double>{1, 2, 3, 4, 5, 6}, 2, 3);
  const auto p = part(x, 1, 2, 2), q = part(p, 2, 1, 2);
  EXPECT_THAT(p.values(), ElementsAre(2, 3, 4, 5));
  EXPECT_THAT(q.values(), ElementsAre(4, 5));
  const Var<double> y = sum(p * p) + dot(q, part(x, 0, 2, 1)) + sum(x);
  for (int again = 0; again < 2; ++again) {
    tape.reverse(y);
    EXPECT_THAT(tape.adjoints(x), ElementsAre(1 + 4, 1 + 4 + 5, 1 + 6, 1 + 8 + 1, 1 + 10 + 2, 1));
  }
  const auto numbers = part(tape.constants(std::vector<double>{7, 8, 9}, 1, 3), 1, 1, 2);
  EXPECT_THAT(tape.gradient(dot(numbers, q)), ElementsAre(0, 0, 0, 8, 9, 0));
  EXPECT_EQ(part(x, 6, 0, 3).size(), 0U);
  constexpr std::size_t large = std::size_t{1} << 32U;
  EXPECT_THROW(part(x, 0, large, large), UsageError);
  EXPECT_THROW(tape.variables(std::vector<double>(), large, large), UsageError);
  EXPECT_THROW(part(x, 3, 2, 2), UsageError);
  EXPECT_THROW(part(x, 7, 1, 0), UsageError);
  // Two or none of rows, each combined with one.
  EXPECT_EQ((part(x, 0, 0, 3) * part(x, 0, 1, 3)).rows(), 0U);
  EXPECT_EQ((part(x, 0, 1, 3) - part(x, 0, 0, 3)).rows(), 0U);
}

// The derivative by an element is the product of the others, zeros among them or not.
TEST(Block, Products) {
  for (std::size_t n = 0; n < 9; ++n)
    for (std::size_t zeros = 0; zeros <= n && zeros < 3; ++zeros) {
      Tape tape;
      std::vector<double> x(n);
      for (std::size_t i = 0; i < n; ++i) x[i] = i < zeros ? 0 : 1.0 + static_cast<double>(i);
      const auto m = tape.variables(x, 1, n);
      const Var<double> y = prod(m);
      const auto without = [&](std::size_t left_out) {
        double product = 1;
        for (std::size_t i = 0; i < n; ++i) product *= i == left_out ? 1 : x[i];
        return product;
      };
      EXPECT_EQ(y.value(), without(n));
      tape.reverse(y);
      for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(tape.adjoints(m)[i], without(i)) << i << " of " << n;
    }
}

// An operation that the limit does not allow leaves the tape as it was.
TEST(Block, ALimitLeavesNothingBehind) {
  const std::vector<double> numbers(9, 0.5);
  const std::vector<std::size_t> labels(3);
  for (std::size_t more = 0; more < 300; more += 4) {
    Tape tape;
    const auto x = tape.variables(numbers, 3, 3);
    const auto single = tape.variables(numbers);
    const std::vector<double> target(9);
    const auto expect_all_or_nothing = [&](const auto& operation) {
      tape.limit_bytes(static_cast<std::size_t>(-1));
      const std::size_t before = tape.statistics().bytes;
      const auto start = tape.position();
      tape.limit_bytes(before + more);
      try {
        operation();
        tape.rewind(start);
      } catch (const LimitError&) {
        EXPECT_EQ(tape.statistics().bytes, before) << more;
      }
    };
    expect_all_or_nothing([&] { sum(x); });
    expect_all_or_nothing([&] { prod(x); });
    expect_all_or_nothing([&] { dot(x, x); });
    expect_all_or_nothing([&] { logsumexp(x); });
    expect_all_or_nothing([&] { logsumexp_rows(x); });
    expect_all_or_nothing([&] { sum_of_squares(x); });
    expect_all_or_nothing([&] { squared_error<double>(x, target); });
    expect_all_or_nothing([&] { huber<double>(x, target); });
    expect_all_or_nothing([&] { binary_cross_entropy<double>(x, target); });
    expect_all_or_nothing([&] { cross_entropy(x, labels); });
    expect_all_or_nothing([&] { gather<double>(single, 3, 3); });
    expect_all_or_nothing([&] { tape.variables(numbers, 3, 3); });
    expect_all_or_nothing([&] { matmul(x, x); });
    expect_all_or_nothing([&] { x* x; });
  }
}

// As the scalar function does it: the largest share 1.
TEST(Block, LogSumExpOfInfinities) {
  const double inf = std::numeric_limits<double>::infinity();
  struct Case {
    std::vector<double> x, softmax;
  };
  for (const auto& [x, softmax] : {Case{{inf, 0}, {1, 0}}, Case{{inf, inf}, {0.5, 0.5}},
                                   Case{{-inf, -inf}, {0.5, 0.5}}, Case{{-inf, inf}, {0, 1}}}) {
    Tape tape;
    const auto m = tape.variables(x, 1, 2);
    const Var y = logsumexp(m);
    EXPECT_EQ(y.value(), std::max(x[0], x[1]));
    EXPECT_THAT(tape.gradient(y), testing::ElementsAreArray(softmax));
    const auto rows = logsumexp_rows(m);
    EXPECT_EQ(rows.values()[0], std::max(x[0], x[1]));
    EXPECT_THAT(tape.gradient(rows[0]), testing::ElementsAreArray(softmax));
  }
}

TEST(Block, VariablesAreGathered) {
  Tape tape;
  const auto x = tape.variable(2.0), y = tape.variable(3.0);
  const std::vector<Var<double>> list{x * y, y, 5.0, x};
  const auto m = gather<double>(list, 2, 2);
  EXPECT_THAT(m.values(), ElementsAre(6, 3, 5, 2));
  EXPECT_THAT(tape.gradient(sum(m * m)), ElementsAre(2 * 6 * 3 + 4, 2 * 6 * 2 + 6));
}

TEST(Block, RewindsKeepMemory) {
  Tape tape;
  const std::vector<double> v(1000, 0.5);
  const auto x = tape.variables(v, 10, 100);
  const auto start = tape.position();
  const auto bytes = tape.statistics().bytes;
  for (int i = 0; i < 100; ++i) {
    tape.rewind(start);
    const Var y = sum(tanh(x) * x);
    EXPECT_EQ(tape.statistics().blocks, 3u);
    tape.reverse(y);
  }
  tape.rewind(start);
  EXPECT_EQ(tape.statistics().bytes, bytes);
  tape.limit_bytes(bytes + 1000);
  EXPECT_THROW(tanh(x), LimitError);
}

TEST(Block, OfMoreElementsThanThereAreIsRefused) {
  Tape tape;
  const std::size_t many = std::size_t{1} << 40U;
  const std::vector<double> none;
  const auto tall = tape.constants_view(none, many, 0), wide = tape.constants_view(none, 0, many);
  EXPECT_THROW(matmul(tall, wide), LimitError);
  EXPECT_THROW(matmul(tall, tape.constants_view(none, 0, 1)), LimitError);
}

}  // namespace
}  // namespace slope
