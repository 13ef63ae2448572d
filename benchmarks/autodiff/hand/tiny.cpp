// SPDX-License-Identifier: MIT
#include "hand.hpp"

namespace slope::bench {

template <> class Primal<Tiny> {
 public:
  explicit Primal(const Tiny&) {}
  double operator()(std::span<const double> x, std::span<double>) const {
    const double a = x[0], b = x[1], c = x[2];
    return sigmoid(a * b + c) * std::sin(a) - std::log(1 + std::exp(b * c));
  }
};

template <> class Adjoint<Tiny> {
 public:
  explicit Adjoint(const Tiny&) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    const double a = x[0], b = x[1], c = x[2];
    const double s = sigmoid(a * b + c), sine = std::sin(a), e = std::exp(b * c);
    const double inner = sine * s * (1 - s), outer = e / (1 + e);
    g[0] = inner * b + s * std::cos(a);
    g[1] = inner * a - outer * c;
    g[2] = inner - outer * b;
    return s * sine - std::log(1 + e);
  }
};

const bool added_tiny = add_hand<Tiny>();

}  // namespace slope::bench
