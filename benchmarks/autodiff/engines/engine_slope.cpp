// SPDX-License-Identifier: MIT
// Slope: the tape; the tape of duals for the Hessian; duals for forward mode.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "slope/dual/dual.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/tape.hpp"
#include "workloads.hpp"

namespace slope::bench {
namespace {

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

/// `directions` columns of the Hessian with each recording.
template <std::size_t directions> struct Columns {
  template <class F> class Hessian {
   public:
    explicit Hessian(const F& f) : f_(f) {}
    double operator()(std::span<const double> x, std::span<double> h) {
      const std::size_t n = x.size();
      double value = 0;
      for (std::size_t first = 0; first < n; first += directions) {
        const std::size_t last = std::min(n, first + directions);
        for (std::size_t i = 0; i < n; ++i)
          duals_[i] = first <= i && i < last ? Number::variable(x[i], i - first) : Number(x[i]);
        tape_.clear();
        tape_.variables(duals_, variables_);
        const Var<Number> y = f_(std::span<const Var<Number>>(variables_));
        tape_.reverse(y);
        value = y.value().value;
        for (std::size_t i = 0; i < n; ++i)
          std::copy_n(tape_.adjoint(variables_[i]).slope.begin(), last - first, &h[i * n + first]);
      }
      return value;
    }

   private:
    using Number = Dual<double, directions>;
    F f_;
    Tape<Number> tape_;
    std::vector<Number> duals_ = std::vector<Number>(F::inputs);
    std::vector<Var<Number>> variables_ = std::vector<Var<Number>>(F::inputs);
  };
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
const bool added = add_engine<Gradient>(engine, Gradients{}) &&
                   add_engine<Columns<20>::Hessian>(engine, Hessians{}) &&
                   add_engine<Forward>(engine, Forwards{}) &&
                   add_engine<Forward>({"Slope, forward", "this version"}, FewInputs{});

}  // namespace
}  // namespace slope::bench
