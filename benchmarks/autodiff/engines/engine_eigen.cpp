// SPDX-License-Identifier: MIT
// Eigen's AutoDiffScalar: dual numbers with all directions at once.
#include <Eigen/Core>
#include <unsupported/Eigen/AutoDiff>

#include <algorithm>
#include <array>
#include <string>

#include "workloads.hpp"

namespace Eigen {

template <class D> AutoDiffScalar<typename D::PlainObject> sigmoid(const AutoDiffScalar<D>& u) {
  return 1.0 / (1.0 + exp(-u));
}

}  // namespace Eigen

namespace slope::bench {
namespace eigen_autodiff {

template <class F> class Gradient {
 public:
  explicit Gradient(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    using Directions = Eigen::Matrix<double, static_cast<int>(F::inputs), 1>;
    using Dual = Eigen::AutoDiffScalar<Directions>;
    std::array<Dual, F::inputs> duals;
    for (std::size_t i = 0; i < F::inputs; ++i)
      duals[i] = Dual(x[i], static_cast<int>(F::inputs), static_cast<int>(i));
    const Dual y = f_(std::span<const Dual>(duals));
    std::copy_n(y.derivatives().data(), F::inputs, g.begin());
    return y.value();
  }

 private:
  F f_;
};

const bool added = add_engine<Gradient>(
    {"Eigen AutoDiff", std::to_string(EIGEN_WORLD_VERSION) + '.' + std::to_string(EIGEN_MAJOR_VERSION) + '.' +
                           std::to_string(EIGEN_MINOR_VERSION)},
    FewInputs{});

}  // namespace eigen_autodiff
}  // namespace slope::bench
