// SPDX-License-Identifier: MIT
// Slope, workloads written with matrices: one entry of the tape for a layer, for a loss, for a product of all inputs.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "slope/function/catalog.hpp"
#include "slope/tape/dense.hpp"
#include "slope/tape/loss.hpp"
#include "workloads.hpp"

namespace slope::bench {
namespace slope_blocks {

using Shape = std::array<std::size_t, 2>;  // inputs, outputs
std::vector<Shape> shapes_of(const SmallNetwork&) { return {{8, 16}, {16, 16}, {16, 1}}; }
std::vector<Shape> shapes_of(const WideNetwork&) { return {{64, 32}, {32, 10}}; }

// Inputs are where the caller has them, as long as that is in one place.
template <class F> class Gradient {
 public:
  explicit Gradient(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> g) {
    if (x.data() != at_) look_at(x.data());
    tape_.rewind(start_);
    VarMatrix<double> h = tape_.constants_view(f_.sample.in, 1, f_.sample.in.size());
    for (const VarMatrix<double>& layer : layers_) h = dense<Sigmoid>(h, layer);
    const Var<double> loss = squared_error(h, std::span<const double>(f_.sample.target));
    tape_.reverse(loss);
    // Of matrices made one after the other, adjoints are contiguous.
    std::copy_n(tape_.adjoints(layers_.front()).data(), g.size(), g.data());
    return loss.value();
  }

 private:
  void look_at(const double* x) {
    tape_.clear();
    layers_.clear();
    at_ = x;
    for (const auto [inputs, outputs] : shapes_of(f_)) {
      const std::size_t size = outputs * (inputs + 1);
      layers_.push_back(tape_.variables_view({x, size}, outputs, inputs + 1));
      x += size;
    }
    start_ = tape_.position();
  }

  F f_;
  Tape<double> tape_;
  const double* at_ = nullptr;
  std::vector<VarMatrix<double>> layers_;  // weights and bias of each unit in a row
  Tape<double>::Position start_;
};

template <> class Gradient<Product> {
 public:
  explicit Gradient(const Product&) {}
  double operator()(std::span<const double> x, std::span<double> g) {
    tape_.clear();
    const VarMatrix<double> inputs = tape_.variables_view(x, 1, x.size());
    const Var<double> y = prod(inputs);
    tape_.reverse(y);
    std::copy_n(tape_.adjoints(inputs).data(), g.size(), g.data());
    return y.value();
  }

 private:
  Tape<double> tape_;
};

// Σ 100 (y − x²)² + (1 − x)², with y what comes after x.
template <> class Gradient<Rosenbrock> {
 public:
  explicit Gradient(const Rosenbrock&) {}
  double operator()(std::span<const double> values, std::span<double> g) {
    tape_.clear();
    const VarMatrix<double> all = tape_.variables_view(values, 1, n + 1);
    const VarMatrix<double> x = part(all, 0, 1, n), y = part(all, 1, 1, n);
    const Var f = 100.0 * sum_of_squares(y - x * x) + squared_error<double>(x, ones_);
    tape_.reverse(f);
    std::copy_n(tape_.adjoints(all).data(), g.size(), g.data());
    return f.value();
  }

 private:
  static constexpr std::size_t n = Rosenbrock::inputs - 1;
  Tape<double> tape_;
  const std::vector<double> ones_ = std::vector<double>(n, 1);
};

// ‖L (x − μ)‖² for all points and Gaussians: L x − L μ is one layer, with the L side by side.
template <> class Gradient<Mixture> {
 public:
  explicit Gradient(const Mixture& f) : f_(f), x_(Mixture::inputs), halves_(k * d * k) {
    for (std::size_t j = 0; j < k * d; ++j) halves_[j * k + j / d] = -0.5;
  }
  double operator()(std::span<const double> values, std::span<double> g) {
    tape_.clear();
    tape_.variables(values, x_);
    const std::span<const Var<double>> x = x_, log_weights = x.subspan(0, k);
    std::vector<Var<double>> roots(d * k * d), shifts(k * d), alphas(k);
    Var prior = 0.0;
    for (std::size_t j = 0; j < k; ++j) {
      const auto mean = x.subspan(k + j * d, d), entries = x.subspan(k + k * d + j * root, root);
      Var log_determinant = 0.0, squares = 0.0;
      const auto root_at = [&](std::size_t row, std::size_t column) -> Var<double>& {
        return roots[column * k * d + j * d + row];
      };
      for (std::size_t i = 0; i < d; ++i) {
        log_determinant += entries[i];
        root_at(i, i) = exp(entries[i]);
        squares += root_at(i, i) * root_at(i, i);
      }
      for (std::size_t column = 0, at = d; column < d; ++column)
        for (std::size_t row = column + 1; row < d; ++row, ++at) {
          root_at(row, column) = entries[at];
          squares += entries[at] * entries[at];
        }
      for (std::size_t row = 0; row < d; ++row) {
        Var shift = 0.0;
        for (std::size_t column = 0; column <= row; ++column) shift -= root_at(row, column) * mean[column];
        shifts[j * d + row] = shift;
      }
      alphas[j] = log_weights[j] + log_determinant;
      prior += 0.5 * Mixture::prior_scale * Mixture::prior_scale * squares -
               Mixture::prior_degrees * log_determinant;
    }
    const auto matrix = [](std::span<const Var<double>> of, std::size_t rows) {
      return gather(of, rows, of.size() / rows);
    };
    const auto points = tape_.constants_view(f_.points, n, d),
               halves = tape_.constants_view(halves_, k * d, k);
    const auto scaled = dense<Identity>(points, matrix(roots, d), matrix(shifts, 1));
    const auto terms = dense<Identity>(scaled * scaled, halves, matrix(alphas, 1));
    const Var y = sum(logsumexp_rows(terms)) - static_cast<double>(n) * logsumexp(matrix(log_weights, 1)) +
                  prior + constant_;
    tape_.gradient(y, g);
    return y.value();
  }

 private:
  static constexpr std::size_t d = Mixture::d, k = Mixture::k, n = Mixture::n, root = Mixture::root;
  Mixture f_;
  Tape<double> tape_;
  std::vector<Var<double>> x_;
  std::vector<double> halves_;
  double constant_ = Mixture::constant();
};

const bool added = add_engine<Gradient>({"Slope, blocks", "this version"},
                                        Workloads<SmallNetwork, WideNetwork, Rosenbrock, Product, Mixture>{});

}  // namespace slope_blocks
}  // namespace slope::bench
