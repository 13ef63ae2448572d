// SPDX-License-Identifier: MIT
// Slope, the networks written with matrices: an entry of the tape for a product, a layer of activations, a loss.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "slope/function/catalog.hpp"
#include "slope/tape/block.hpp"
#include "slope/tape/loss.hpp"
#include "workloads.hpp"

namespace slope::bench {
namespace {

/// The weights of a layer as a matrix, inputs by outputs, and the biases as a row. In the workload the weights of a
/// neuron are followed by its bias.
struct Layer {
  std::size_t inputs, outputs;
  std::size_t size() const { return (inputs + 1) * outputs; }
  void read(const double* x, double* to) const {
    for (std::size_t j = 0; j < outputs; ++j, x += inputs + 1)
      for (std::size_t i = 0; i <= inputs; ++i) to[i * outputs + j] = x[i];
  }
  void write(const double* from, double* g) const {
    for (std::size_t j = 0; j < outputs; ++j, g += inputs + 1)
      for (std::size_t i = 0; i <= inputs; ++i) g[i] = from[i * outputs + j];
  }
};

std::vector<Layer> layers_of(const SmallNetwork&) { return {{8, 16}, {16, 16}, {16, 1}}; }
std::vector<Layer> layers_of(const WideNetwork&) { return {{64, 32}, {32, 10}}; }

template <class F> class Gradient {
 public:
  explicit Gradient(const F& f) : f_(f), layers_(layers_of(f)) {}
  double operator()(std::span<const double> x, std::span<double> g) {
    tape_.clear();
    VarMatrix<double> h = tape_.constants(f_.sample.in, 1, f_.sample.in.size());
    const double* weights = x.data();
    for (const Layer& layer : layers_) {
      layer.read(weights, values_.data());
      const std::span<const double> all(values_.data(), layer.size());
      const std::size_t matrix = layer.inputs * layer.outputs;
      const auto w = tape_.variables(all.first(matrix), layer.inputs, layer.outputs);
      const auto b = tape_.variables(all.subspan(matrix), 1, layer.outputs);
      h = sigmoid(matmul(h, w) + b);
      weights += layer.size();
    }
    const Var<double> loss = squared_error(h, std::span<const double>(f_.sample.target));
    tape_.gradient(loss, values_);
    std::size_t at = 0;
    for (const Layer& layer : layers_) {
      layer.write(&values_[at], &g[at]);
      at += layer.size();
    }
    return loss.value();
  }

 private:
  F f_;
  std::vector<Layer> layers_;
  Tape<double> tape_;
  std::vector<double> values_ = std::vector<double>(F::inputs);
};

const bool added =
    add_engine<Gradient>({"Slope, blocks", "this version"}, Workloads<SmallNetwork, WideNetwork>{});

}  // namespace
}  // namespace slope::bench
