// SPDX-License-Identifier: MIT
// Truncated Taylor series in one variable, of any order.
#pragma once

#include <algorithm>
#include <string>

#include "slope/core/error.hpp"
#include "slope/taylor/stream.hpp"

namespace slope {

/// f(a + t) = c₀ + c₁t + … + cₙtⁿ, with the k-th derivative k!·cₖ. Every function of the catalog and every user's
/// rule works on it, in O(n²) (gamma and its relatives, and a power of a series of value 0, in O(n³)). T is a number
/// or a dual. Comparisons, kinks and `where` go by the value c₀.
///
/// A number is a series without higher coefficients, of whatever order the other operand has.
/// @throws UsageError where series of two different orders above 0 meet.
template <class T> class Series {
 public:
  using value_type = T;

  Series() : Series(T(0)) {}
  template <class U>
  requires(std::convertible_to<const U&, T> || std::is_arithmetic_v<U>) Series(const U& constant)
      : c_{static_cast<T>(constant)} {}
  /// c₀ + c₁t + …. REQUIRES at least one coefficient.
  explicit Series(std::vector<T> coefficients) : c_(std::move(coefficients)) {}
  /// a + t, or a + step·t, to be carried to that order.
  static Series variable(const T& a, std::size_t order, const T& step = T(1)) {
    std::vector<T> c(order + 1, T(0));
    c[0] = a;
    if (order > 0) c[1] = step;
    return Series(std::move(c));
  }

  std::size_t order() const { return c_.size() - 1; }
  const T& value() const { return c_[0]; }
  /// cₖ, 0 beyond the order of a constant.
  T operator[](std::size_t k) const { return k < c_.size() ? c_[k] : T(0); }
  const std::vector<T>& coefficients() const { return c_; }
  /// The k-th derivative at a, k!·cₖ.
  T derivative(std::size_t k) const {
    T d = (*this)[k];
    for (std::size_t j = 2; j <= k; ++j) d *= T(static_cast<double>(j));
    return d;
  }

  friend Series operator+(const Series& a) { return a; }
  friend Series operator-(const Series& a) {
    return in_streams([](const auto& x) { return -x; }, a);
  }
  friend Series operator+(const Series& a, const Series& b) {
    return in_streams([](const auto& x, const auto& y) { return x + y; }, a, b);
  }
  friend Series operator-(const Series& a, const Series& b) {
    return in_streams([](const auto& x, const auto& y) { return x - y; }, a, b);
  }
  friend Series operator*(const Series& a, const Series& b) {
    return in_streams([](const auto& x, const auto& y) { return x * y; }, a, b);
  }
  friend Series operator/(const Series& a, const Series& b) {
    return in_streams([](const auto& x, const auto& y) { return x / y; }, a, b);
  }
  Series& operator+=(const Series& b) { return *this = *this + b; }
  Series& operator-=(const Series& b) { return *this = *this - b; }
  Series& operator*=(const Series& b) { return *this = *this * b; }
  Series& operator/=(const Series& b) { return *this = *this / b; }

  friend bool operator==(const Series& a, const Series& b) { return a.c_[0] == b.c_[0]; }
  friend bool operator!=(const Series& a, const Series& b) { return a.c_[0] != b.c_[0]; }
  friend bool operator<(const Series& a, const Series& b) { return a.c_[0] < b.c_[0]; }
  friend bool operator<=(const Series& a, const Series& b) { return a.c_[0] <= b.c_[0]; }
  friend bool operator>(const Series& a, const Series& b) { return a.c_[0] > b.c_[0]; }
  friend bool operator>=(const Series& a, const Series& b) { return a.c_[0] >= b.c_[0]; }

  friend bool identical(const Series& a, const Series& b) {
    return std::ranges::equal(a.c_, b.c_, is_identical<T>);
  }

 private:
  friend struct Lift<Series>;
  using Graph = detail::StreamGraph<T>;
  using Node = detail::StreamNode<T>;
  struct Coefficients {};  // the rule of a node whose coefficients are all known

  // f in streams, worked out to the order of the arguments.
  template <class F, class... S> static Series in_streams(const F& f, const S&... args) {
    std::size_t order = 0;
    for (const std::size_t n : {args.order()...}) {
      if (n > 0 && order > 0 && n != order)
        throw UsageError("a series of order " + std::to_string(order) + " meets one of order " +
                         std::to_string(n) + "; carry both to the same order");
      order = std::max(order, n);
    }
    Graph graph;
    const detail::PowerStream<T> y = f(args.stream_in(graph)...);
    if (!y.node) return Series(y.first);
    for (std::size_t k = 1; k < order; ++k) y.up_to(k);
    const T* c = y.up_to(order);
    return Series(std::vector<T>(c, c + order + 1));
  }

  detail::PowerStream<T> stream_in(Graph& graph) const {
    if (c_.size() == 1) return c_[0];
    for (const auto& node : graph.nodes)
      if (std::ranges::equal(node->known, c_, is_identical<T>)) return {c_[0], node.get()};
    graph.nodes.emplace_back(new Node{graph, typeid(Coefficients), {}, nullptr, c_, {}});
    return {c_[0], graph.nodes.back().get()};
  }

  std::vector<T> c_;
};

template <class T> struct Lift<Series<T>> {
  using S = Series<T>;
  template <class F, class... Args> static S apply(const Args&... args) {
    if constexpr (sizeof...(Args) == 0) return S(constant<F, T>());
    else return S::in_streams([](const auto&... x) { return lift<F>(x...); }, args...);
  }
};

}  // namespace slope
