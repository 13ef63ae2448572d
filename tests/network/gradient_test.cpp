// SPDX-License-Identifier: MIT
// The gradients of whole networks, against differences of the loss in 40 digits (reference.py).
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "reference.hpp"
#include "slope/network/loss.hpp"

namespace slope {
namespace {

const std::vector<std::vector<double>> rows{{0.75, -1.25}, {-0.5, 2}, {0.125, 0.375}};

Dataset data_for(Loss loss) {
  if (loss == Loss::cross_entropy) return class_data(rows, {1, 0, 1}, 2);
  Dataset data = regression_data(rows, {0, 0, 0});
  data.about.targets = {"a", "b"};
  data.targets = {0.5, -1, 2, 0.25, -3, 1};
  return data;
}

template <class T> void expect_reference(double tolerance) {
  for (const auto& [activation, loss_name, value, gradient] : reference::gradients) {
    SCOPED_TRACE(fmt::format("{} {}", activation, loss_name));
    Network<T> net({2, 3, 2}, {.activation = activation});
    std::copy(reference::parameters.begin(), reference::parameters.end(), net.parameters().begin());
    const Loss chosen = loss(loss_name);
    const auto found = loss_and_gradient(net, data_for(chosen), chosen);
    EXPECT_NEAR(found.loss, value, tolerance * std::fabs(value));
    ASSERT_EQ(found.gradient.size(), gradient.size());
    for (std::size_t i = 0; i < gradient.size(); ++i)
      EXPECT_NEAR(found.gradient[i], gradient[i], tolerance * (std::fabs(gradient[i]) + 0.1)) << i;
  }
}

TEST(NetworkGradient, IsThatOfReference) { expect_reference<double>(1e-14); }
TEST(NetworkGradient, IsThatOfReferenceInFloat) { expect_reference<float>(3e-6); }

// −t log σ(z) − (1 − t) log σ(−z) of one neuron: ∂/∂z = σ(z) − t, also where σ(z) is 1 to the last digit.
TEST(NetworkGradient, OfAConfidentNeuron) {
  Network net{1, 1};
  net.parameters()[0] = 40;
  net.parameters()[1] = 0;
  const auto right = loss_and_gradient(net, binary_data({{1}}, {1}));
  EXPECT_DOUBLE_EQ(right.loss, std::exp(-40));
  EXPECT_DOUBLE_EQ(right.gradient[0], -std::exp(-40));
  const auto wrong = loss_and_gradient(net, binary_data({{1}}, {0}));
  EXPECT_DOUBLE_EQ(wrong.loss, 40);
  EXPECT_DOUBLE_EQ(wrong.gradient[0], 1);
}

TEST(NetworkGradient, NormsAreThoseOfWeights) {
  Network net{1, 2, 1};
  EXPECT_THAT(gradient_norms(net, {3, 4, 100, 100, 0, -2, 7}), testing::ElementsAre(5, 2));
  EXPECT_THROW(gradient_norms(net, {1.0}), UsageError);
}

// A penalty of weights is part of the loss, and not of biases.
TEST(NetworkGradient, PenalizesWeights) {
  Network net{1, 1};
  net.parameters()[0] = 3;
  net.parameters()[1] = 5;
  const auto rows_of_data = prepare(net, regression_data({{0}}, {5}), Loss::squared_error);
  TapedNetwork taped(net);
  EXPECT_DOUBLE_EQ(taped.record(rows_of_data.batch(), Loss::squared_error, {.l2 = 0.1}), 0.45);
  taped.reverse();
  EXPECT_DOUBLE_EQ(taped.weight_gradient(0)[0], 0.3);
  EXPECT_EQ(taped.bias_gradient(0)[0], 0);
}

// What is dropped gets no gradient; what stays is scaled, so that the mean stays.
TEST(NetworkGradient, DropoutDropsAndScales) {
  Network net({1, 1000, 1}, {.activation = "identity"});
  std::fill(net.parameters().begin(), net.parameters().end(), 1.0);
  const auto one_row = prepare(net, regression_data({{1}}, {0}), Loss::squared_error);
  TapedNetwork taped(net);
  Random random(1);
  taped.record(one_row.batch(), Loss::squared_error, {.dropout = 0.25, .random = &random});
  taped.reverse();
  const auto gradient = taped.weight_gradient(1);
  const double kept = 2 * taped.outputs()[0] * 2 / 0.75;
  std::size_t dropped = 0;
  for (const double g : gradient) {
    if (g == 0) ++dropped;
    else EXPECT_NEAR(g, kept, 1e-9 * kept);
  }
  EXPECT_NEAR(static_cast<double>(dropped), 250, 60);
  EXPECT_NEAR(taped.outputs()[0], 2 / 0.75 * static_cast<double>(1000 - dropped) + 1, 1e-6);
}

TEST(NetworkGradient, RefusesWhatDoesNotFit) {
  const Dataset data = binary_data({{0, 1}, {1, 0}}, {0, 1});
  EXPECT_THROW(loss_and_gradient(Network{3, 1}, data), UsageError);
  EXPECT_THROW(loss_and_gradient(Network{2, 2}, data), UsageError);
  EXPECT_THROW(loss_and_gradient(Network({2, 1}, {.output = "softmax"}), data), UsageError);
  EXPECT_THROW(loss_and_gradient(Network({2, 1}, {.output = "tanh"}), data), UsageError);
  EXPECT_THROW(loss_and_gradient(Network{2, 1}, regression_data({{0, 1}}, {3}), Loss::cross_entropy),
               UsageError);
  EXPECT_NO_THROW(loss_and_gradient(Network({2, 1}, {.output = "tanh"}), data, Loss::squared_error));
  EXPECT_NO_THROW(loss_and_gradient(Network{2, 2}, data, Loss::cross_entropy));
}

}  // namespace
}  // namespace slope
