// SPDX-License-Identifier: MIT
// Ceres Solver's dual numbers with all directions at once.
#include <ceres/jet.h>
#include <ceres/version.h>

#include <algorithm>
#include <array>

#include "workloads.hpp"

namespace ceres {

template <class T, int N> Jet<T, N> sigmoid(const Jet<T, N>& u) { return 1.0 / (1.0 + exp(-u)); }

}  // namespace ceres

namespace slope::bench {
namespace ceres_jet {

template <class F> class Gradient {
 public:
  explicit Gradient(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    using Jet = ceres::Jet<double, static_cast<int>(F::inputs)>;
    std::array<Jet, F::inputs> jets;
    for (std::size_t i = 0; i < F::inputs; ++i) jets[i] = Jet(x[i], static_cast<int>(i));
    const Jet y = f_(std::span<const Jet>(jets));
    std::copy_n(y.v.data(), F::inputs, g.begin());
    return y.a;
  }

 private:
  F f_;
};

const bool added = add_engine<Gradient>({"Ceres Jet", CERES_VERSION_STRING}, FewInputs{});

}  // namespace ceres_jet
}  // namespace slope::bench
