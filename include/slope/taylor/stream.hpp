// SPDX-License-Identifier: MIT
// Power series whose coefficients are computed when they are asked for. So the Taylor coefficients of every
// function follow from its rule: y′ = slope(x, y)·x′ gives the k-th coefficient of y from those of x, and those
// of the slope below k; and the slope, itself a stream, may refer to y.
//
// Streams of one computation form a graph in which equal nodes are one. That closes the circle of sin and cos,
// which are each other's slopes, and of σ(x) and σ(−x): n coefficients cost O(n²), not O(n³).
#pragma once

#include <algorithm>
#include <memory>
#include <typeindex>
#include <vector>

#include "slope/function/arithmetic.hpp"
#include "slope/function/exponential.hpp"

namespace slope {

namespace detail {

template <class T> struct StreamNode;

/// A node of a graph; or a constant, which needs none.
template <class T> struct PowerStream {
  using value_type = T;

  PowerStream() : first() {}
  template <class U>
  requires(std::convertible_to<const U&, T> || std::is_arithmetic_v<U>) PowerStream(const U& constant)
      : first(static_cast<T>(constant)) {}
  PowerStream(const T& value, StreamNode<T>* of) : first(value), node(of) {}

  /// Coefficients 0 to k, made if need be. REQUIRES a node.
  const T* up_to(std::size_t k) const;
  /// The k-th coefficient.
  T at(std::size_t k) const { return k == 0 ? first : node ? up_to(k)[k] : T(0); }

  T first;  ///< the coefficient 0
  StreamNode<T>* node = nullptr;
};

template <class T> struct StreamGraph { std::vector<std::unique_ptr<StreamNode<T>>> nodes; };

template <class T> struct StreamNode {
  using Next = T (*)(StreamNode&, std::size_t k);

  StreamGraph<T>& graph;
  std::type_index rule;
  std::vector<PowerStream<T>> args;
  Next next;
  std::vector<T> known;
  std::vector<PowerStream<T>> slopes;   // of a function, by those arguments that are not constant
  std::vector<std::vector<T>> moves{};  // j·xⱼ of these arguments
};

template <class T> const T* PowerStream<T>::up_to(std::size_t k) const {
  auto& known = node->known;
  while (known.size() <= k) {
    const T c = node->next(*node, known.size());
    known.push_back(c);
  }
  return known.data();
}

template <class T> bool is_number(const PowerStream<T>& a, int n) {
  return !a.node && is_identical(a.first, T(n));
}
template <class T> bool same(const PowerStream<T>& a, const PowerStream<T>& b) {
  return a.node == b.node && (a.node || is_identical(a.first, b.first));
}

template <class F, class T> StreamNode<T>* find(StreamGraph<T>& graph, std::span<const PowerStream<T>> args) {
  for (const auto& node : graph.nodes)
    if (node->rule == std::type_index(typeid(F)) &&
        std::equal(args.begin(), args.end(), node->args.begin(), node->args.end(), same<T>))
      return node.get();
  return nullptr;
}

/// F of these arguments: a constant of that value if they are, else the node, made unless there is one.
template <class F, class T, class Value> PowerStream<T> make(std::span<const PowerStream<T>> args,
                                                             typename StreamNode<T>::Next next,
                                                             const Value& value) {
  const auto moving = std::find_if(args.begin(), args.end(), [](const auto& a) { return a.node; });
  if (moving == args.end()) return PowerStream<T>(T(value()));
  StreamGraph<T>& graph = moving->node->graph;
  StreamNode<T>* node = find<F>(graph, args);
  if (!node) {
    graph.nodes.emplace_back(
        new StreamNode<T>{graph, typeid(F), {args.begin(), args.end()}, next, {T(value())}, {}});
    node = graph.nodes.back().get();
  }
  return PowerStream<T>(node->known[0], node);
}
template <class F, class T, class Value> PowerStream<T> make(std::initializer_list<PowerStream<T>> args,
                                                             typename StreamNode<T>::Next next,
                                                             const Value& value) {
  return make<F>(std::span<const PowerStream<T>>(args.begin(), args.size()), next, value);
}

// Σ aⱼ·bₙ₋ⱼ over j < n + 1; a zero factor absorbs the other.
template <class T> T convolution(const T* a, const T* b, std::size_t n) {
  T sum(0);
  if constexpr (std::is_floating_point_v<T>) {
    for (std::size_t j = 0; j <= n; ++j) sum += a[j] * b[n - j];
    if (sum - sum == 0) return sum;
    sum = 0;
  }
  for (std::size_t j = 0; j <= n; ++j)
    if (!is_zero(b[n - j])) sum += absorbing_product(a[j], b[n - j]);
  return sum;
}

template <class T> PowerStream<T> operator-(const PowerStream<T>& a) {
  if (a.node && a.node->rule == std::type_index(typeid(Negate))) return a.node->args[0];
  return make<Negate, T>(
      {a}, [](StreamNode<T>& n, std::size_t k) { return T(-n.args[0].at(k)); }, [&] { return T(-a.first); });
}
template <class T> PowerStream<T> operator+(const PowerStream<T>& a, const PowerStream<T>& b) {
  return make<Add, T>(
      {a, b}, [](StreamNode<T>& n, std::size_t k) { return T(n.args[0].at(k) + n.args[1].at(k)); },
      [&] { return T(a.first + b.first); });
}
template <class T> PowerStream<T> operator-(const PowerStream<T>& a, const PowerStream<T>& b) {
  return make<Subtract, T>(
      {a, b}, [](StreamNode<T>& n, std::size_t k) { return T(n.args[0].at(k) - n.args[1].at(k)); },
      [&] { return T(a.first - b.first); });
}
template <class T, class Value>
PowerStream<T> product(const PowerStream<T>& a, const PowerStream<T>& b, const Value& value) {
  if (is_number(a, 1)) return b;
  if (is_number(b, 1)) return a;
  return make<Multiply, T>(
      {a, b},
      [](StreamNode<T>& n, std::size_t k) {
        const PowerStream<T>&u = n.args[0], &v = n.args[1];
        if (!u.node) return absorbing_product(v.at(k), u.first);
        if (!v.node) return absorbing_product(u.at(k), v.first);
        return convolution(u.up_to(k), v.up_to(k), k);
      },
      value);
}
template <class T> PowerStream<T> operator*(const PowerStream<T>& a, const PowerStream<T>& b) {
  return product(a, b, [&] { return T(a.first * b.first); });
}
// y·b = a
template <class T> PowerStream<T> operator/(const PowerStream<T>& a, const PowerStream<T>& b) {
  return make<Divide, T>(
      {a, b},
      [](StreamNode<T>& n, std::size_t k) {
        const PowerStream<T>& v = n.args[1];
        const T rest = v.node ? T(n.args[0].at(k) - convolution(n.known.data(), v.up_to(k) + 1, k - 1))
                              : n.args[0].at(k);
        return is_zero(rest) ? rest : T(rest / v.first);
      },
      [&] { return T(a.first / b.first); });
}
template <class T> bool operator<(const PowerStream<T>& a, const PowerStream<T>& b) {
  return a.first < b.first;
}
template <class T> bool operator>(const PowerStream<T>& a, const PowerStream<T>& b) {
  return a.first > b.first;
}
template <class T> bool operator!=(const PowerStream<T>& a, const PowerStream<T>& b) {
  return a.first != b.first;
}
template <class T> PowerStream<T> absorb(const PowerStream<T>& a, const PowerStream<T>& b) {
  return is_number(a, 0) ? a : product(a, b, [&] { return absorbing_product(a.first, b.first); });
}

// The slopes of F at a node by those arguments that are not constant; 0 for the others.
template <class F, class T, std::size_t... i>
std::vector<PowerStream<T>> slopes_of(const StreamNode<T>& n, const PowerStream<T>& y,
                                      std::index_sequence<i...>) {
  const auto& x = n.args;
  std::vector<PowerStream<T>> out(x.size());
  if constexpr (requires { F::template slope_by<0>(x[i]..., y); })
    ((out[i] = x[i].node ? F::template slope_by<i>(x[i]..., y) : PowerStream<T>()), ...);
  else if constexpr (!requires { F::slope(x[i]..., y); })
    ((out[i] = F::slope(std::span<const PowerStream<T>>(x), y, i)), ...);
  else if constexpr (sizeof...(i) == 1) out[0] = F::slope(x[0], y);
  else {
    const auto slopes = F::slope(x[i]..., y);
    out.assign(slopes.begin(), slopes.end());
  }
  return out;
}

// The k-th coefficient of y from y′ = Σ slopeᵢ·xᵢ′. A slope that is the constant 0 ignores its argument.
template <class F, class T, std::size_t arity> T next_of_function(StreamNode<T>& n, std::size_t k) {
  if (k == 1) {
    if (n.slopes.empty())
      n.slopes = slopes_of<F>(n, PowerStream<T>(n.known[0], &n), std::make_index_sequence<arity>());
    n.moves.assign(arity, {});
  }
  T sum(0);
  for (std::size_t i = 0; i < arity; ++i) {
    const PowerStream<T>&x = n.args[i], &s = n.slopes[i];
    if (!x.node || is_number(s, 0)) continue;
    n.moves[i].push_back(T(x.at(k) * T(static_cast<double>(k))));
    sum += s.node ? convolution(n.moves[i].data(), s.up_to(k - 1), k - 1)
                  : absorbing_product(n.moves[i].back(), s.first);
  }
  return sum / T(static_cast<double>(k));
}

// Whether x·factor is 0, or so near it that digits are lost.
template <class T> bool is_tiny(const T& x, double factor = 1) {
  if constexpr (std::is_floating_point_v<T>) return std::fabs(x) * factor < std::numeric_limits<T>::min();
  else if constexpr (Real<T>) return x == T(0);
  else if constexpr (requires { x.value(); }) return is_tiny(x.value(), factor);
  else return is_tiny(x.value, factor);
}

// That of aᵇ with a constant b, from a·y′ = b·y·a′ (Euler): k·a₀·yₖ = Σ (b·j − (k − j))·aⱼ·yₖ₋ⱼ. The rule's slope b·y/a is
// as true, but its coefficients for b near a whole number n are small differences; here b − n is a factor.
// Of a base that is 0, or a power that lost digits near 0, the slope is b·aᵇ⁻¹.
template <class T> T next_of_power(StreamNode<T>& y, std::size_t k) {
  const T& base = y.args[0].first;
  const T& b = y.args[1].first;
  if (base == T(0) || base - base != T(0) || is_tiny(y.known[0])) {
    if (k == 1)
      y.slopes = {absorb(PowerStream<T>(b), lift<Pow>(y.args[0], PowerStream<T>(T(b - T(1))))), T(0)};
    return next_of_function<Pow, T, 2>(y, k);
  }
  const T* const a = y.args[0].up_to(k);
  T sum(0);
  for (std::size_t j = 1; j <= k; ++j) {
    if (is_zero(a[j]) || is_zero(y.known[k - j])) continue;
    const T factor = b * T(static_cast<double>(j)) - T(static_cast<double>(k - j));
    sum += absorbing_product(absorbing_product(factor, a[j]), y.known[k - j]);
  }
  return sum / base / T(static_cast<double>(k));
}

}  // namespace detail

template <class T> struct Lift<detail::PowerStream<T>> {
  using S = detail::PowerStream<T>;

  template <class F, class... Args> static S apply(const Args&... x) {
    if constexpr (sizeof...(Args) == 0) return S(constant<F, T>());
    else {
      const std::array<S, sizeof...(Args)> args{x...};
      if constexpr (std::is_same_v<F, Where>) return args[0].first == T(0) ? args[2] : args[1];
      auto next = &detail::next_of_function<F, T, sizeof...(Args)>;
      if constexpr (std::is_same_v<F, Pow> && is_numeric<T>)
        if (args[0].node && !args[1].node) next = &detail::next_of_power<T>;
      return detail::make<F, T>(std::span<const S>(args), next, [&] { return lift<F>(x.first...); });
    }
  }
};

}  // namespace slope
