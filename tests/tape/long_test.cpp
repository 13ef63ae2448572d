// SPDX-License-Identifier: MIT
// Several outputs, functions of the user's, and loops longer than memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "slope/core/error.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/checkpoint.hpp"
#include "slope/tape/custom.hpp"

namespace slope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Jacobian, ManyOutputs) {
  Tape tape;
  const auto x = tape.variable(2.0), y = tape.variable(3.0);
  std::vector<Var<double>> f;
  for (int i = 0; i < 19; ++i) f.push_back(x * i + y * y * x);
  f.push_back(7);
  f.push_back(x);
  const auto rows = tape.jacobian(f);
  ASSERT_EQ(rows.size(), 42u);
  for (std::size_t i = 0; i < 19; ++i) {
    EXPECT_EQ(rows[2 * i], static_cast<double>(i) + 9);
    EXPECT_EQ(rows[2 * i + 1], 12);
  }
  EXPECT_THAT(std::span(rows).subspan(38), ElementsAre(0, 0, 1, 0));
  EXPECT_THAT(tape.gradient(f[1]), ElementsAre(10, 12)) << "the sweep of one output is as before";
}

TEST(Seeds, SumOfOutputs) {
  Tape tape;
  const auto x = tape.variable(2.0);
  const Var a = x * x, b = sin(x);
  const std::vector<Tape<double>::Seed> seeds{{a, 3.0}, {b, -1.0}, {x, 0.5}};
  tape.reverse(seeds);
  EXPECT_DOUBLE_EQ(tape.adjoint(x), 12 - std::cos(2.0) + 0.5);
}

TEST(Custom, ARightDerivativeIsUsed) {
  const Custom<2> power(
      "power", [](const auto& x) { return std::pow(x[0], x[1]); },
      [](const auto& x, double y) {
        return std::array{x[1] * y / x[0], y * std::log(x[0])};
      },
      {{2, 3}, {0.5, -1}, {-1, 0.5}});
  Tape tape;
  const auto x = tape.variable(2.0);
  const Var y = power(x * x, 0.5);
  EXPECT_EQ(y.value(), 2);
  EXPECT_THAT(tape.gradient(y), ElementsAre(1));
  EXPECT_EQ(power(2, 3), 8);
}

TEST(Custom, AWrongDerivativeIsNamed) {
  const auto cube = [](const auto& x) { return x[0] * x[0] * x[0]; };
  const auto wrong = [](const auto& x, double) { return std::array{2 * x[0] * x[0]}; };
  try {
    const Custom<1> f("cube", cube, wrong, {{1.5}});
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("given for cube is wrong: by argument 1 at (1.5) it is 4.5"));
    EXPECT_THAT(error.what(), HasSubstr("6.7"));
  }
  const auto slightly = [](const auto& x, double) { return std::array{3.001 * x[0] * x[0]}; };
  EXPECT_THROW(Custom<1>("cube", cube, slightly, {{1.5}}), UsageError);
  EXPECT_THROW(Custom<1>("log", [](const auto& x) { return std::log(x[0]); }, wrong, {{-1.0}}), UsageError);
}

// The logistic map x ← r x (1 − x): a million steps in four megabytes, where the whole recording takes a hundred.
TEST(Checkpoint, AMillionStepsInFourMegabytes) {
  constexpr std::size_t steps = 1'000'000, limit = 4'000'000;
  const auto step = [](std::size_t, auto state, auto p, auto next) {
    next[0] = p[0] * state[0] * (1 - state[0]);
  };
  const auto loss = [](auto state) { return state[0] * state[0]; };
  const std::vector<double> start{0.3}, r{2.9};  // converges, to 1 − 1/r
  const auto g = checkpointed_gradient<double>(steps, start, r, step, loss, limit);
  const double fixed = 1 - 1 / 2.9;
  EXPECT_NEAR(g.value, fixed * fixed, 1e-15);
  EXPECT_NEAR(g.by_parameters[0], 2 * fixed / (2.9 * 2.9), 1e-14);
  EXPECT_NEAR(g.by_state[0], 0, 1e-300) << "forgotten long ago";
  EXPECT_LE(g.peak_bytes, limit);
  EXPECT_LE(g.steps_computed, 4 * steps);
}

TEST(Checkpoint, AgreesWithOneTape) {
  const auto step = [](std::size_t k, auto s, auto p, auto next) {
    next[0] = s[0] + p[0] * s[1] * 0.1;
    next[1] = s[1] - p[1] * sin(s[0]) * 0.1 + static_cast<double>(k) * 1e-3;
  };
  const auto loss = [](auto s) { return s[0] * s[1]; };
  const std::vector<double> start{1, 0}, p{1, 2};
  for (const std::size_t steps : {0u, 1u, 2u, 7u, 100u, 333u}) {
    const auto whole = checkpointed_gradient<double>(steps, start, p, step, loss, 100'000'000);
    const auto little = checkpointed_gradient<double>(steps, start, p, step, loss, 2000);
    EXPECT_EQ(whole.value, little.value);
    EXPECT_EQ(whole.by_state, little.by_state);
    EXPECT_LE(little.peak_bytes, 2000u);
    for (std::size_t i = 0; i < 2; ++i)
      EXPECT_NEAR(whole.by_parameters[i], little.by_parameters[i], 1e-13 * std::fabs(whole.by_parameters[i]))
          << steps;
  }
  EXPECT_THROW(checkpointed_gradient<double>(5, start, p, step, loss, 100), LimitError);
}

}  // namespace
}  // namespace slope
