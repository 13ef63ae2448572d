// SPDX-License-Identifier: MIT
// Backpropagation as textbooks write it, proved to be the derivative of the loss; and the tape's gradients, checked
// by the matchers at random parameters.
#include <gtest/gtest.h>

#include <array>

#include "slope/expr/diff.hpp"
#include "slope/function/catalog.hpp"
#include "slope/gtest/matchers.hpp"
#include "slope/network/loss.hpp"

namespace slope {
namespace {

// The loss of a 1-2-1 network with activation F, of its parameters in the order of Network: w1 w2 b1 b2 v1 v2 c, for
// the input 3/4 and the target 1/4.
template <class F> struct SquaredLoss {
  template <class T> T operator()(const T& w1, const T& w2, const T& b1, const T& b2, const T& v1,
                                  const T& v2, const T& c) const {
    const T x = T(3) / T(4);
    const T d = v1 * lift<F>(T(w1 * x + b1)) + v2 * lift<F>(T(w2 * x + b2)) + c - T(1) / T(4);
    return d * d;
  }
};

// δ of the output is 2 (y − t), of a hidden unit δ v f′(z).
template <class F> struct Backpropagation {
  template <class T> std::array<T, 7> operator()(const T& w1, const T& w2, const T& b1, const T& b2,
                                                 const T& v1, const T& v2, const T& c) const {
    const T x = T(3) / T(4), z1 = w1 * x + b1, z2 = w2 * x + b2;
    const T h1 = lift<F>(z1), h2 = lift<F>(z2), delta = T(2) * (v1 * h1 + v2 * h2 + c - T(1) / T(4));
    const T delta1 = delta * v1 * F::slope(z1, h1), delta2 = delta * v2 * F::slope(z2, h2);
    return {delta1 * x, delta2 * x, delta1, delta2, delta * h1, delta * h2, delta};
  }
};

std::vector<double> gradient_of_network(const char* activation, const std::vector<double>& p) {
  Network net({1, 2, 1}, {.activation = activation});
  std::copy(p.begin(), p.end(), net.parameters().begin());
  return loss_and_gradient(net, regression_data({{0.75}}, {0.25})).gradient;
}

template <class F> void expect_proved() {
  SCOPED_TRACE(F::name);
  std::array<Expr, 7> p;
  const std::array names{"w1", "w2", "b1", "b2", "v1", "v2", "c"};
  for (std::size_t i = 0; i < 7; ++i) p[i] = symbol(names[i]);
  const Expr loss = std::apply(SquaredLoss<F>(), p);
  const std::array<Expr, 7> backward = std::apply(Backpropagation<F>(), p);
  for (std::size_t i = 0; i < 7; ++i) EXPECT_PROVED(backward[i], raw_diff(loss, p[i])) << names[i];
}

TEST(NetworkProof, BackpropagationIsTheDerivative) {
  expect_proved<Sigmoid>();
  expect_proved<Tanh>();
  expect_proved<Softplus>();
  expect_proved<Swish>();
}

template <class F> void expect_matched(double low, double high) {
  SCOPED_TRACE(F::name);
  const auto computed = [](const std::vector<double>& p) { return gradient_of_network(F::name.data(), p); };
  const auto loss = [](const auto& p) { return SquaredLoss<F>()(p[0], p[1], p[2], p[3], p[4], p[5], p[6]); };
  EXPECT_THAT(computed,
              IsGradientOf(loss).On(std::vector<double>(7, low), std::vector<double>(7, high), 100));
}

TEST(NetworkProof, TheTapeMatchesSmoothActivations) {
  expect_matched<Sigmoid>(-4, 4);
  expect_matched<Tanh>(-2, 2);
  expect_matched<Softplus>(-4, 4);
  expect_matched<Swish>(-4, 4);
}
TEST(NetworkProof, TheTapeMatchesOtherActivations) {
  expect_matched<Gelu>(-2, 2);
  expect_matched<Elu>(-2, 2);
  expect_matched<Relu>(0.125, 2);
  expect_matched<LeakyRelu>(-2, -0.125);
}

// The loss of one neuron on a logit z = w x + b: (σ(z) − t) x.
TEST(NetworkProof, OfANeuronWithCrossEntropy) {
  const Expr w = symbol("w"), b = symbol("b"), x = symbol("x"), t = symbol("t"), z = w * x + b;
  const Expr loss = t * softplus(-z) + (1 - t) * softplus(z);
  EXPECT_PROVED((sigmoid(z) - t) * x, raw_diff(loss, w));
  EXPECT_PROVED(sigmoid(z) - t, raw_diff(loss, b));
}

// The softmax less 1 for the right class.
TEST(NetworkProof, OfSoftmaxWithCrossEntropy) {
  const Expr a = symbol("a"), b = symbol("b"), c = symbol("c"), sum = exp(a) + exp(b) + exp(c);
  const Expr loss = log(sum) - a;
  EXPECT_PROVED(exp(a) / sum - 1, raw_diff(loss, a));
  EXPECT_PROVED(exp(b) / sum, raw_diff(loss, b));
}

}  // namespace
}  // namespace slope
