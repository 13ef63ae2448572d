// SPDX-License-Identifier: MIT
#include "hand.hpp"

#include <algorithm>

namespace slope::bench {

template <> class Primal<Ring> {
 public:
  explicit Primal(const Ring&) {}
  double operator()(std::span<const double> x, std::span<double>) const {
    double sum = 0;
    for (std::size_t i = 0; i < Ring::inputs; ++i) {
      const double product = x[i] * x[(i + 1) % Ring::inputs];
      sum += sigmoid(product) * std::sin(x[i]) - std::log(1 + std::exp(product));
    }
    return sum;
  }
};

template <> class Adjoint<Ring> {
 public:
  explicit Adjoint(const Ring&) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    std::fill(g.begin(), g.end(), 0.0);
    double sum = 0;
    for (std::size_t i = 0; i < Ring::inputs; ++i) {
      const std::size_t next = (i + 1) % Ring::inputs;
      const double product = x[i] * x[next], s = sigmoid(product), sine = std::sin(x[i]),
                   e = std::exp(product);
      const double by_product = sine * s * (1 - s) - e / (1 + e);
      sum += s * sine - std::log(1 + e);
      g[i] += by_product * x[next] + s * std::cos(x[i]);
      g[next] += by_product * x[i];
    }
    return sum;
  }
};

const bool added_ring = add_hand<Ring>();

}  // namespace slope::bench
