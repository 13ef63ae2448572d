// SPDX-License-Identifier: MIT
// The Hessian of a function of 100 000 variables, of which each meets only its neighbours.
#include <fmt/format.h>

#include "slope/calculus/sparse_hessian.hpp"
#include "slope/function/exponential.hpp"

int main() {
  // the energy of a chain of beads: springs between neighbours, and a potential at each
  const auto energy = [](const auto& x) {
    std::decay_t<decltype(x[0])> sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      sum += slope::exp(-x[i]);
      if (i + 1 < x.size()) sum += (x[i + 1] - x[i]) * (x[i + 1] - x[i]) / 2;
    }
    return sum;
  };
  const std::vector<double> x(100'000, 0.0);
  const slope::SparseMatrix<double> h = slope::sparse_hessian(energy, x);
  fmt::print("{} x {}, {} elements stored\n", h.rows, h.columns, h.stored());
  for (std::size_t i = 0; i < 3; ++i) {
    fmt::print("row {}:", i);
    for (std::size_t k = h.row_start[i]; k < h.row_start[i + 1]; ++k)
      fmt::print(" ({}) {}", h.column[k], h.values[k]);
    fmt::print("\n");
  }
}
