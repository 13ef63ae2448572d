// SPDX-License-Identifier: MIT
#include "hand.hpp"

#include <algorithm>

namespace slope::bench {

namespace {

constexpr std::size_t d = Mixture::d, k = Mixture::k, n = Mixture::n;
constexpr double scale2 = Mixture::prior_scale * Mixture::prior_scale;

struct Roots {
  std::array<double, k * d> diagonals;
  std::array<double, k> log_determinants;
  double prior = 0;

  explicit Roots(const double* entries) {
    for (std::size_t j = 0; j < k; ++j, entries += Mixture::root) {
      double log_determinant = 0, squares = 0;
      for (std::size_t i = 0; i < d; ++i) {
        const double diagonal = std::exp(entries[i]);
        log_determinant += entries[i];
        squares += diagonal * diagonal;
        diagonals[j * d + i] = diagonal;
      }
      for (std::size_t i = d; i < Mixture::root; ++i) squares += entries[i] * entries[i];
      log_determinants[j] = log_determinant;
      prior += 0.5 * scale2 * squares - Mixture::prior_degrees * log_determinant;
    }
  }
};

/// Leaves in `centred` point − mean, in `scaled` the root times that, and returns half its square.
double half_square(const double* point, const double* mean, const double* diagonal, const double* lower,
                   double* centred, double* scaled) {
  for (std::size_t i = 0; i < d; ++i) centred[i] = point[i] - mean[i];
  for (std::size_t i = 0; i < d; ++i) scaled[i] = diagonal[i] * centred[i];
  for (std::size_t column = 0; column < d; ++column)
    for (std::size_t row = column + 1; row < d; ++row) scaled[row] += *lower++ * centred[column];
  double squares = 0;
  for (std::size_t i = 0; i < d; ++i) squares += scaled[i] * scaled[i];
  return 0.5 * squares;
}

double log_sum(const double* v, std::size_t size) {
  const double largest = *std::max_element(v, v + size);
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += std::exp(v[i] - largest);
  return largest + std::log(sum);
}

/// The same, and leaves e^(v_i) / Σ e^(v_j), its partials, in v.
double log_sum_and_partials(double* v, std::size_t size) {
  const double largest = *std::max_element(v, v + size);
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += v[i] = std::exp(v[i] - largest);
  for (std::size_t i = 0; i < size; ++i) v[i] /= sum;
  return largest + std::log(sum);
}

}  // namespace

template <> class Primal<Mixture> {
 public:
  explicit Primal(const Mixture& f) : points_(f.points) {}
  double operator()(std::span<const double> x, std::span<double>) const {
    const double *means = x.data() + k, *entries = means + k * d;
    const Roots roots(entries);
    double sum = 0;
    std::array<double, k> terms;
    std::array<double, d> centred, scaled;
    for (std::size_t point = 0; point < n; ++point) {
      for (std::size_t j = 0; j < k; ++j)
        terms[j] = x[j] + roots.log_determinants[j] -
                   half_square(points_.data() + point * d, means + j * d, roots.diagonals.data() + j * d,
                               entries + j * Mixture::root + d, centred.data(), scaled.data());
      sum += log_sum(terms.data(), k);
    }
    return sum - static_cast<double>(n) * log_sum(x.data(), k) + roots.prior + constant_;
  }

 private:
  std::vector<double> points_;
  double constant_ = Mixture::constant();
};

template <> class Adjoint<Mixture> {
 public:
  explicit Adjoint(const Mixture& f) : points_(f.points) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    const double *means = x.data() + k, *entries = means + k * d;
    double *by_means = g.data() + k, *by_entries = by_means + k * d;
    const Roots roots(entries);
    std::fill(g.begin(), g.end(), 0.0);

    double sum = 0;
    std::array<double, k> terms;
    std::array<double, k * d> centred, scaled;
    for (std::size_t point = 0; point < n; ++point) {
      for (std::size_t j = 0; j < k; ++j)
        terms[j] =
            x[j] + roots.log_determinants[j] -
            half_square(points_.data() + point * d, means + j * d, roots.diagonals.data() + j * d,
                        entries + j * Mixture::root + d, centred.data() + j * d, scaled.data() + j * d);
      sum += log_sum_and_partials(terms.data(), k);
      for (std::size_t j = 0; j < k; ++j) {
        const double weight = terms[j];
        const double *at_centred = centred.data() + j * d, *at_scaled = scaled.data() + j * d;
        const double* lower = entries + j * Mixture::root + d;
        double *by_diagonal = by_entries + j * Mixture::root, *by_lower = by_diagonal + d;
        std::array<double, d> by_scaled, by_centred;
        g[j] += weight;
        for (std::size_t i = 0; i < d; ++i) by_scaled[i] = -weight * at_scaled[i];
        for (std::size_t i = 0; i < d; ++i) by_diagonal[i] += by_scaled[i] * at_centred[i];
        for (std::size_t i = 0; i < d; ++i) by_centred[i] = by_scaled[i] * roots.diagonals[j * d + i];
        for (std::size_t column = 0; column < d; ++column)
          for (std::size_t row = column + 1; row < d; ++row) {
            *by_lower++ += by_scaled[row] * at_centred[column];
            by_centred[column] += *lower++ * by_scaled[row];
          }
        for (std::size_t i = 0; i < d; ++i) by_means[j * d + i] -= by_centred[i];
      }
    }

    // g[j] is now Σ weights, which is also the partial by the log-determinant.
    for (std::size_t j = 0; j < k; ++j) {
      double* by_entry = by_entries + j * Mixture::root;
      for (std::size_t i = 0; i < d; ++i) {
        const double diagonal = roots.diagonals[j * d + i];
        by_entry[i] = by_entry[i] * diagonal + g[j] + scale2 * diagonal * diagonal - Mixture::prior_degrees;
      }
      for (std::size_t i = d; i < Mixture::root; ++i) by_entry[i] += scale2 * entries[j * Mixture::root + i];
    }
    std::copy_n(x.data(), k, terms.data());
    const double log_weights = log_sum_and_partials(terms.data(), k);
    for (std::size_t j = 0; j < k; ++j) g[j] -= static_cast<double>(n) * terms[j];
    return sum - static_cast<double>(n) * log_weights + roots.prior + constant_;
  }

 private:
  std::vector<double> points_;
  double constant_ = Mixture::constant();
};

const bool added_mixture = add_hand<Mixture>();

}  // namespace slope::bench
