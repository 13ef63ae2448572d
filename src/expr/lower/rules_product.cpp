// SPDX-License-Identifier: MIT
// Quotients of exponentials, which overflow although their value does not.
#include <algorithm>

#include "rules.hpp"
#include "slope/function/hyperbolic.hpp"
#include "slope/function/sigmoid.hpp"

namespace slope::lowering {

namespace {

template <class F> bool is(NodeRef node) { return node.op() == op_of<F>(); }

NodeRef sigmoid_of_difference(NodeRef v, NodeRef w) { return w.is_zero() ? sigmoid(v) : sigmoid(v - w); }

// How often e^u goes into (e^z)^n: j ≥ 1 with n·z = j·u.
std::optional<int> times(NodeRef z, int n, NodeRef u) {
  if (u.is_zero()) return std::nullopt;
  const auto q = ratio(z, u);
  if (!q) return std::nullopt;
  const auto j = (*q * Rational(n)).as_int64();
  return j && *j >= 1 && *j <= 1000 ? std::optional(static_cast<int>(*j)) : std::nullopt;
}

// e^z…/(e^v + e^w)^k → σ(v − w)^i σ(w − v)^j, i + j = k, if the exponentials are used up.
bool quotient(Product& p, NodeRef base, ExponentialPair pair, int k, bool must_consume) {
  const auto [v, w] = pair;
  int left = k;
  std::vector<std::pair<NodeRef, NodeRef>> replaced;
  for (const auto& [e, n] : p.monomial.factors) {
    if (!is<Exp>(e) || left == 0) continue;
    if (const auto i = times(e.a(), n, v); i && *i <= left) {
      replaced.emplace_back(e, power(sigmoid_of_difference(v, w), *i));
      left -= *i;
    } else if (const auto j = times(e.a(), n, w); j && *j <= left) {
      replaced.emplace_back(e, power(sigmoid_of_difference(w, v), *j));
      left -= *j;
    }
  }
  if (must_consume && replaced.empty()) return false;
  NodeRef rest = 1;
  if (v.is_zero()) rest = power(sigmoid(-w), left);
  else if (w.is_zero()) rest = power(sigmoid(-v), left);
  else if (left % 2 == 0 && (left == 0 || ratio(w, v) == Rational(-1)))
    rest = power(sigmoid(scaled(v, 2)) * sigmoid(scaled(v, -2)), left / 2);
  else return false;
  p.replace(base, rest);
  for (const auto& [e, value] : replaced) p.replace(e, value);
  return true;
}

bool exponential_quotient(Product& p) {
  for (const auto& [base, n] : p.monomial.factors)
    if (n < 0)
      if (const auto pair = exponential_pair(base); pair && quotient(p, base, *pair, -n, false)) return true;
  return false;
}

bool exponential_times_sigmoid(Product& p) {
  for (const auto& [base, n] : p.monomial.factors)
    if (n > 0 && is<Sigmoid>(base) && quotient(p, base, {NodeRef(0), -base.a()}, n, true)) return true;
  return false;
}

bool odds(Product& p) {
  const auto& f = p.monomial.factors;
  if (f.size() != 2 || !(p.monomial.coefficient == Rational(1))) return false;
  const auto& [top, bottom] = f[0].exponent > 0 ? std::pair(f[0], f[1]) : std::pair(f[1], f[0]);
  if (top.exponent != 1 || bottom.exponent != -1 || !is<Sigmoid>(top.base) || !is<Sigmoid>(bottom.base))
    return false;
  if (ratio(top.base.a(), bottom.base.a()) != Rational(-1)) return false;
  p.replace(top.base, exp(top.base.a()));
  p.replace(bottom.base, 1);
  return true;
}

bool reciprocal_of_exponential(Product& p) {
  const auto& f = p.monomial.factors;
  if (f.size() != 1 || f[0].exponent != -1 || !is<Exp>(f[0].base)) return false;
  if (!(p.monomial.coefficient.abs() == Rational(1))) return false;
  p.replace(f[0].base, exp(-f[0].base.a()));
  return true;
}

bool square_of_sech(Product& p) {
  for (const auto& [base, n] : p.monomial.factors) {
    if (!is<Cosh>(base) || n >= 0 || n % 2 != 0) continue;
    const NodeRef u = base.a();
    p.replace(base, power(4 * sigmoid(scaled(u, 2)) * sigmoid(scaled(u, -2)), -n / 2));
    return true;
  }
  return false;
}

bool tanh_as_quotient(Product& p) {
  for (const auto& [top, n] : p.monomial.factors)
    for (const auto& [bottom, k] : p.monomial.factors) {
      if (!is<Sinh>(top) || n < 1 || !is<Cosh>(bottom) || k >= 0 || !(top.a() == bottom.a())) continue;
      const int j = std::min(n, -k);
      const NodeRef value = power(tanh(top.a()), j);
      p.replace(bottom, power(bottom, k + j));
      p.replace(top, power(top, n - j) * value);
      return true;
    }
  return false;
}

bool tanh_of_half(Product& p) {
  for (const auto& [top, n] : p.monomial.factors) {
    if (!is<Expm1>(top) || n != 1) continue;
    const NodeRef w = top.a();
    for (const auto& [base, k] : p.monomial.factors) {
      const bool sigma = is<Sigmoid>(base) && k == 1 && ratio(base.a(), w) == Rational(-1);
      const auto pair = k == -1 ? exponential_pair(base) : std::nullopt;
      if (!sigma && !(pair && ((pair->v.is_zero() && pair->w == w) || (pair->w.is_zero() && pair->v == w))))
        continue;
      p.replace(base, 1);
      p.replace(top, tanh(scaled(w, Rational(1, 2))));
      return true;
    }
  }
  return false;
}

}  // namespace

std::span<const ProductRule> product_rules() {
  static const ProductRule table[] = {
      {"half tanh", "(exp(u) - 1)/(exp(u) + 1) = tanh(u/2)", tanh_of_half},
      {"quotient of exponentials", "exp(v)/(exp(v) + exp(w)) = sigmoid(v - w)", exponential_quotient},
      {"exponential times sigmoid", "exp(-u)*sigmoid(u) = sigmoid(-u)", exponential_times_sigmoid},
      {"odds", "sigmoid(u)/sigmoid(-u) = exp(u)", odds},
      {"reciprocal of exponential", "1/exp(u) = exp(-u)", reciprocal_of_exponential},
      {"tanh as quotient", "sinh(u)/cosh(u) = tanh(u)", tanh_as_quotient},
      {"square of sech", "1/cosh(u)^2 = 4*sigmoid(2*u)*sigmoid(-2*u)", square_of_sech},
  };
  return table;
}

void Product::replace(NodeRef base, NodeRef value) {
  bool placed = false;
  for (std::size_t i = 0; i < chain.links().size(); ++i) {
    const auto& link = chain.links()[i];
    if (!link.is_leaf() || !(power_of(link.node).base == base)) continue;
    const bool here = !placed && !link.inverted;
    chain.replace(i, here ? value : NodeRef(1));
    placed = placed || here;
  }
  if (!placed) extra = extra * value;
}

NodeRef apply_product_rules(NodeRef product) {
  Product p(product);
  for (const ProductRule& rule : product_rules())
    if (rule.apply(p)) return p.rebuild();
  return {};
}

std::optional<ExponentialPair> exponential_pair(NodeRef sum) {
  if (sum.op() != Op::add) return std::nullopt;
  const auto exponent = [](NodeRef term) {
    return term.is_one() ? NodeRef(0) : is<Exp>(term) ? term.a() : NodeRef();
  };
  const NodeRef v = exponent(sum.a()), w = exponent(sum.b());
  return v && w ? std::optional(ExponentialPair{v, w}) : std::nullopt;
}

}  // namespace slope::lowering
