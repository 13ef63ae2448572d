// SPDX-License-Identifier: MIT
#include "hand.hpp"

namespace slope::bench {

template <> class Primal<Rosenbrock> {
 public:
  explicit Primal(const Rosenbrock&) {}
  double operator()(std::span<const double> x, std::span<double>) const {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < Rosenbrock::inputs; ++i) {
      const double valley = x[i + 1] - x[i] * x[i], distance = 1 - x[i];
      sum += 100 * valley * valley + distance * distance;
    }
    return sum;
  }
};

template <> class Adjoint<Rosenbrock> {
 public:
  explicit Adjoint(const Rosenbrock&) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    double sum = 0, carried = 0;
    for (std::size_t i = 0; i + 1 < Rosenbrock::inputs; ++i) {
      const double valley = x[i + 1] - x[i] * x[i], distance = 1 - x[i];
      sum += 100 * valley * valley + distance * distance;
      g[i] = carried - 400 * valley * x[i] - 2 * distance;
      carried = 200 * valley;
    }
    g[Rosenbrock::inputs - 1] = carried;
    return sum;
  }
};

const bool added_rosenbrock = add_hand<Rosenbrock>();

}  // namespace slope::bench
