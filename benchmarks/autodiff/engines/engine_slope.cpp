// SPDX-License-Identifier: MIT
// Slope: the tape; the tape that keeps second derivatives for the Hessian; duals for forward mode.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "slope/calculus/second_order/tape.hpp"
#include "slope/dual/dual.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/tape.hpp"
#include "workloads.hpp"

namespace slope::bench {
namespace slope {

template <class F> class Gradient {
 public:
  explicit Gradient(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> g) {
    tape_.clear();
    tape_.variables(x, variables_);
    const Var<double> y = record();
    tape_.gradient(y, g);
    return y.value();
  }

 private:
  // As slope::gradient does: a function of its own has the registers for itself.
  [[gnu::noinline]] Var<double> record() const { return f_(std::span<const Var<double>>(variables_)); }

  F f_;
  Tape<double> tape_;
  std::vector<Var<double>> variables_ = std::vector<Var<double>>(F::inputs);
};

template <class F> class Hessian {
 public:
  explicit Hessian(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> h) {
    tape_.clear();
    tape_.variables(x, variables_);
    const SecondOrderVar<double> y = f_(std::span<const SecondOrderVar<double>>(variables_));
    tape_.hessian(y, h);
    return y.value();
  }

 private:
  F f_;
  SecondOrderTape<double> tape_;
  std::vector<SecondOrderVar<double>> variables_ = std::vector<SecondOrderVar<double>>(F::inputs);
};

template <class F> class Forward {
 public:
  explicit Forward(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    using Number = Dual<double, F::inputs>;
    std::array<Number, F::inputs> variables;
    for (std::size_t i = 0; i < F::inputs; ++i) variables[i] = Number::variable(x[i], i);
    const Number y = f_(std::span<const Number>(variables));
    std::copy(y.slope.begin(), y.slope.end(), g.begin());
    return y.value;
  }

 private:
  F f_;
};

const Engine engine{"Slope", "this version"};
const bool added = add_engine<Gradient>(engine, Gradients{}) && add_engine<Hessian>(engine, Hessians{}) &&
                   add_engine<Forward>(engine, Forwards{}) &&
                   add_engine<Forward>({"Slope, forward", "this version"}, FewInputs{});

}  // namespace slope
}  // namespace slope::bench
