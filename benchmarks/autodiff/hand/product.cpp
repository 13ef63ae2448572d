// SPDX-License-Identifier: MIT
#include "hand.hpp"

namespace slope::bench {

template <> class Primal<Product> {
 public:
  explicit Primal(const Product&) {}
  double operator()(std::span<const double> x, std::span<double>) const {
    double product = x[0];
    for (std::size_t i = 1; i < Product::inputs; ++i) product *= x[i];
    return product;
  }
};

template <> class Adjoint<Product> {
 public:
  explicit Adjoint(const Product&) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    double before = 1, after = 1;
    for (std::size_t i = 0; i < Product::inputs; ++i) {
      g[i] = before;
      before *= x[i];
    }
    for (std::size_t i = Product::inputs; i-- > 0;) {
      g[i] *= after;
      after *= x[i];
    }
    return before;
  }
};

const bool added_product = add_hand<Product>();

}  // namespace slope::bench
