// SPDX-License-Identifier: MIT
// Boost.Math's autodiff: forward mode, one pass for each input. (Its variables of several inputs carry all mixed
// derivatives, 2^8 numbers for eight inputs, and are slower.)
#include <boost/math/differentiation/autodiff.hpp>
#include <boost/version.hpp>

#include <array>

#include "workloads.hpp"

namespace boost::math::differentiation::autodiff_v1::detail {

template <class T, std::size_t order> fvar<T, order> sigmoid(const fvar<T, order>& u) {
  return 1.0 / (1.0 + exp(-u));
}

}  // namespace boost::math::differentiation::autodiff_v1::detail

namespace slope::bench {
namespace boost_autodiff {

using Variable = boost::math::differentiation::autodiff_fvar<double, 1>;

template <class F> class Gradient {
 public:
  explicit Gradient(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    std::array<Variable, F::inputs> variables;
    for (std::size_t i = 0; i < F::inputs; ++i) variables[i] = x[i];
    double value = 0;
    for (std::size_t i = 0; i < F::inputs; ++i) {
      variables[i] = boost::math::differentiation::make_fvar<double, 1>(x[i]);
      const Variable y = f_(std::span<const Variable>(variables));
      value = y.derivative(0);
      g[i] = y.derivative(1);
      variables[i] = x[i];
    }
    return value;
  }

 private:
  F f_;
};

const bool added = add_engine<Gradient>({"Boost autodiff", BOOST_LIB_VERSION}, FewInputs{});

}  // namespace boost_autodiff
}  // namespace slope::bench
