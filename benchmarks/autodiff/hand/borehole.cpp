// SPDX-License-Identifier: MIT
#include <numbers>

#include "hand.hpp"

namespace slope::bench {

template <> class Primal<Borehole> {
 public:
  explicit Primal(const Borehole&) {}
  double operator()(std::span<const double> x, std::span<double>) const {
    const double log_ratio = std::log(x[1] / x[0]);
    const double leak = 2 * x[6] * x[2] / (log_ratio * x[0] * x[0] * x[7]);
    return 2 * std::numbers::pi * x[2] * (x[3] - x[5]) / (log_ratio * (1 + leak + x[2] / x[4]));
  }
};

/// flow = 2π t h / (l (1 + leak + t / u)), with l = log(R / r), leak = 2 L t / (l r² K).
template <> class Adjoint<Borehole> {
 public:
  explicit Adjoint(const Borehole&) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    const double r = x[0], radius = x[1], t = x[2], h = x[3] - x[5], u = x[4], length = x[6], k = x[7];
    const double l = std::log(radius / r), leak = 2 * length * t / (l * r * r * k), ratio = t / u;
    const double sum = 1 + leak + ratio, by_head = 2 * std::numbers::pi * t / (l * sum), flow = by_head * h;
    const double by_sum = -flow / sum;
    const double by_log = -flow / l - by_sum * leak / l;
    g[0] = (-by_log - 2 * by_sum * leak) / r;
    g[1] = by_log / radius;
    g[2] = (flow + by_sum * (leak + ratio)) / t;
    g[3] = by_head;
    g[4] = -by_sum * ratio / u;
    g[5] = -by_head;
    g[6] = by_sum * leak / length;
    g[7] = -by_sum * leak / k;
    return flow;
  }
};

const bool added_borehole = add_hand<Borehole>();

}  // namespace slope::bench
