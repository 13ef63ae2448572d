// SPDX-License-Identifier: MIT
#include "slope/network/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "slope/core/error.hpp"
#include "slope/network/initialization.hpp"

namespace slope {
namespace {

// The first numbers of xoshiro256** from the state 1 2 3 4, and of SplitMix64 from 1234567, as published.
TEST(Random, IsThePublishedGenerator) {
  Random random(Random::State{1, 2, 3, 4});
  for (const std::uint64_t expected :
       {11520ULL, 0ULL, 1509978240ULL, 1215971899390074240ULL, 1216172134540287360ULL, 607988272756665600ULL,
        16172922978634559625ULL, 8476171486693032832ULL, 10595114339597558777ULL, 2904607092377533576ULL})
    EXPECT_EQ(random.bits(), expected);
  EXPECT_THAT(Random(1234567).state(), testing::ElementsAre(6457827717110365317ULL, 3203168211198807973ULL,
                                                            9817491932198370423ULL, 4593380528125082431ULL));
}

TEST(Random, GoesOnFromAState) {
  Random first(7);
  for (int i = 0; i < 100; ++i) first.normal();
  Random second(first.state());
  for (int i = 0; i < 100; ++i) EXPECT_EQ(first.normal(), second.normal());
  EXPECT_THROW(Random(Random::State{}), UsageError);
}

// Kolmogorov and Smirnov: the empirical distribution function stays within 1.95/√n with probability 0.999.
template <class Draw, class Distribution>
void expect_distributed(const Draw& draw, const Distribution& below) {
  constexpr std::size_t n = 200'000;
  std::vector<double> x(n);
  for (double& xi : x) xi = draw();
  std::sort(x.begin(), x.end());
  double most = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double p = below(x[i]);
    most = std::max({most, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
  }
  EXPECT_LT(most, 1.95 / std::sqrt(static_cast<double>(n)));
}

TEST(Random, NormalNumbersAreNormal) {
  Random random(1);
  expect_distributed([&] { return random.normal(); },
                     [](double x) { return std::erfc(-x / std::sqrt(2)) / 2; });
}
TEST(Random, UniformNumbersAreUniform) {
  Random random(2);
  expect_distributed([&] { return random.uniform(-3, 5); }, [](double x) { return (x + 3) / 8; });
}

// Tails and sign: beyond 3 lie 0.27 %, beyond 4 0.0063 %, half of them on either side.
TEST(Random, NormalTails) {
  Random random(3);
  constexpr int n = 2'000'000;
  int three = 0, four = 0, negative = 0;
  for (int i = 0; i < n; ++i) {
    const double x = random.normal();
    three += std::fabs(x) > 3 ? 1 : 0;
    four += std::fabs(x) > 4 ? 1 : 0;
    negative += x < 0 ? 1 : 0;
  }
  EXPECT_NEAR(three, n * 2.6998e-3, 4 * std::sqrt(n * 2.7e-3));
  EXPECT_NEAR(four, n * 6.334e-5, 4 * std::sqrt(n * 6.3e-5));
  EXPECT_NEAR(negative, n / 2, 4 * std::sqrt(n / 4.0));
}

TEST(Random, ShufflesFairly) {
  Random random(4);
  std::vector<int> counts(6);
  for (int i = 0; i < 60'000; ++i) {
    std::vector<int> list{0, 1, 2};
    random.shuffle(std::span(list));
    ++counts[static_cast<std::size_t>(list[0] * 2 + (list[1] > list[2] ? 1 : 0))];
  }
  for (const int count : counts) EXPECT_NEAR(count, 10'000, 400);
}

// Mean 0, and the variance that each name promises.
TEST(Initialization, HasItsVariance) {
  constexpr double in = 300, out = 100;
  const std::vector<std::pair<Initial, double>> variances{{Initial::uniform, 1 / (3 * in)},
                                                          {Initial::xavier_uniform, 2 / (in + out)},
                                                          {Initial::xavier_normal, 2 / (in + out)},
                                                          {Initial::he_uniform, 2 / in},
                                                          {Initial::he_normal, 2 / in},
                                                          {Initial::lecun_uniform, 1 / in},
                                                          {Initial::lecun_normal, 1 / in},
                                                          {Initial::normal, 1}};
  EXPECT_EQ(variances.size(), initial_names().size());
  for (const auto& [kind, variance] : variances) {
    SCOPED_TRACE(name_of(kind));
    EXPECT_EQ(initial(name_of(kind)), kind);
    std::vector<double> w(30'000), b(100);
    Random random(5);
    initialize({kind, 2}, 300, 100, w, b, random);
    double sum = 0, squares = 0;
    for (const double x : w) sum += x, squares += x * x;
    EXPECT_NEAR(squares / 30'000, 4 * variance, 0.05 * 4 * variance);
    EXPECT_NEAR(sum / 30'000, 0, 4 * std::sqrt(4 * variance / 30'000));
    const bool zero_bias = std::all_of(b.begin(), b.end(), [](double x) { return x == 0; });
    EXPECT_EQ(zero_bias, kind != Initial::uniform);
    std::vector<float> wf(30'000), bf(100);
    Random again(5);
    initialize({kind, 2}, 300, 100, wf, bf, again);
    EXPECT_EQ(wf[17], static_cast<float>(w[17]));
  }
  EXPECT_THROW(initial("xavier"), UsageError);
}

}  // namespace
}  // namespace slope
