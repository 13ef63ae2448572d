// SPDX-License-Identifier: MIT
// Forward mode by hand: a dual number with all directions at once, no more than the workloads need. The limit
// for forward mode.
#include <array>
#include <cmath>

#include "../workloads.hpp"

namespace slope::bench {
namespace plain {

/// The directions are one vector of 4 or 8 numbers; the compiler splits it where the processor's are shorter.
template <std::size_t N> struct Directions {
  static constexpr std::size_t size = N <= 4 ? 4 : 8;
  typedef double Vector __attribute__((vector_size(size * sizeof(double))));
};

template <std::size_t N> struct Dual {
  double value = 0;
  typename Directions<N>::Vector slope{};

  Dual() = default;
  Dual(double v) : value(v) {}

  /// f(*this), f′ being known.
  Dual chain(double v, double derivative) const {
    Dual y(v);
    y.slope = derivative * slope;
    return y;
  }

  /// f(u, v), both partials being known.
  static Dual chain(double value, double by_u, const Dual& u, double by_v, const Dual& v) {
    Dual y(value);
    y.slope = by_u * u.slope + by_v * v.slope;
    return y;
  }

  friend Dual operator+(const Dual& u, const Dual& v) { return chain(u.value + v.value, 1, u, 1, v); }
  friend Dual operator-(const Dual& u, const Dual& v) { return chain(u.value - v.value, 1, u, -1, v); }
  friend Dual operator*(const Dual& u, const Dual& v) {
    return chain(u.value * v.value, v.value, u, u.value, v);
  }
  friend Dual operator/(const Dual& u, const Dual& v) {
    const double y = u.value / v.value, inverse = 1 / v.value;
    return chain(y, inverse, u, -y * inverse, v);
  }
  friend Dual operator+(double c, const Dual& u) { return u.chain(c + u.value, 1); }
  friend Dual operator-(double c, const Dual& u) { return u.chain(c - u.value, -1); }
  friend Dual operator*(double c, const Dual& u) { return u.chain(c * u.value, c); }
  friend Dual operator*(const Dual& u, double c) { return u.chain(c * u.value, c); }
  friend Dual operator/(const Dual& u, double c) { return u.chain(u.value / c, 1 / c); }
  friend Dual operator-(const Dual& u) { return u.chain(-u.value, -1); }
  Dual& operator+=(const Dual& u) { return *this = *this + u; }
  Dual& operator*=(const Dual& u) { return *this = *this * u; }
  friend bool operator<(const Dual& u, double c) { return u.value < c; }
  friend bool operator>(const Dual& u, const Dual& v) { return u.value > v.value; }

  friend Dual exp(const Dual& u) {
    const double y = std::exp(u.value);
    return u.chain(y, y);
  }
  friend Dual log(const Dual& u) { return u.chain(std::log(u.value), 1 / u.value); }
  friend Dual sin(const Dual& u) { return u.chain(std::sin(u.value), std::cos(u.value)); }
  friend Dual sqrt(const Dual& u) {
    const double y = std::sqrt(u.value);
    return u.chain(y, 0.5 / y);
  }
  friend Dual sigmoid(const Dual& u) {
    const double y = 1 / (1 + std::exp(-u.value));
    return u.chain(y, y * (1 - y));
  }
};

template <class F> class Gradient {
 public:
  explicit Gradient(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> g) const {
    std::array<Dual<F::inputs>, F::inputs> duals;
    for (std::size_t i = 0; i < F::inputs; ++i) {
      duals[i] = x[i];
      duals[i].slope[i] = 1;
    }
    const Dual<F::inputs> y = f_(std::span<const Dual<F::inputs>>(duals));
    for (std::size_t i = 0; i < F::inputs; ++i) g[i] = y.slope[i];
    return y.value;
  }

 private:
  F f_;
};

const bool added = add_engine<Gradient>({"dual by hand", ""}, FewInputs{});

}  // namespace plain
}  // namespace slope::bench
