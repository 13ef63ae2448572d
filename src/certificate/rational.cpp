// SPDX-License-Identifier: MIT
// Rational equations in atoms.
#include <algorithm>
#include <cmath>

#include "prover.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/expr/print.hpp"

namespace slope::certificate {

namespace {

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

// The numbers of terms of a numerator and a denominator.
struct Terms {
  double above = 1, below = 1;
};

Terms sum(Terms a, Terms b) {
  if (a.below == 1 && b.below == 1) return {a.above + b.above, 1};
  return {a.above * b.below + b.above * a.below, a.below * b.below};
}

// No quotient, nor a function that is one, but for the atoms.
bool is_polynomial(NodeRef root, const std::set<NodeId>& atoms) {
  std::vector<NodeRef> todo{root};
  while (!todo.empty()) {
    const NodeRef n = todo.back();
    todo.pop_back();
    if (atoms.contains(n.id)) continue;
    const Core f = core_of(n);
    if (f == Core::tan || f == Core::tanh || f == Core::sigmoid) return false;
    if (n.op() == Op::pow && *integer_exponent(n) < 0) return false;
    if (n.op() == Op::divide && !n.b().is_number()) return false;
    if (f == Core::none) n.each_arg([&](NodeRef arg) { todo.push_back(arg); });
  }
  return true;
}

// The factors of a denominator.
std::vector<NodeRef> factors_of(NodeRef n) {
  std::vector<NodeRef> factors, todo{n};
  while (!todo.empty()) {
    const NodeRef m = todo.back();
    todo.pop_back();
    const bool two = m.op() == Op::multiply || m.op() == Op::divide;
    if (two) todo.push_back(m.b());
    if (two || m.op() == Op::pow || m.op() == Op::negate) todo.push_back(m.a());
    else factors.push_back(m);
  }
  return factors;
}

Terms of_function(Core f) {
  switch (f) {
    case Core::sigmoid: return {1, 2};
    case Core::tanh: return {2, 2};
    case Core::sinh:
    case Core::cosh: return {2, 1};
    default: return {1, 1};
  }
}

}  // namespace

double Prover::cost(NodeRef a, NodeRef b, bool formal) const {
  const auto terms = [&](NodeRef root) {
    const Postorder order(root);
    std::vector<Terms> list(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const NodeRef n = order[i];
      if (!n.is_function() || core_of(n) != Core::none) {
        if (!formal) list[i] = of_function(core_of(n));
        continue;
      }
      const Terms x = list[order.slot(n.a())], y = n.b() ? list[order.slot(n.b())] : Terms();
      switch (n.op()) {
        case Op::add:
        case Op::subtract: list[i] = sum(x, y); break;
        case Op::multiply: list[i] = {x.above * y.above, x.below * y.below}; break;
        case Op::divide: list[i] = {x.above * y.below, x.below * y.above}; break;
        case Op::pow: {
          const double k = static_cast<double>(*integer_exponent(n)), size = std::min(std::abs(k), 30.);
          list[i] = {std::pow(x.above, size), std::pow(x.below, size)};
          if (k < 0) std::swap(list[i].above, list[i].below);
          break;
        }
        default: list[i] = x;
      }
    }
    return list.back();
  };
  const Terms x = terms(a), y = terms(b);
  return x.above * y.below + y.above * x.below;
}

Value Prover::formal(Knowledge k, NodeRef root) {
  auto& values = formal_[k];
  const auto each = [](const auto& f) { return Value{f(0u), f(1u)}; };
  for (const NodeRef n : Postorder(root)) {
    if (values.contains(n.id)) continue;
    if (k == roots && core_of(n) == Core::sqrt) {
      const Value u = values.at(n.a().id);
      const auto x = u[0].root(), y = u[1].root();
      if (!x || !y) throw Values::NoRoot();
      values[n.id] = {*x, Residue(0) - *y};  // signs that make no law of roots hold
      continue;
    }
    if (!n.is_function() || core_of(n) != Core::none) {
      values[n.id] = n.is_number() ? values_.of(n) : Value{Residue(random_()), Residue(random_())};
      continue;
    }
    const Value a = values.at(n.a().id), b = n.b() ? values.at(n.b().id) : Value();
    values[n.id] = each([&](std::size_t i) {
      switch (n.op()) {
        case Op::add: return a[i] + b[i];
        case Op::subtract: return a[i] - b[i];
        case Op::negate: return Residue(0) - a[i];
        case Op::multiply: return a[i] * b[i];
        case Op::divide: return a[i] * b[i].inverse();
        default: {
          const std::int64_t e = *integer_exponent(n);
          return (e < 0 ? a[i].inverse() : a[i]).power(static_cast<std::uint64_t>(std::abs(e)));
        }
      }
    });
  }
  return values.at(root.id);
}

bool Prover::equal_knowing(Knowledge k, NodeRef a, NodeRef b) {
  constexpr int tries = 1000;
  for (int i = 0; i < tries; ++i) {
    try {
      return formal(k, a) == formal(k, b);
    } catch (const Values::NoRoot&) {
      formal_[k].clear();
    }
  }
  return false;
}

Prover::Knowledge Prover::needed(NodeRef a, NodeRef b) {
  for (const Knowledge k : {nothing, roots})
    if (equal_knowing(k, a, b)) return k;
  return everything;
}

std::string Prover::by_field(std::vector<NodeRef> todo, const std::set<NodeId>& opaque) {
  std::set<NodeId> seen;
  std::vector<NodeRef> opened;
  bool again = false;
  std::vector<std::string> rewritten, facts, relations;
  while (!todo.empty()) {
    const NodeRef n = todo.back();
    todo.pop_back();
    if (!Script::is_defined(n) || !seen.insert(n.id).second) continue;
    NodeRef denominator;
    if (n.op() == Op::divide) denominator = n.b();
    if (n.op() == Op::pow && *integer_exponent(n) < 0) denominator = n.a();
    if (core_of(n) == Core::tan && !opaque.contains(n.id)) denominator = apply(Core::cos, n.a());
    if (opaque.contains(n.id)) continue;
    const Core f = core_of(n);
    if (f == Core::none || f == Core::pi) {
      opened.push_back(n);
      n.each_arg([&](NodeRef arg) { todo.push_back(arg); });
    } else {
      rewritten.push_back("?" + reduced(n));
      for (const std::string& fact : facts_[n.id]) add_once(facts, fact);
      for (const std::string& relation : relations_[n.id]) add_once(relations, relation);
      if (f == Core::sqrt && !is_polynomial(n.a(), opaque))
        throw CertificateError(
            fmt::format("no certificate: the proof needs the square of {}, which is no polynomial "
                        "in exponentials, sines and cosines",
                        shortened(n)));
      for (const NodeRef m : mentioned_[n.id]) todo.push_back(m), again = true;
    }
    if (denominator)
      for (const NodeRef part : factors_of(denominator))
        if (const auto fact = part.is_number() ? std::nullopt : signs_.lemma(Sign::nonzero, part)) {
          add_once(facts, fmt::format("({} : {} <> 0)", *fact, script_.at(part)));
          todo.push_back(part);
        }
  }
  std::string proof;
  for (const std::string& fact : facts) proof += fmt::format("generalize {}. ", fact);
  for (const std::string& relation : relations) proof += fmt::format("generalize {}. ", relation);
  // A node before its operands, which it brings to light.
  std::vector<std::string> unfolded;
  for (const NodeRef n : Postorder(opened))
    if (std::find(opened.begin(), opened.end(), n) != opened.end()) unfolded.push_back(script_.name(n));
  std::reverse(unfolded.begin(), unfolded.end());
  for (int round = 0; round < (again ? 3 : 1); ++round) {
    if (!unfolded.empty()) proof += fmt::format("unfold {}. ", fmt::join(unfolded, ", "));
    if (!rewritten.empty()) proof += fmt::format("rewrite {}. ", fmt::join(rewritten, ", "));
  }
  std::string named;
  for (std::size_t i = 0; i < relations.size(); ++i) named += fmt::format(" E{}", i);
  if (!named.empty()) proof += fmt::format("intros{}. ", named);
  if (!facts.empty()) proof += "intros. ";
  proof += named.empty() ? "field" : fmt::format("field [{}]", named.substr(1));
  return proof + "; " + script_.need("nonzero") + ".";
}

}  // namespace slope::certificate
