// SPDX-License-Identifier: MIT
#include "hand.hpp"

namespace slope::bench {

namespace {

template <std::size_t inputs, std::size_t outputs> const double* forward(const double* weights,
                                                                         const std::array<double, inputs>& in,
                                                                         std::array<double, outputs>& out) {
  for (std::size_t j = 0; j < outputs; ++j) {
    double sum = weights[inputs];
    for (std::size_t i = 0; i < inputs; ++i) sum += weights[i] * in[i];
    out[j] = sigmoid(sum);
    weights += inputs + 1;
  }
  return weights;
}

/// From ∂/∂out to the partials by the weights of the layer.
template <std::size_t inputs, std::size_t outputs>
void backward(double* by_weights, const std::array<double, inputs>& in,
              const std::array<double, outputs>& out, const std::array<double, outputs>& by_out) {
  for (std::size_t j = 0; j < outputs; ++j) {
    const double delta = by_out[j] * out[j] * (1 - out[j]);
    for (std::size_t i = 0; i < inputs; ++i) by_weights[i] = delta * in[i];
    by_weights[inputs] = delta;
    by_weights += inputs + 1;
  }
}

/// And to ∂/∂in.
template <std::size_t inputs, std::size_t outputs>
std::array<double, inputs> backward_in(const double* weights, const std::array<double, outputs>& out,
                                       const std::array<double, outputs>& by_out) {
  std::array<double, inputs> by_in{};
  for (std::size_t j = 0; j < outputs; ++j) {
    const double delta = by_out[j] * out[j] * (1 - out[j]);
    for (std::size_t i = 0; i < inputs; ++i) by_in[i] += delta * weights[i];
    weights += inputs + 1;
  }
  return by_in;
}

template <std::size_t outputs> std::array<double, outputs> by_out(const std::array<double, outputs>& out,
                                                                  const std::array<double, outputs>& target) {
  std::array<double, outputs> partials;
  for (std::size_t j = 0; j < outputs; ++j) partials[j] = 2 * (out[j] - target[j]);
  return partials;
}

}  // namespace

template <> class Primal<SmallNetwork> {
 public:
  explicit Primal(const SmallNetwork& f) : sample_(f.sample) {}
  double operator()(std::span<const double> x, std::span<double>) const {
    std::array<double, 16> first, second;
    std::array<double, 1> out;
    const double* weights = forward(x.data(), sample_.in, first);
    forward(forward(weights, first, second), second, out);
    return squared_error(out, sample_.target);
  }

 private:
  Sample<8, 1> sample_;
};

template <> class Adjoint<SmallNetwork> {
 public:
  explicit Adjoint(const SmallNetwork& f) : sample_(f.sample) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    std::array<double, 16> first, second;
    std::array<double, 1> out;
    const double* second_weights = forward(x.data(), sample_.in, first);
    const double* out_weights = forward(second_weights, first, second);
    forward(out_weights, second, out);
    const auto by_last = by_out(out, sample_.target);
    backward(g.data() + (out_weights - x.data()), second, out, by_last);
    const auto by_second = backward_in<16>(out_weights, out, by_last);
    backward(g.data() + (second_weights - x.data()), first, second, by_second);
    backward(g.data(), sample_.in, first, backward_in<16>(second_weights, second, by_second));
    return squared_error(out, sample_.target);
  }

 private:
  Sample<8, 1> sample_;
};

template <> class Primal<WideNetwork> {
 public:
  explicit Primal(const WideNetwork& f) : sample_(f.sample) {}
  double operator()(std::span<const double> x, std::span<double>) const {
    std::array<double, 32> hidden;
    std::array<double, 10> out;
    forward(forward(x.data(), sample_.in, hidden), hidden, out);
    return squared_error(out, sample_.target);
  }

 private:
  Sample<64, 10> sample_;
};

template <> class Adjoint<WideNetwork> {
 public:
  explicit Adjoint(const WideNetwork& f) : sample_(f.sample) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    std::array<double, 32> hidden;
    std::array<double, 10> out;
    const double* out_weights = forward(x.data(), sample_.in, hidden);
    forward(out_weights, hidden, out);
    const auto by_last = by_out(out, sample_.target);
    backward(g.data() + (out_weights - x.data()), hidden, out, by_last);
    backward(g.data(), sample_.in, hidden, backward_in<32>(out_weights, out, by_last));
    return squared_error(out, sample_.target);
  }

 private:
  Sample<64, 10> sample_;
};

const bool added_networks = add_hand<SmallNetwork>() && add_hand<WideNetwork>();

}  // namespace slope::bench
