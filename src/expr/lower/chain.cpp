// SPDX-License-Identifier: MIT
#include "chain.hpp"

#include <algorithm>

namespace slope::lowering {

namespace {

constexpr int max_exponent = 1000;

// c and m of a node c·m, through a few factors.
std::pair<Rational, NodeRef> split(NodeRef node) {
  Rational c = 1;
  for (int steps = 0; steps < 8; ++steps) {
    if (node.op() == Op::negate) {
      c = -c;
    } else if (node.op() == Op::multiply && node.a().is_number()) {
      c *= node.a().value();
      node = node.b();
      continue;
    } else if (node.op() == Op::multiply && node.b().is_number()) {
      c *= node.b().value();
    } else if (node.op() == Op::divide && node.b().is_number() && !node.b().is_zero()) {
      c = c / node.b().value();
    } else {
      break;
    }
    node = node.a();
  }
  return {c, node};
}

}  // namespace

Monomial::Factor power_of(NodeRef node) {
  if (node.op() == Op::pow && node.b().is_number())
    if (const auto n = node.b().value().as_int64(); n && std::abs(*n) <= max_exponent)
      return {node.a(), static_cast<int>(*n)};
  return {node, 1};
}

void Monomial::multiply(NodeRef base, int exponent) {
  const auto at = std::lower_bound(factors.begin(), factors.end(), base.id,
                                   [](const Factor& f, NodeId id) { return f.base.id < id; });
  if (at == factors.end() || !(at->base == base)) {
    factors.insert(at, {base, exponent});
    return;
  }
  at->exponent += exponent;
  if (at->exponent == 0) factors.erase(at);
}

int Monomial::exponent_of(NodeRef base) const {
  for (const Factor& f : factors)
    if (f.base == base) return f.exponent;
  return 0;
}

bool same_factors(const Monomial& a, const Monomial& b) {
  return std::equal(
      a.factors.begin(), a.factors.end(), b.factors.begin(), b.factors.end(),
      [](const auto& f, const auto& g) { return f.base == g.base && f.exponent == g.exponent; });
}

Chain::Chain(NodeRef root, Kind kind) {
  const Op join = kind == Kind::sum ? Op::add : Op::multiply,
           inverse = kind == Kind::sum ? Op::subtract : Op::divide;
  links_.reserve(max_links + 2);
  links_.push_back({root, false, -1, -1, NodeRef()});
  for (std::size_t i = 0; i < links_.size() && links_.size() < max_links; ++i) {
    const NodeRef n = links_[i].node;
    const bool inverted = links_[i].inverted;
    const auto add = [&](NodeRef node, bool flip) {
      links_.push_back({node, inverted != flip, -1, -1, NodeRef()});
      return static_cast<int>(links_.size()) - 1;
    };
    if (n.op() == Op::negate) {
      links_[i].left = add(n.a(), kind == Kind::sum);
      if (kind == Kind::product) negative_ = !negative_;
    } else if (n.op() == join || n.op() == inverse) {
      const int left = add(n.a(), false);
      links_[i].right = add(n.b(), n.op() == inverse);
      links_[i].left = left;
    }
  }
}

NodeRef Chain::rebuild() const {
  std::vector<NodeRef> built(links_.size());
  for (std::size_t i = links_.size(); i-- > 0;) {
    const Link& link = links_[i];
    const auto operand = [&](int k) { return built[static_cast<std::size_t>(k)]; };
    if (link.replacement) built[i] = link.replacement;
    else if (link.is_leaf()) built[i] = link.node;
    else if (link.right < 0) built[i] = -operand(link.left);
    else built[i] = NodeRef::apply(link.node.op(), std::array{operand(link.left), operand(link.right)});
  }
  return built.front();
}

Monomial monomial_of(const Chain& product) {
  Monomial m;
  if (product.is_negative()) m.coefficient = -1;
  for (const Chain::Link& link : product.links()) {
    if (!link.is_leaf()) continue;
    if (link.node.is_number() && !link.node.is_zero()) {
      m.coefficient *= link.inverted ? link.node.value().reciprocal() : link.node.value();
    } else {
      const auto [base, exponent] = power_of(link.node);
      m.multiply(base, link.inverted ? -exponent : exponent);
    }
  }
  return m;
}

Monomial monomial_of(NodeRef term) { return monomial_of(Chain(term, Chain::Kind::product)); }

std::optional<Rational> ratio(NodeRef a, NodeRef b) {
  auto [p, m] = split(a);
  const auto [q, n] = split(b);
  if (m.op() == Op::subtract && n.op() == Op::subtract && m.a() == n.b() && m.b() == n.a()) {
    p = -p;
    m = n;
  }
  if (!(m == n) || q.is_zero()) return std::nullopt;
  return p / q;
}

NodeRef scaled(NodeRef u, const Rational& q) {
  const auto [c, m] = split(u);
  const Rational product = c * q;
  if (product == Rational(-1)) return -m;
  return NodeRef(product) * m;
}

}  // namespace slope::lowering
