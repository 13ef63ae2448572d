// SPDX-License-Identifier: MIT
#include "slope/network/train.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "slope/network/metrics.hpp"

namespace slope {
namespace {

using testing::HasSubstr;

const Dataset& exclusive_or() {
  static const Dataset data = binary_data({{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0});
  return data;
}

// Two clouds of points that overlap a little.
Dataset clouds(std::size_t rows, std::uint64_t seed, double distance = 2) {
  Random random(seed);
  std::vector<std::vector<double>> points;
  std::vector<std::size_t> labels;
  for (std::size_t i = 0; i < rows; ++i) {
    const double at = i % 2 == 0 ? -distance / 2 : distance / 2;
    points.push_back({at + random.normal(), 100 * random.normal()});
    labels.push_back(i % 2);
  }
  return binary_data(points, labels);
}

template <class T> std::vector<T> parameters_of(const Network<T>& net) {
  return {net.parameters().begin(), net.parameters().end()};
}

TEST(Train, LearnsXorFromEverySeed) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Network net({2, 4, 1}, {.seed = seed});
    train(net, exclusive_or(), {.epochs = 500, .optimizer = Adam{.rate = 0.05}});
    EXPECT_LT(net({0, 0})[0], 0.1) << seed;
    EXPECT_GT(net({0, 1})[0], 0.9) << seed;
    EXPECT_GT(net({1, 0})[0], 0.9) << seed;
    EXPECT_LT(net({1, 1})[0], 0.1) << seed;
  }
}

// Large enough that layers and updates are shared out.
template <class T> std::vector<T> large_network_trained_on(std::size_t threads) {
  Random random(7);
  std::vector<std::vector<double>> points(192, std::vector<double>(64));
  std::vector<std::size_t> labels;
  for (std::vector<double>& point : points) {
    for (double& x : point) x = random.normal();
    labels.push_back(point[0] > 0 ? 1 : 0);
  }
  Network<T> net({64, 256, 1}, {.activation = "tanh"});
  train(net, binary_data(points, labels), {.epochs = 2, .batch = 96, .threads = threads});
  return parameters_of(net);
}

TEST(Train, GivesTheSameBitsOnAnyNumberOfThreads) {
  for (const std::size_t threads : {2u, 3u, 8u, 0u}) {
    EXPECT_EQ(large_network_trained_on<double>(threads), large_network_trained_on<double>(1)) << threads;
    EXPECT_EQ(large_network_trained_on<float>(threads), large_network_trained_on<float>(1)) << threads;
  }
}

TEST(Train, LearnsXorWithEveryOptimizer) {
  const std::vector<std::pair<OptimizerOptions, std::size_t>> optimizers{
      {Sgd{.rate = 1}, 5000},      {Sgd{.rate = 0.3, .momentum = 0.9}, 2000},
      {Sgd{0.3, 0.9, true}, 2000}, {RmsProp{.rate = 0.03}, 1000},
      {AdamW{.rate = 0.05}, 1000}, {Lbfgs{}, 100}};
  for (const auto& [optimizer, epochs] : optimizers) {
    SCOPED_TRACE(name_of(optimizer));
    Network net({2, 8, 1}, {.seed = 3});
    Network<float> small({2, 8, 1}, {.seed = 3});
    train(net, exclusive_or(), {.epochs = epochs, .optimizer = optimizer});
    train(small, exclusive_or(), {.epochs = epochs, .optimizer = optimizer});
    EXPECT_EQ(evaluate(net, exclusive_or()).accuracy, 1);
    EXPECT_EQ(evaluate(small, exclusive_or()).accuracy, 1);
    EXPECT_LT(evaluate(net, exclusive_or()).loss, 0.1);
  }
}

TEST(Train, IsDeterministic) {
  const Dataset data = clouds(60, 1);
  const TrainOptions options{.epochs = 5, .batch = 7, .dropout = 0.2, .validation = 0.2, .seed = 9};
  Network a({2, 5, 1}, {.seed = 4}), b({2, 5, 1}, {.seed = 4}), other({2, 5, 1}, {.seed = 4});
  train(a, data, options);
  train(b, data, options);
  EXPECT_EQ(parameters_of(a), parameters_of(b));
  TrainOptions another = options;
  another.seed = 10;
  train(other, data, another);
  EXPECT_NE(parameters_of(a), parameters_of(other));
}

// One epoch of one batch by SGD is one step along the gradient.
TEST(Train, StepsAlongTheGradient) {
  const Dataset data = regression_data({{1}, {2}}, {3, 5});
  Network net({1, 1}), start = net;
  train(net, data, {.epochs = 1, .batch = 0, .optimizer = Sgd{.rate = 0.1}, .standardize = false});
  const auto gradient = loss_and_gradient(start, data).gradient;
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_DOUBLE_EQ(net.parameters()[i], start.parameters()[i] - 0.1 * gradient[i]);
}

TEST(Train, ClipsTheWholeGradient) {
  const Dataset data = regression_data({{1}, {2}}, {300, 500});
  Network net({1, 1}), start = net;
  train(net, data,
        {.epochs = 1, .batch = 0, .optimizer = Sgd{.rate = 1}, .clip_norm = 0.25, .standardize = false});
  const double moved =
      std::hypot(net.parameters()[0] - start.parameters()[0], net.parameters()[1] - start.parameters()[1]);
  EXPECT_NEAR(moved, 0.25, 1e-12);
}

// A linear network learns a line exactly; inputs and targets of any scale.
TEST(Train, FitsALine) {
  std::vector<std::vector<double>> x;
  std::vector<double> y;
  for (int i = 0; i < 50; ++i) {
    x.push_back({1e6 + i, 1e-6 * ((i * 7) % 13)});
    y.push_back(2e3 * i - 3e9 * x.back()[1] + 17);
  }
  const Dataset data = regression_data(x, y);
  Network net({2, 1});
  train(net, data, {.epochs = 60, .optimizer = Lbfgs{}});
  EXPECT_GT(evaluate(net, data).r_squared, 1 - 1e-12);
  const std::vector<double> out = net(data.row(3));
  EXPECT_NEAR(out[0], y[3], 1e-3 * std::fabs(y[3]));
}

TEST(Train, StopsEarlyAndGoesBackToTheBest) {
  const Dataset data = clouds(60, 2);
  Network net({2, 30, 1}, {.activation = "tanh"});
  const TrainResult result =
      train(net, data,
            {.epochs = 2000, .optimizer = Adam{.rate = 0.05}, .validation = 0.3, .patience = 15, .seed = 5});
  EXPECT_EQ(result.ended, Ended::early);
  ASSERT_GT(result.best_epoch, 0);
  EXPECT_EQ(result.history.size(), result.best_epoch + 15);
  const double best = result.history[result.best_epoch - 1].validation_loss;
  for (const EpochReport& report : result.history) EXPECT_GE(report.validation_loss, best);
  const Dataset held_out = split(data, 0.3, 5).held_out;
  EXPECT_DOUBLE_EQ(evaluate(net, held_out).loss, best);
  EXPECT_DOUBLE_EQ(evaluate(net, held_out).accuracy, result.history[result.best_epoch - 1].validation_metric);
}

TEST(Train, TheObserverSeesEveryEpochAndMayStop) {
  Network net{2, 4, 1};
  std::vector<std::size_t> epochs;
  const TrainResult result =
      train(net, exclusive_or(), {.epochs = 10, .observer = [&](const EpochReport& report) {
                                    epochs.push_back(report.epoch);
                                    return report.epoch == 3 ? Continue::no : Continue::yes;
                                  }});
  EXPECT_THAT(epochs, testing::ElementsAre(1, 2, 3));
  EXPECT_EQ(result.ended, Ended::by_observer);
  EXPECT_EQ(result.history.size(), 3);
}

// A rate far too large: the error says where, and the network is that of the last good epoch.
TEST(Train, StopsAtAnInfiniteLoss) {
  const Dataset data = regression_data({{1}, {-2}, {3}}, {1, 2, 3});
  Network net({1, 3, 1}, {.activation = "identity"});
  std::vector<double> last;
  try {
    train(net, data,
          {.epochs = 1000,
           .optimizer = Sgd{.rate = 1e3},
           .standardize = false,
           .observer = [&](const EpochReport&) {
             last = parameters_of(net);
             return Continue::yes;
           }});
    FAIL() << "training did not diverge";
  } catch (const TrainingError& error) {
    EXPECT_GT(error.epoch, 1);
    EXPECT_GE(error.layer, 1);
    EXPECT_LE(error.layer, 2);
    EXPECT_THAT(error.what(), HasSubstr(fmt::format("epoch {}, ", error.epoch)));
    EXPECT_THAT(error.what(), HasSubstr(fmt::format("layer {} of 2", error.layer)));
    EXPECT_THAT(error.what(), HasSubstr(fmt::format("weights of epoch {}", error.epoch - 1)));
  }
  EXPECT_EQ(parameters_of(net), last);
  for (const double x : last) EXPECT_TRUE(std::isfinite(x));
}

TEST(Train, KeepsAStartThatIsNotFinite) {
  Network net{1, 1};
  net.parameters()[0] = std::nan("");
  try {
    train(net, regression_data({{1}, {2}}, {1, 2}));
    FAIL();
  } catch (const TrainingError& error) {
    EXPECT_EQ(error.epoch, 1);
    EXPECT_EQ(error.layer, 1);
  }
}

TEST(Train, RefusesBadOptions) {
  Network net{2, 4, 1};
  const auto refusal = [&](const TrainOptions& options) -> std::string {
    try {
      train(net, exclusive_or(), options);
    } catch (const UsageError& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_THAT(refusal({.epochs = 0}), HasSubstr("epochs"));
  EXPECT_THAT(refusal({.dropout = 1}), HasSubstr("dropout"));
  EXPECT_THAT(refusal({.l2 = -1}), HasSubstr("l2"));
  EXPECT_THAT(refusal({.clip_norm = std::nan("")}), HasSubstr("clip_norm"));
  EXPECT_THAT(refusal({.validation = 1}), HasSubstr("validation"));
  EXPECT_THAT(refusal({.patience = 3}), HasSubstr("patience"));
  EXPECT_THAT(refusal({.resume = true}), HasSubstr("no checkpoint"));
  EXPECT_THAT(refusal({.optimizer = Lbfgs{}, .dropout = 0.5}), HasSubstr("L-BFGS"));
  EXPECT_THAT(refusal({.loss = Loss::cross_entropy}), HasSubstr("an output for each class"));
}

}  // namespace
}  // namespace slope
