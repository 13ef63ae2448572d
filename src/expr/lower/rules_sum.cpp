// SPDX-License-Identifier: MIT
// Pairs of terms that cancel.
#include <vector>

#include "rules.hpp"
#include "slope/function/error_function.hpp"
#include "slope/function/hyperbolic.hpp"
#include "slope/function/inverse_hyperbolic.hpp"
#include "slope/function/sigmoid.hpp"
#include "slope/function/trigonometric.hpp"

namespace slope::lowering {

namespace {

NodeRef half(NodeRef u) { return scaled(u, Rational(1, 2)); }
NodeRef square(NodeRef u) { return power(u, 2); }

// sech² u, down to the smallest denormal.
NodeRef square_of_sech(NodeRef u) { return NodeRef(4) * sigmoid(scaled(u, 2)) * sigmoid(scaled(u, -2)); }

NodeRef root_minus_one(NodeRef root) {
  const NodeRef sum = root.a();
  if (sum.op() != Op::add) return {};
  const NodeRef w = sum.a().is_one() ? sum.b() : sum.b().is_one() ? sum.a() : NodeRef();
  if (!w) return {};
  return tanh(log1p(w) * Rational(1, 4)) * (root + 1);  // right at w = ∞ too, unlike w/(√(1 + w) + 1)
}

NodeRef hypot_minus_one(NodeRef hypot) {
  const NodeRef v = hypot.a().is_one() ? hypot.b() : hypot.b().is_one() ? hypot.a() : NodeRef();
  return v ? v * tanh(half(asinh(v))) : NodeRef();
}

}  // namespace

std::span<const SumRule> sum_rules() {
  static const std::vector<SumRule> table = {
      {"complement of sigmoid", "1 - sigmoid(u) = sigmoid(-u)", op_of<Sigmoid>(), 1, -1,
       [](NodeRef g) { return -sigmoid(-g.a()); }},
      {"sigmoid about one half", "1 - 2*sigmoid(u) = -tanh(u/2)", op_of<Sigmoid>(), 1, Rational(-1, 2),
       [](NodeRef g) { return Rational(1, 2) * tanh(half(g.a())); }},
      {"slope of tanh", "1 - tanh(u)^2 = 4*sigmoid(2*u)*sigmoid(-2*u)", op_of<Tanh>(), 2, -1,
       [](NodeRef g) { return -square_of_sech(g.a()); }},
      {"tanh near 1", "1 - tanh(u) = 2*sigmoid(-2*u)", op_of<Tanh>(), 1, -1,
       [](NodeRef g) { return -(2 * sigmoid(scaled(g.a(), -2))); }},
      {"tanh near -1", "1 + tanh(u) = 2*sigmoid(2*u)", op_of<Tanh>(), 1, 1,
       [](NodeRef g) { return 2 * sigmoid(scaled(g.a(), 2)); }},
      {"exponential near 1", "exp(u) - 1 = expm1(u)", op_of<Exp>(), 1, -1,
       [](NodeRef g) { return expm1(g.a()); }},
      {"expm1 near -1", "1 + expm1(u) = exp(u)", op_of<Expm1>(), 1, 1, [](NodeRef g) { return exp(g.a()); }},
      {"cosine near 1", "1 - cos(u) = 2*sin(u/2)^2", op_of<Cos>(), 1, -1,
       [](NodeRef g) { return -(2 * square(sin(half(g.a())))); }},
      {"cosine near -1", "1 + cos(u) = 2*cos(u/2)^2", op_of<Cos>(), 1, 1,
       [](NodeRef g) { return 2 * square(cos(half(g.a()))); }},
      {"square of cosine", "1 - cos(u)^2 = sin(u)^2", op_of<Cos>(), 2, -1,
       [](NodeRef g) { return -square(sin(g.a())); }},
      {"square of sine", "1 - sin(u)^2 = cos(u)^2", op_of<Sin>(), 2, -1,
       [](NodeRef g) { return -square(cos(g.a())); }},
      {"hyperbolic cosine near 1", "cosh(u) - 1 = 2*sinh(u/2)^2", op_of<Cosh>(), 1, -1,
       [](NodeRef g) { return 2 * square(sinh(half(g.a()))); }},
      {"square of hyperbolic cosine", "cosh(u)^2 - 1 = sinh(u)^2", op_of<Cosh>(), 2, -1,
       [](NodeRef g) { return square(sinh(g.a())); }},
      {"root near 1", "sqrt(1 + w) - 1 = tanh(log1p(w)/4)*(sqrt(1 + w) + 1)", op_of<Sqrt>(), 1, -1,
       root_minus_one},
      {"hypotenuse near 1", "hypot(1, v) - 1 = v*tanh(asinh(v)/2)", op_of<Hypot>(), 1, -1, hypot_minus_one},
      {"error function near 1", "1 - erf(u) = erfc(u)", op_of<Erf>(), 1, -1,
       [](NodeRef g) { return -erfc(g.a()); }},
      {"error function near -1", "1 + erf(u) = erfc(-u)", op_of<Erf>(), 1, 1,
       [](NodeRef g) { return erfc(-g.a()); }},
      {"complementary error function near 1", "1 - erfc(u) = erf(u)", op_of<Erfc>(), 1, -1,
       [](NodeRef g) { return -erf(g.a()); }},
  };
  return table;
}

namespace {

// The leaf of a product that is the first power of `base`, with every other power of it set to 1.
bool replace_power(Chain& product, NodeRef base, NodeRef value) {
  bool placed = false;
  for (std::size_t i = 0; i < product.links().size(); ++i) {
    const auto& link = product.links()[i];
    if (!link.is_leaf() || !(power_of(link.node).base == base)) continue;
    if (link.inverted) return false;
    product.replace(i, placed ? NodeRef(1) : value);
    placed = true;
  }
  return placed;
}

// A·gᵖ with gᵖ replaced.
NodeRef with_factor(NodeRef term, NodeRef g, int rest_power, NodeRef value) {
  Chain product(term, Chain::Kind::product);
  if (!replace_power(product, g, power(g, rest_power) * value)) return {};
  return product.rebuild();
}

struct Terms {
  explicit Terms(NodeRef sum) : chain(sum, Chain::Kind::sum) {
    for (const auto& link : chain.links()) monomials.push_back(monomial_of(link.node));
    for (std::size_t i = 0; i < monomials.size(); ++i)
      if (chain.links()[i].inverted) monomials[i].coefficient = -monomials[i].coefficient;
  }
  // The link, other than the root, that is the monomial.
  std::optional<std::size_t> find(const Monomial& m) const {
    for (std::size_t j = 1; j < monomials.size(); ++j)
      if (monomials[j].coefficient == m.coefficient && same_factors(monomials[j], m)) return j;
    return std::nullopt;
  }
  NodeRef replaced(std::size_t i, NodeRef term, std::size_t j) {
    chain.replace(i, term);
    chain.replace(j, 0);
    return chain.rebuild();
  }

  Chain chain;
  std::vector<Monomial> monomials;
};

// A·softplus(u) − A·u → A·softplus(−u).
NodeRef softplus_less_its_argument(Terms& terms, std::size_t i, NodeRef g) {
  Monomial partner = terms.monomials[i];
  partner.multiply(g, -1);
  const Monomial u = monomial_of(g.a());
  for (const auto& [base, exponent] : u.factors) partner.multiply(base, exponent);
  partner.coefficient = -(partner.coefficient * u.coefficient);
  const auto j = terms.find(partner);
  if (!j) return {};
  const NodeRef term = with_factor(terms.chain.links()[i].node, g, 0, softplus(-g.a()));
  return term ? terms.replaced(i, term, *j) : NodeRef();
}

NodeRef apply_sum_rule(Terms& terms, std::size_t i, NodeRef g, int exponent, const SumRule& rule) {
  if (exponent < rule.power) return {};
  Monomial partner = terms.monomials[i];
  partner.multiply(g, -rule.power);
  partner.coefficient *= rule.r;
  const auto j = terms.find(partner);
  if (!j) return {};
  const NodeRef value = rule.result(g);
  if (!value) return {};
  const NodeRef term = with_factor(terms.chain.links()[i].node, g, exponent - rule.power, value);
  return term ? terms.replaced(i, term, *j) : NodeRef();
}

}  // namespace

NodeRef apply_sum_rules(NodeRef sum) {
  static const Op softplus_op = op_of<Softplus>();
  Terms terms(sum);
  for (std::size_t i = 0; i < terms.monomials.size(); ++i) {
    if (!terms.chain.links()[i].is_leaf()) continue;
    for (const auto& [g, exponent] : terms.monomials[i].factors) {
      if (g.op() < Op::first_function || exponent < 1) continue;
      if (g.op() == softplus_op && exponent == 1)
        if (const NodeRef result = softplus_less_its_argument(terms, i, g)) return result;
      for (const SumRule& rule : sum_rules())
        if (rule.function == g.op())
          if (const NodeRef result = apply_sum_rule(terms, i, g, exponent, rule)) return result;
    }
  }
  return {};
}

}  // namespace slope::lowering
