// SPDX-License-Identifier: MIT
#include "hand.hpp"

namespace slope::bench {

namespace {

constexpr std::size_t steps = Heston::steps, paths = Heston::paths;
constexpr double dt = Heston::maturity / static_cast<double>(steps);

}  // namespace

template <> class Primal<Heston> {
 public:
  explicit Primal(const Heston& f) : normals_(f.normals) {}
  double operator()(std::span<const double> x, std::span<double>) const {
    const double spot = x[0], strike = x[1], rate = x[2], speed = x[4], mean = x[5], volatility = x[6],
                 correlation = x[7];
    const double uncorrelated = std::sqrt(1 - correlation * correlation);
    const double* z = normals_.data();
    double sum = 0;
    for (std::size_t path = 0; path < paths; ++path) {
      double price = spot, variance = x[3];
      for (std::size_t step = 0; step < steps; ++step, z += 2) {
        const double deviation = std::sqrt(variance * dt);
        price *= std::exp((rate - 0.5 * variance) * dt + deviation * z[0]);
        variance += speed * (mean - variance) * dt +
                    volatility * deviation * (correlation * z[0] + uncorrelated * z[1]);
        if (variance < Heston::lowest_variance) variance = Heston::lowest_variance;
      }
      if (price > strike) sum += price - strike;
    }
    return std::exp(-rate * Heston::maturity) * sum / static_cast<double>(paths);
  }

 private:
  std::vector<double> normals_;
};

template <> class Adjoint<Heston> {
 public:
  explicit Adjoint(const Heston& f) : normals_(f.normals) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    const double spot = x[0], strike = x[1], rate = x[2], speed = x[4], mean = x[5], volatility = x[6],
                 correlation = x[7];
    const double uncorrelated = std::sqrt(1 - correlation * correlation);
    const double factor = std::exp(-rate * Heston::maturity) / static_cast<double>(paths);
    const double* z = normals_.data();
    std::array<double, steps> variances, deviations, shocks;
    std::array<bool, steps> raised;
    double sum = 0, by_spot = 0, by_strike = 0, by_rate = 0, by_first = 0, by_speed = 0, by_mean = 0,
           by_volatility = 0, by_correlation = 0, by_uncorrelated = 0;
    for (std::size_t path = 0; path < paths; ++path, z += 2 * steps) {
      double price = spot, variance = x[3];
      for (std::size_t step = 0; step < steps; ++step) {
        const double deviation = std::sqrt(variance * dt);
        const double shock = correlation * z[2 * step] + uncorrelated * z[2 * step + 1];
        variances[step] = variance;
        deviations[step] = deviation;
        shocks[step] = shock;
        price *= std::exp((rate - 0.5 * variance) * dt + deviation * z[2 * step]);
        variance += speed * (mean - variance) * dt + volatility * deviation * shock;
        raised[step] = variance < Heston::lowest_variance;
        if (raised[step]) variance = Heston::lowest_variance;
      }
      if (!(price > strike)) continue;
      sum += price - strike;
      by_strike -= factor;
      // The price is the spot times e to the sum of the steps' exponents, so the partials by these are equal.
      const double by_exponent = factor * price;
      by_spot += by_exponent / spot;
      by_rate += by_exponent * Heston::maturity;
      double by_variance = 0;
      for (std::size_t step = steps; step-- > 0;) {
        if (raised[step]) by_variance = 0;
        const double deviation = deviations[step], gap = mean - variances[step];
        const double by_volatile = by_variance * volatility;
        by_speed += by_variance * gap * dt;
        by_mean += by_variance * speed * dt;
        by_volatility += by_variance * deviation * shocks[step];
        by_correlation += by_volatile * deviation * z[2 * step];
        by_uncorrelated += by_volatile * deviation * z[2 * step + 1];
        const double by_deviation = by_exponent * z[2 * step] + by_volatile * shocks[step];
        by_variance +=
            -by_variance * speed * dt - 0.5 * dt * by_exponent + by_deviation * 0.5 * dt / deviation;
      }
      by_first += by_variance;
    }
    const double value = factor * sum;
    g[0] = by_spot;
    g[1] = by_strike;
    g[2] = by_rate - Heston::maturity * value;
    g[3] = by_first;
    g[4] = by_speed;
    g[5] = by_mean;
    g[6] = by_volatility;
    g[7] = by_correlation - by_uncorrelated * correlation / uncorrelated;
    return value;
  }

 private:
  std::vector<double> normals_;
};

const bool added_heston = add_hand<Heston>();

}  // namespace slope::bench
