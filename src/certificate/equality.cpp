// SPDX-License-Identifier: MIT
// Equations by structure: equal parts are matched before anything is multiplied out.
#include <algorithm>
#include <array>
#include <numeric>

#include "prover.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/expr/print.hpp"

namespace slope::certificate {

namespace {

constexpr double small_cost = 40, large_cost = 20000;

struct Factor {
  NodeRef node;
  std::int64_t exponent;
};
struct Product {
  Rational number = 1;
  std::vector<Factor> factors;
  std::set<NodeId> atoms;  // as which a proof of the factorisation sees the parts
};

void multiply(Product& product, NodeRef n, std::int64_t exponent) {
  for (Factor& f : product.factors)
    if (f.node == n) {
      f.exponent += exponent;
      return;
    }
  product.factors.push_back({n, exponent});
}

Product factors_of(NodeRef root) {
  Product product;
  std::vector<Factor> todo{{root, 1}};
  while (!todo.empty()) {
    const auto [n, k] = todo.back();
    todo.pop_back();
    if (n.is_number() && !n.value().is_zero()) product.number *= n.value().power(k);
    else if (n.op() == Op::multiply) todo.push_back({n.b(), k}), todo.push_back({n.a(), k});
    else if (n.op() == Op::divide) todo.push_back({n.b(), -k}), todo.push_back({n.a(), k});
    else if (n.op() == Op::negate) {
      if (k % 2 != 0) product.number *= Rational(-1);
      todo.push_back({n.a(), k});
    } else if (n.op() == Op::pow) todo.push_back({n.a(), k * *integer_exponent(n)});
    else multiply(product, n, k);
  }
  std::erase_if(product.factors, [](const Factor& f) { return f.exponent == 0; });
  return product;
}

struct Term {
  Rational factor;
  NodeRef node;
};

std::vector<Term> terms_of(NodeRef root) {
  std::vector<Term> terms, todo{{1, root}};
  while (!todo.empty()) {
    const Term t = todo.back();
    todo.pop_back();
    const NodeRef n = t.node;
    if (n.op() == Op::add) todo.push_back({t.factor, n.b()}), todo.push_back({t.factor, n.a()});
    else if (n.op() == Op::subtract) todo.push_back({-t.factor, n.b()}), todo.push_back({t.factor, n.a()});
    else if (n.op() == Op::negate) todo.push_back({-t.factor, n.a()});
    else if (n.op() == Op::multiply && n.a().is_number()) todo.push_back({t.factor * n.a().value(), n.b()});
    else terms.push_back(t);
  }
  return terms;
}

NodeRef node_of(const std::vector<Factor>& factors) {
  NodeRef product = 1;
  for (const Factor& f : factors) {
    const NodeRef p = f.exponent == 1 ? f.node : NodeRef::raw(Op::pow, f.node, NodeRef(Rational(f.exponent)));
    product = product * p;
  }
  return product;
}

// A sum as the factors that all its terms have, times the sum of the rest; nothing if there are none.
std::optional<Product> with_common_factors(NodeRef sum) {
  const std::vector<Term> terms = terms_of(sum);
  if (terms.size() < 2) return std::nullopt;
  std::vector<Product> products;
  for (const Term& t : terms) products.push_back(factors_of(t.node));
  Product common;
  for (Factor f : products[0].factors) {
    for (const Product& p : products) {
      const auto same = std::find_if(p.factors.begin(), p.factors.end(),
                                     [&](const Factor& other) { return other.node == f.node; });
      const std::int64_t k = same == p.factors.end() ? 0 : same->exponent;
      if ((k > 0) != (f.exponent > 0)) f.exponent = 0;
      else if (std::abs(k) < std::abs(f.exponent)) f.exponent = k;
    }
    if (f.exponent != 0) common.factors.push_back(f);
  }
  if (common.factors.empty()) return std::nullopt;
  NodeRef rest = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    for (const Factor& f : products[i].factors) common.atoms.insert(f.node.id);
    for (const Factor& f : common.factors) multiply(products[i], f.node, -f.exponent);
    std::erase_if(products[i].factors, [](const Factor& f) { return f.exponent == 0; });
    rest = rest + NodeRef(terms[i].factor * products[i].number) * node_of(products[i].factors);
  }
  if (rest.is_number() || rest.op() != Op::add) return std::nullopt;
  multiply(common, rest, 1);
  return common;
}

// All factors, with those common to the terms of a sum pulled out.
Product split(NodeRef n) {
  const Product outer = factors_of(n);
  Product all{outer.number, {}, {}};
  std::vector<NodeRef> opened;
  for (const Factor& f : outer.factors) {
    const bool is_sum = f.exponent > 0 && (f.node.op() == Op::add || f.node.op() == Op::subtract);
    const auto inner = is_sum ? with_common_factors(f.node) : std::nullopt;
    if (!inner) {
      multiply(all, f.node, f.exponent);
      all.atoms.insert(f.node.id);
      continue;
    }
    opened.push_back(f.node);
    for (const Factor& g : inner->factors) multiply(all, g.node, g.exponent * f.exponent);
    all.atoms.insert(inner->atoms.begin(), inner->atoms.end());
  }
  std::erase_if(all.factors, [](const Factor& f) { return f.exponent == 0; });
  const auto is_atom = [&](NodeRef m) { return all.atoms.contains(m.id); };
  if (std::none_of(opened.begin(), opened.end(), is_atom)) return all;
  all = outer;
  for (const Factor& f : outer.factors) all.atoms.insert(f.node.id);
  return all;
}

}  // namespace

std::string Prover::equal(NodeRef a, NodeRef b) {
  if (a == b) return "eq_refl";
  const std::pair key(a.id, b.id);
  if (const auto found = equal_.find(key); found != equal_.end()) return found->second;
  values_.require_equal(a, b);
  return equal_[key] = find(a, b);
}

std::string Prover::state(NodeRef a, NodeRef b, const std::string& proof) {
  return script_.lemma("equal", fmt::format("{} = {}", script_.at(a), script_.at(b)), proof);
}

std::string Prover::find(NodeRef a, NodeRef b) {
  const Core f = core_of(a);
  if (f != Core::none && f == core_of(b) && f != Core::pi && values_.equal(a.a(), b.a()))
    return fmt::format("(f_equal {} {})", coq_name(f), equal(a.a(), b.a()));
  // Functions that need not be known are atoms.
  const Knowledge knowledge = needed(a, b);
  const double terms = cost(a, b, knowledge != everything);
  const bool is_small = terms <= small_cost;
  if (const auto proof = by_factors(a, b, is_small)) return *proof;
  if (!is_small)
    if (const auto proof = by_terms(a, b)) return *proof;
  if (terms > large_cost)
    throw CertificateError(
        fmt::format("no certificate: the proof of {} = {} would multiply out too many terms", shortened(a),
                    shortened(b)));
  std::set<NodeId> atoms;
  if (knowledge != everything)
    for (const NodeRef n : Postorder(std::array{a, b}))
      if (const Core g = core_of(n); g != Core::none && !(knowledge == roots && g == Core::sqrt))
        atoms.insert(n.id);
  return state(a, b, by_field({a, b}, atoms));
}

std::string Prover::by_parts(NodeRef a, NodeRef b, Op op, const Parts& parts, const std::set<NodeId>& atoms_a,
                             const std::set<NodeId>& atoms_b) {
  const bool product = op == Op::multiply;
  NodeRef left = parts.back().first, right = parts.back().second;
  std::string proof = equal(left, right);
  for (std::size_t i = parts.size() - 1; i-- > 0;) {
    const auto& [x, y] = parts[i];
    proof = fmt::format("(f_equal2 {} {} {})", product ? "Rmult" : "Rplus", equal(x, y), proof);
    left = NodeRef::raw(op, x, left);
    right = NodeRef::raw(op, y, right);
  }
  const std::string first = by_field({a, left}, atoms_a), last = by_field({right, b}, atoms_b);
  return state(a, b,
               fmt::format("transitivity {}. {{ {} }} transitivity {}. {{ exact {}. }} {}", script_.at(left),
                           first, script_.at(right), proof, last));
}

std::set<Prover::Atom> Prover::atoms_of(NodeRef root) {
  std::set<Atom> atoms;
  std::set<NodeId> seen;
  std::vector<NodeRef> todo{root};
  while (!todo.empty()) {
    const NodeRef n = todo.back();
    todo.pop_back();
    if (n.is_number() || !seen.insert(n.id).second) continue;
    const Core f = core_of(n);
    switch (f) {
      case Core::none:
        if (n.is_symbol()) atoms.insert({f, n.id});
        n.each_arg([&](NodeRef arg) { todo.push_back(arg); });
        break;
      case Core::exp:
      case Core::sigmoid:
      case Core::tanh:
      case Core::sinh:
      case Core::cosh:
        for (const Multiple& m : values_.exponent(n.a())) atoms.insert({Core::exp, m.basis});
        break;
      case Core::sin:
      case Core::cos:
      case Core::tan:
        for (const Multiple& m : values_.angle(n.a())) atoms.insert({Core::sin, m.basis});
        break;
      case Core::sqrt: todo.push_back(n.a()); [[fallthrough]];
      default: atoms.insert({f == Core::softplus ? Core::log : f, values_.of(n)[0].number()});
    }
  }
  return atoms;
}

std::optional<std::string> Prover::by_factors(NodeRef a, NodeRef b, bool only_equal_ones) {
  Product x = split(a), y = split(b);
  if (x.factors.size() + y.factors.size() < 3) return std::nullopt;
  // Equal factors.
  Parts parts;
  for (Factor& f : x.factors)
    for (Factor& g : y.factors) {
      if (f.exponent == 0 || (f.exponent > 0) != (g.exponent > 0) || !values_.equal(f.node, g.node)) continue;
      const std::int64_t k =
          f.exponent > 0 ? std::min(f.exponent, g.exponent) : std::max(f.exponent, g.exponent);
      parts.emplace_back(node_of({{f.node, k}}), node_of({{g.node, k}}));
      f.exponent -= k;
      g.exponent -= k;
    }
  // What remains, in groups without an atom in common.
  struct Group {
    std::set<Atom> atoms;
    std::vector<Factor> left, right;
  };
  std::vector<Group> groups;
  for (Product* p : {&x, &y})
    for (const Factor& f : p->factors) {
      if (f.exponent == 0) continue;
      Group merged{atoms_of(f.node), {}, {}};
      (p == &x ? merged.left : merged.right).push_back(f);
      std::vector<Group> apart;
      for (Group& g : groups) {
        const bool shares = std::any_of(g.atoms.begin(), g.atoms.end(),
                                        [&](const Atom& atom) { return merged.atoms.contains(atom); });
        if (!shares) {
          apart.push_back(std::move(g));
          continue;
        }
        merged.atoms.insert(g.atoms.begin(), g.atoms.end());
        merged.left.insert(merged.left.end(), g.left.begin(), g.left.end());
        merged.right.insert(merged.right.end(), g.right.begin(), g.right.end());
      }
      apart.push_back(std::move(merged));
      groups = std::move(apart);
    }
  if (only_equal_ones ? !groups.empty() : parts.empty() && groups.size() < 2) return std::nullopt;
  Rational number = 1;
  for (const Group& g : groups) {
    const NodeRef left = node_of(g.left), right = node_of(g.right);
    const auto ratio = small_quotient(values_.of(left)[0] * values_.of(right)[0].inverse());
    if (!ratio) return std::nullopt;
    const NodeRef scaled = NodeRef(*ratio) * right;
    if (!values_.equal(left, scaled)) return std::nullopt;
    parts.emplace_back(left, scaled);
  }
  parts.emplace_back(NodeRef(x.number), NodeRef(x.number));
  return by_parts(a, b, Op::multiply, parts, x.atoms, y.atoms);
}

std::optional<std::string> Prover::by_terms(NodeRef a, NodeRef b) {
  std::vector<Term> x = terms_of(a), y = terms_of(b);
  if (x.size() < 2 || y.size() < 2) return std::nullopt;
  std::array<std::set<NodeId>, 2> atoms;
  for (const Term& t : x) atoms[0].insert(t.node.id);
  for (const Term& t : y) atoms[1].insert(t.node.id);
  Parts parts;
  for (Term& s : x)
    for (Term& t : y) {
      if (s.factor.is_zero() || t.factor.is_zero()) continue;
      const NodeRef left = NodeRef(s.factor) * s.node, right = NodeRef(t.factor) * t.node;
      if (!values_.equal(left, right)) continue;
      parts.emplace_back(left, right);
      s.factor = t.factor = 0;
    }
  if (parts.empty()) return std::nullopt;
  NodeRef left = 0, right = 0;
  for (const Term& t : x) left = left + NodeRef(t.factor) * t.node;
  for (const Term& t : y) right = right + NodeRef(t.factor) * t.node;
  if (!left.is_zero() || !right.is_zero()) parts.emplace_back(left, right);
  return by_parts(a, b, Op::add, parts, atoms[0], atoms[1]);
}

}  // namespace slope::certificate
