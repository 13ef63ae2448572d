// SPDX-License-Identifier: MIT
#include "slope/network/network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "slope/core/error.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/function/catalog.hpp"
#include "slope/network/model_file.hpp"

namespace slope {
namespace {

using testing::ElementsAre;

// A function of the user's: x/(1 + |x|).
struct Softsign {
  static constexpr std::string_view name = "softsign";
  template <Real R> static R value(const R& x) { return x / (R(1) + (x < 0 ? R(-x) : x)); }
  template <class T> static T slope(const T& x, const T&) {
    const T d = T(1) + abs(x);
    return T(1) / (d * d);
  }
};
struct Impostor : Softsign {
  static constexpr std::string_view name = "relu";
};

TEST(Network, ComputesByHand) {
  Network net({2, 2, 1}, {.activation = "relu", .output = "identity"});
  const std::vector<double> p{1, 2, -3, 4, 0.5, -1, 10, 100, 7};
  std::copy(p.begin(), p.end(), net.parameters().begin());
  // relu(1·1 − 3·2 + 0.5) = 0, relu(2·1 + 4·2 − 1) = 9.
  EXPECT_THAT(net({1, 2}), ElementsAre(907));
  EXPECT_THAT(net.weights(0), ElementsAre(1, 2, -3, 4));
  EXPECT_THAT(net.bias(0), ElementsAre(0.5, -1));
  EXPECT_THAT(net.weights(1), ElementsAre(10, 100));
  EXPECT_THAT(net.bias(1), ElementsAre(7));
  net.set_input_scaling({{1, 0}, {1, 2}});
  net.set_output_scaling({{1000}, {2}});
  EXPECT_THAT(net({2, 4}), ElementsAre(1000 + 2 * 907));
  EXPECT_THROW(net({1}), UsageError);
  EXPECT_THROW(net.weights(2), UsageError);
  EXPECT_THROW(net.set_input_scaling({{1}, {1}}), UsageError);
  EXPECT_THROW(net.predict(std::vector<double>{1, 2, 3}), UsageError);
}

TEST(Network, SoftmaxIsStable) {
  Network net({1, 3}, {.output = "softmax"});
  const std::vector<double> p{1000, 1001, -5000, 0, 0, 0};
  std::copy(p.begin(), p.end(), net.parameters().begin());
  const double e = std::exp(1);
  EXPECT_THAT(net({1}), ElementsAre(testing::DoubleNear(1 / (1 + e), 1e-15),
                                    testing::DoubleNear(e / (1 + e), 1e-15), 0));
}

// Rows one by one and together, past the size of a part: the same bits.
TEST(Network, PredictsRowsAlike) {
  const Network net({3, 8, 2}, {.activation = "tanh", .seed = 2});
  Random random(1);
  std::vector<double> rows(3 * 600);
  for (double& x : rows) x = random.normal();
  const std::vector<double> together = net.predict(rows);
  ASSERT_EQ(together.size(), 1200);
  for (std::size_t i = 0; i < 600; ++i) {
    const auto one = net(std::span<const double>(rows).subspan(3 * i, 3));
    EXPECT_EQ(one[0], together[2 * i]);
    EXPECT_EQ(one[1], together[2 * i + 1]);
  }
}

TEST(Network, StartsTheSameEverywhere) {
  const Network a({5, 4, 1}, {.seed = 7}), b({5, 4, 1}, {.seed = 7}), c({5, 4, 1}, {.seed = 8});
  EXPECT_TRUE(std::equal(a.parameters().begin(), a.parameters().end(), b.parameters().begin()));
  EXPECT_NE(a.parameters()[0], c.parameters()[0]);
  const Network<float> f({5, 4, 1}, {.seed = 7});
  EXPECT_EQ(f.parameters()[3], static_cast<float>(a.parameters()[3]));
}

// Every activation: the network, its own value and slope, and the formula agree.
TEST(Network, IsItsFormula) {
  for (const std::string_view name : activation_names()) {
    if (name == Softsign::name) continue;
    SCOPED_TRACE(name);
    Network net({2, 3, 2}, {.activation = name, .output = "softmax", .seed = 5});
    net.set_input_scaling({{0.5, -1}, {2, 0.25}});
    const std::vector<Expr> x{symbol("x"), symbol("y")};
    const std::vector<Expr> formula = net.formula(x);
    const std::vector<double> out = net({0.75, -1.5});
    for (std::size_t i = 0; i < 2; ++i)
      EXPECT_NEAR(evaluate(formula[i], {{"x", 0.75}, {"y", -1.5}}), out[i], 1e-14);
    const Activation f = name;
    const double h = 1e-5;
    for (const double at : {-2.0, -0.5, 0.5, 2.0})
      EXPECT_NEAR((f(at + h) - f(at - h)) / (2 * h), f.slope(at), 1e-9) << at;
  }
  Network rounded({1, 1}, {.output = "identity"});
  rounded.parameters()[0] = 0.123456;
  rounded.parameters()[1] = -2000.4;
  EXPECT_EQ(rounded.formula(std::vector{symbol("x")}, 3)[0],
            Expr(Rational(123, 1000)) * symbol("x") + Expr(Rational(-2000)));
}

TEST(Network, TakesAnActivationForEachLayer) {
  Network net({1, 1, 1, 1}, {.activations = {"tanh", "relu"}, .output = "identity"});
  const std::vector<double> p{1, 0, 2, 0, 3, 1};
  std::copy(p.begin(), p.end(), net.parameters().begin());
  EXPECT_NEAR(net({0.5})[0], 3 * 2 * std::tanh(0.5) + 1, 1e-15);
  EXPECT_DOUBLE_EQ(net({-0.5})[0], 1);
  const Model<double> read = model_from_json(to_json(Model<double>{net, {}}));
  EXPECT_EQ(read.network.layers()[0].activation, Activation("tanh"));
  EXPECT_EQ(read.network.layers()[1].activation, Activation("relu"));
  EXPECT_THROW(Network({1, 1, 1}, {.activations = {"tanh", "relu"}}), UsageError);
}

TEST(Network, TakesAUsersRule) {
  Network net({1, 1, 1}, {.activation = activation<Softsign>(), .output = "identity"});
  const std::vector<double> p{2, 0, 1, 0};
  std::copy(p.begin(), p.end(), net.parameters().begin());
  EXPECT_DOUBLE_EQ(net({-3})[0], -6.0 / 7);
  EXPECT_EQ(Activation("softsign"), activation<Softsign>());
  EXPECT_THROW(activation<Impostor>(), UsageError);
}

TEST(Network, RefusesWhatIsWrong) {
  EXPECT_THROW(Network{2}, UsageError);
  EXPECT_THROW((Network{2, 0, 1}), UsageError);
  EXPECT_THROW((Network{1 << 20, 1 << 20}), LimitError);
  EXPECT_THROW(Network({2, 1}, {.activation = "sigmoidal"}), UsageError);
  EXPECT_THROW(Network({2, 1}, {.output = "sofmax"}), UsageError);
  try {
    Activation("nothing");
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("there are identity, sigmoid, tanh, relu, leaky_relu, elu"));
  }
}

}  // namespace
}  // namespace slope
