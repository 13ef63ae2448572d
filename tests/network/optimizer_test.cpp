// SPDX-License-Identifier: MIT
#include "slope/network/optimizer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "reference.hpp"
#include "slope/core/error.hpp"
#include "slope/network/schedule.hpp"

namespace slope {
namespace {

// The function of reference.py: 2a² + ab − a + b² + b⁴/2.
std::vector<double> slopes(const std::vector<double>& w) {
  return {4 * w[0] + w[1] - 1, w[0] + 2 * w[1] + 2 * w[1] * w[1] * w[1]};
}

TEST(Optimizer, GoesWhereTheReferenceGoes) {
  for (const auto& [options, at] : reference::paths) {
    SCOPED_TRACE(name_of(options));
    Optimizer<double> optimizer(options, 2);
    std::vector<double> w{1, -2};
    std::size_t step = 0;
    for (std::size_t k = 0; k < at.size(); ++k) {
      for (; step < reference::steps[k]; ++step) optimizer.step(w, slopes(w));
      for (std::size_t i = 0; i < 2; ++i) EXPECT_NEAR(w[i], at[k][i], 1e-13) << "step " << step;
    }
  }
}

// In parts, with a scaled gradient, and from a state that was kept: the same bits.
TEST(Optimizer, StepsInPartsAndFromAState) {
  for (const auto& path : reference::paths) {
    SCOPED_TRACE(name_of(path.optimizer));
    Optimizer<double> whole(path.optimizer, 2), first(path.optimizer, 2);
    std::vector<double> a{1, -2}, b = a;
    for (int i = 0; i < 5; ++i) {
      whole.step(a, slopes(a));
      first.step(b, slopes(b));
    }
    Optimizer<double> second(path.optimizer, 2);
    second.restore(first.state());
    for (int i = 0; i < 5; ++i) {
      whole.step(a, slopes(a));
      const std::vector<double> g = slopes(b);
      const std::vector<double> halves{g[0] / 2, g[1] / 2};
      second.start();
      second.update(0, std::span(b).first(1), std::span(halves).first(1), 1, 2);
      second.update(1, std::span(b).last(1), std::span(halves).last(1), 1, 2);
    }
    EXPECT_EQ(a, b);
  }
}

// Rosenbrock's function, from the usual start to its minimum (1, 1).
TEST(Optimizer, LbfgsMinimizes) {
  std::size_t evaluations = 0;
  const auto rosenbrock = [&](std::span<const double> x, std::span<double> g) {
    ++evaluations;
    const double a = x[1] - x[0] * x[0], b = 1 - x[0];
    g[0] = -400 * x[0] * a - 2 * b;
    g[1] = 200 * a;
    return 100 * a * a + b * b;
  };
  Optimizer<double> optimizer(Lbfgs{}, 2);
  std::vector<double> x{-1.2, 1};
  double last = 24.2;
  for (int i = 0; i < 40; ++i) {
    const double value = optimizer.minimize(x, rosenbrock);
    EXPECT_LE(value, last);
    last = value;
  }
  EXPECT_NEAR(x[0], 1, 1e-9);
  EXPECT_NEAR(x[1], 1, 1e-9);
  EXPECT_LT(evaluations, 160);
  EXPECT_LE(optimizer.state().slots.size(), 20);
}

// A quadratic in n dimensions is minimized in about n steps.
TEST(Optimizer, LbfgsIsNewtonLikeOnAQuadratic) {
  const auto bowl = [](std::span<const double> x, std::span<double> g) {
    double value = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double c = static_cast<double>(1 + i * i);
      g[i] = c * (x[i] - 1);
      value += g[i] * (x[i] - 1) / 2;
    }
    return value;
  };
  Optimizer<double> optimizer(Lbfgs{}, 5);
  std::vector<double> x(5, 10.0);
  for (int i = 0; i < 15; ++i) optimizer.minimize(x, bowl);
  for (const double xi : x) EXPECT_NEAR(xi, 1, 1e-6);
}

TEST(Optimizer, RefusesBadConstants) {
  EXPECT_THROW(Optimizer<double>(Sgd{.rate = 0}, 1), UsageError);
  EXPECT_THROW(Optimizer<double>(Sgd{.rate = std::nan("")}, 1), UsageError);
  EXPECT_THROW(Optimizer<double>(Sgd{.momentum = 1}, 1), UsageError);
  EXPECT_THROW(Optimizer<double>(Sgd{.nesterov = true}, 1), UsageError);
  EXPECT_THROW(Optimizer<double>(Adam{.beta2 = 1}, 1), UsageError);
  EXPECT_THROW(Optimizer<double>(RmsProp{.epsilon = 0}, 1), UsageError);
  EXPECT_THROW(Optimizer<double>(Lbfgs{.memory = 0}, 1), UsageError);
  Optimizer<double> adam(Adam{}, 2);
  EXPECT_THROW(adam.restore({1, {{1, 2}}}), UsageError);
  EXPECT_THROW(adam.restore({1, {{1, 2}, {1}}}), UsageError);
  std::vector<double> three(3);
  EXPECT_THROW(adam.step(three, three), UsageError);
  EXPECT_THROW(optimizer("adams"), UsageError);
  for (const auto name : optimizer_names()) EXPECT_NO_THROW(optimizer(name));
}

TEST(Schedule, Factors) {
  EXPECT_EQ(rate_factor(ConstantRate{}, 7, 10), 1);
  EXPECT_EQ(rate_factor(StepDecay{.epochs = 3, .factor = 0.5}, 2, 10), 1);
  EXPECT_EQ(rate_factor(StepDecay{.epochs = 3, .factor = 0.5}, 6, 10), 0.25);
  EXPECT_DOUBLE_EQ(rate_factor(ExponentialDecay{.factor = 0.9}, 5, 10), 0.59049);
  for (std::size_t epoch = 0; epoch < 10; ++epoch) {
    const double expected = 0.1 + 0.9 * (1 + std::cos(std::acos(-1) * static_cast<double>(epoch) / 10)) / 2;
    EXPECT_NEAR(rate_factor(CosineDecay{.last = 0.1}, epoch, 10), expected, 1e-15) << epoch;
  }
  for (const auto name : schedule_names()) EXPECT_EQ(name_of(schedule(name)), name);
  EXPECT_THROW(schedule("linear"), UsageError);
}

}  // namespace
}  // namespace slope
