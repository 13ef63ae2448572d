// SPDX-License-Identifier: MIT
// Slope, the networks written with matrices: one entry of the tape for a layer, one for the loss.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "slope/function/catalog.hpp"
#include "slope/tape/dense.hpp"
#include "slope/tape/loss.hpp"
#include "workloads.hpp"

namespace slope::bench {
namespace slope_blocks {

using Shape = std::array<std::size_t, 2>;  // inputs, outputs
std::vector<Shape> shapes_of(const SmallNetwork&) { return {{8, 16}, {16, 16}, {16, 1}}; }
std::vector<Shape> shapes_of(const WideNetwork&) { return {{64, 32}, {32, 10}}; }

/// In the workload the weights of a neuron are followed by its bias; here they are a matrix, inputs by outputs, and the
/// biases a row.
struct Layer {
  Layer(Tape<double>& tape, Shape shape)
      : inputs(shape[0]),
        outputs(shape[1]),
        w(tape.variables(std::vector<double>(inputs * outputs), inputs, outputs)),
        b(tape.variables(std::vector<double>(outputs), 1, outputs)) {}

  const double* read(Tape<double>& tape, const double* x) const {
    double *const weights = tape.values(w).data(), *const biases = tape.values(b).data();
    for (std::size_t j = 0; j < outputs; ++j) {
      for (std::size_t i = 0; i < inputs; ++i) weights[i * outputs + j] = *x++;
      biases[j] = *x++;
    }
    return x;
  }
  double* write(const Tape<double>& tape, double* g) const {
    const double *const weights = tape.adjoints(w).data(), *const biases = tape.adjoints(b).data();
    for (std::size_t j = 0; j < outputs; ++j) {
      for (std::size_t i = 0; i < inputs; ++i) *g++ = weights[i * outputs + j];
      *g++ = biases[j];
    }
    return g;
  }

  std::size_t inputs, outputs;
  VarMatrix<double> w, b;
};

template <class F> class Gradient {
 public:
  explicit Gradient(const F& f) : f_(f) {
    for (const Shape& shape : shapes_of(f)) layers_.emplace_back(tape_, shape);
    start_ = tape_.position();
  }
  double operator()(std::span<const double> x, std::span<double> g) {
    const double* weights = x.data();
    for (const Layer& layer : layers_) weights = layer.read(tape_, weights);
    tape_.rewind(start_);
    VarMatrix<double> h = tape_.constants_view(f_.sample.in, 1, f_.sample.in.size());
    for (const Layer& layer : layers_) h = dense<Sigmoid>(h, layer.w, layer.b);
    const Var<double> loss = squared_error(h, std::span<const double>(f_.sample.target));
    tape_.reverse(loss);
    double* gradient = g.data();
    for (const Layer& layer : layers_) gradient = layer.write(tape_, gradient);
    return loss.value();
  }

 private:
  F f_;
  Tape<double> tape_;
  std::vector<Layer> layers_;
  Tape<double>::Position start_;
};

const bool added =
    add_engine<Gradient>({"Slope, blocks", "this version"}, Workloads<SmallNetwork, WideNetwork>{});

}  // namespace slope_blocks
}  // namespace slope::bench
