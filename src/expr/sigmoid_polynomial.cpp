// SPDX-License-Identifier: MIT
#include "slope/expr/sigmoid_polynomial.hpp"

#include <algorithm>
#include <utility>

#include "../core/big_rational.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/function/hyperbolic.hpp"
#include "slope/function/sigmoid.hpp"

namespace slope {

namespace {

using detail::Integer;

// a = a·factor + b, without a temporary.
void multiply_add(Integer& a, unsigned factor, const Integer& b) {
#ifdef SLOPE_HAVE_GMP
  mpz_mul_ui(a.backend().data(), a.backend().data(), factor);
  mpz_add(a.backend().data(), a.backend().data(), b.backend().data());
#else
  a *= factor;
  a += b;
#endif
}

// The magnitudes of the coefficients of σ⁽²ᵐ⁻¹⁾ in p. Two derivatives turn Σ a_k p^k into the polynomial with
// a_k ← k²·a_k − (2k − 1)(2k − 2)·a_{k−1}. With a_k = (−1)^(k−1) (2k − 1)! t_k that is t_k ← k²·t_k +
// t_{k−1}: the central factorial numbers, which are much smaller than the coefficients.
std::vector<Integer> odd_magnitudes(unsigned m) {
  std::vector<Integer> t(m + 1);
  t[1] = 1;
  for (unsigned row = 2; row <= m; ++row)
    for (unsigned k = row; k >= 1; --k) multiply_add(t[k], k * k, t[k - 1]);
  Integer factorial = 1;
  for (unsigned k = 2; k <= m; ++k) {
    factorial *= (2 * k - 1) * (2 * k - 2);
    t[k] *= factorial;
  }
  return t;
}

// The magnitudes for any n; the signs alternate from + at k = 1.
std::vector<Integer> magnitudes(std::int64_t n) {
  if (n < 1 || n > max_order)
    throw LimitError("the order of a derivative of sigmoid or tanh must be from 1 to " +
                     std::to_string(max_order) + "; got " + std::to_string(n));
  auto c = odd_magnitudes(static_cast<unsigned>(n + 1) / 2);
  if (n % 2 == 0)  // one more derivative: P(p)′ = P′(p)·p·(1 − 2σ)
    for (unsigned k = 2; k < c.size(); ++k) c[k] *= k;
  return c;
}

Rational signed_value(std::size_t k, Integer magnitude, bool flipped) {
  if ((k % 2 == 0) != flipped) magnitude.backend().negate();
  return detail::from_big(magnitude);
}

enum class Degree : unsigned char { constant, linear, other };

// How each node depends on x.
std::vector<Degree> degrees(const Postorder& order, NodeRef x) {
  std::vector<Degree> degree(order.size(), Degree::constant);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    if (n == x) degree[i] = Degree::linear;
    if (n.op() < Op::pair || !n.a()) continue;
    const Degree a = degree[order.slot(n.a())], b = n.b() ? degree[order.slot(n.b())] : Degree::constant;
    const bool keeps = n.op() == Op::add || n.op() == Op::subtract || n.op() == Op::negate ||
                       (n.op() == Op::multiply && std::min(a, b) == Degree::constant) ||
                       (n.op() == Op::divide && b == Degree::constant);
    degree[i] = keeps || std::max(a, b) == Degree::constant ? std::max(a, b) : Degree::other;
  }
  return degree;
}

// Σ c[k]·p^(k−1) from k = 1 on, where `times_p` gives coefficient·p.
template <class TimesP> NodeRef cofactor(const std::vector<Rational>& c, NodeRef p, TimesP times_p) {
  NodeRef sum = c[1];
  for (std::size_t k = 2; k < c.size(); ++k) {
    const NodeRef magnitude = c[k].abs();
    const NodeRef term = k == 2 ? times_p(magnitude) : magnitude * power(p, NodeRef(static_cast<int>(k) - 1));
    sum = c[k].sign() < 0 ? sum - term : sum + term;
  }
  return sum;
}

NodeRef derivative_of_sigmoid(NodeRef s, NodeRef factor, std::int64_t n) {
  const NodeRef rest = NodeRef(1) - s;
  NodeRef result = factor * s * rest;
  if (n % 2 == 0) result = result * (NodeRef(1) - NodeRef(2) * s);
  return result * cofactor(sigmoid_polynomial(n), s * rest, [&](NodeRef c) { return c * s * rest; });
}

NodeRef derivative_of_tanh(NodeRef t, NodeRef factor, std::int64_t n) {
  const NodeRef q = NodeRef(1) - power(t, 2);
  auto c = tanh_polynomial(n);
  const bool negative = c[1].sign() < 0;
  if (negative)
    for (Rational& a : c) a = -a;
  NodeRef result = factor;
  if (c.size() == 2) result = result * NodeRef(std::exchange(c[1], 1));
  if (n % 2 == 0) result = result * t;
  result = result * q * cofactor(c, q, [&](NodeRef a) { return a * q; });
  return negative ? -result : result;
}

}  // namespace

std::vector<Rational> sigmoid_polynomial(std::int64_t n) {
  auto c = magnitudes(n);
  std::vector<Rational> result(c.size());
  for (std::size_t k = 1; k < c.size(); ++k) result[k] = signed_value(k, std::move(c[k]), false);
  return result;
}

std::vector<Rational> tanh_polynomial(std::int64_t n) {
  // tanh(x) = 2σ(2x) − 1, so q = 4p(2x), 1 − 2σ(2x) = −tanh(x), and n derivatives give 2^(n+1).
  auto c = magnitudes(n);
  std::vector<Rational> result(c.size());
  for (std::size_t k = 1; k < c.size(); ++k) {
    c[k] <<= static_cast<unsigned>(n + 1) - 2 * static_cast<unsigned>(k);
    result[k] = signed_value(k, std::move(c[k]), n % 2 == 0);
  }
  return result;
}

std::optional<NodeRef> sigmoid_derivative(NodeRef f, NodeRef x, std::int64_t n) {
  const Postorder order(f);
  const auto degree = degrees(order, x);
  const auto constant = [&](NodeRef node) { return degree[order.slot(node)] == Degree::constant; };
  NodeRef factor = 1, core = f;
  for (bool stripped = true; stripped;) {
    const NodeRef a = core.a(), b = core.b();
    stripped = true;
    if (core.op() == Op::negate) factor = -factor, core = a;
    else if (core.op() == Op::multiply && constant(a)) factor = factor * a, core = b;
    else if (core.op() == Op::multiply && constant(b)) factor = factor * b, core = a;
    else if (core.op() == Op::divide && constant(b)) factor = factor / b, core = a;
    else stripped = false;
  }
  const bool sigma = core.op() == op_of<Sigmoid>();
  if (!sigma && core.op() != op_of<Tanh>()) return std::nullopt;
  const Degree inner = degree[order.slot(core.a())];
  if (inner == Degree::constant) return NodeRef(0);
  if (inner != Degree::linear) return std::nullopt;
  factor = factor * power(raw_diff(Expr(core.a()), Expr(x)).node(), NodeRef(Rational(n)));
  return sigma ? derivative_of_sigmoid(core, factor, n) : derivative_of_tanh(core, factor, n);
}

}  // namespace slope
