// SPDX-License-Identifier: MIT
// Products and integer powers of sums multiplied out.
#include <algorithm>
#include <optional>
#include <unordered_map>

#include "../simplify/build.hpp"
#include "slope/expr/simplify.hpp"
#include "sparse_polynomial.hpp"

namespace slope {

namespace {

using namespace expansion;

class Expander {
 public:
  explicit Expander(NodeRef root) : order_(root), value_(order_.size()), uses_(order_.size()) {}

  NodeRef operator()() {
    for (const NodeRef n : order_)
      if (n.op() >= Op::pair && n.a()) {
        ++uses_[order_.slot(n.a())];
        if (n.b()) ++uses_[order_.slot(n.b())];
      }
    for (std::size_t i = 0; i < order_.size(); ++i)
      if (order_[i].op() != Op::pair) value_[i] = expand(order_[i]);
    return write(value_.back());
  }

 private:
  // The value of an operand: moved out at its last use.
  SparsePolynomial take(NodeRef n) {
    const std::size_t k = order_.slot(n);
    return --uses_[k] == 0 ? std::move(value_[k]) : value_[k];
  }

  SparsePolynomial atom(NodeRef n) {
    const auto [place, fresh] = number_.emplace(n.id, static_cast<std::uint32_t>(atoms_.size()));
    if (fresh) atoms_.push_back(n);
    return SparsePolynomial::atom(place->second);
  }

  SparsePolynomial sum(NodeRef n, const Rational& sign) {
    SparsePolynomial a = take(n.a()), b = take(n.b());
    if (a.terms().size() < b.terms().size()) {
      b.scale(sign);
      b.add(a, 1);
      return b;
    }
    a.add(b, sign);
    return a;
  }

  SparsePolynomial expand(NodeRef n) {
    if (n.is_number()) return SparsePolynomial(n.value());
    if (!n.is_function()) return atom(n);
    switch (n.op()) {
      case Op::add: return sum(n, 1);
      case Op::subtract: return sum(n, -1);
      case Op::negate: {
        SparsePolynomial a = take(n.a());
        a.scale(-1);
        return a;
      }
      case Op::multiply: {
        SparsePolynomial a = take(n.a()), b = take(n.b());
        a.collect(), b.collect();
        return a.times(b);
      }
      case Op::divide: {
        SparsePolynomial a = take(n.a()), b = take(n.b());
        a.collect(), b.collect();
        if (b.terms().size() == 1) return a.times(b.reciprocal());
        return a.times(atom(write(std::move(b))).reciprocal());
      }
      case Op::pow:
        if (const auto q = n.b().is_number() ? n.b().value().as_int64() : std::nullopt) {
          take(n.b());
          SparsePolynomial a = take(n.a());
          a.collect();
          if (*q >= 0) return a.raised(*q);
          if (a.terms().size() == 1) return a.raised(-*q).reciprocal();
          return atom(write(std::move(a))).raised(-*q).reciprocal();
        }
        break;
      default: break;
    }
    return atom(rebuild(n, [&](NodeRef arg) { return write(take(arg)); }));
  }

  // Where an atom stands in reading order.
  std::vector<std::uint32_t> ranks() {
    simplification::Forms forms;
    std::vector<simplification::FormId> form;
    form.reserve(atoms_.size());
    for (const NodeRef a : atoms_)
      form.push_back(simplification::Builder(Postorder(a), forms, nullptr).build());
    std::vector<std::uint32_t> by_rank(atoms_.size()), rank(atoms_.size());
    for (std::uint32_t i = 0; i < by_rank.size(); ++i) by_rank[i] = i;
    std::sort(by_rank.begin(), by_rank.end(), [&](std::uint32_t a, std::uint32_t b) {
      const int c = forms.compare(form[a], form[b]);
      return c != 0 ? c < 0 : a < b;
    });
    for (std::uint32_t i = 0; i < by_rank.size(); ++i) rank[by_rank[i]] = i;
    return rank;
  }

  NodeRef write(SparsePolynomial p) {
    p.collect();
    if (p.terms().empty()) return 0;
    if (p.terms().size() == 1 && p.powers(p.terms()[0]).size() <= 1)
      return term(p.terms()[0].coefficient, p.powers(p.terms()[0]));
    const std::vector<std::uint32_t> rank = ranks();
    struct Line {
      std::int64_t degree = 0;
      std::vector<Power> powers;  // atoms by rank
      Rational coefficient;
    };
    std::vector<Line> lines;
    for (const auto& t : p.terms()) {
      Line line{0, {p.powers(t).begin(), p.powers(t).end()}, t.coefficient};
      for (Power& q : line.powers) line.degree += q.exponent, q.atom = rank[q.atom];
      std::sort(line.powers.begin(), line.powers.end());
      lines.push_back(std::move(line));
    }
    // Falling degree, constants last; then the lower atom first, and of one atom the higher power.
    std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
      if (a.powers.empty() != b.powers.empty()) return b.powers.empty();
      if (a.degree != b.degree) return a.degree > b.degree;
      for (std::size_t i = 0; i < std::min(a.powers.size(), b.powers.size()); ++i) {
        if (a.powers[i].atom != b.powers[i].atom) return a.powers[i].atom < b.powers[i].atom;
        if (a.powers[i].exponent != b.powers[i].exponent) return a.powers[i].exponent > b.powers[i].exponent;
      }
      return a.powers.size() < b.powers.size();
    });
    const auto first =
        std::find_if(lines.begin(), lines.end(), [](const Line& l) { return l.coefficient.sign() > 0; });
    if (first != lines.end()) std::rotate(lines.begin(), first, first + 1);
    std::vector<std::uint32_t> back(rank.size());
    for (std::uint32_t i = 0; i < rank.size(); ++i) back[rank[i]] = i;
    NodeRef total;
    for (Line& line : lines) {
      for (Power& q : line.powers) q.atom = back[q.atom];
      const bool minus = total && line.coefficient.sign() < 0;
      const NodeRef t = term(minus ? -line.coefficient : line.coefficient, line.powers);
      total = !total ? t : minus ? total - t : total + t;
    }
    return total;
  }

  // c·Π atom^exponent: single symbols before powers, as `simplify` writes them.
  NodeRef term(const Rational& c, std::span<const Power> powers) const {
    NodeRef above, below;
    if (const Rational n = c.numerator(); !n.is_one() && n != Rational(-1)) above = n;
    if (const Rational d = c.denominator(); !d.is_one()) below = d;
    for (const bool later : {false, true})
      for (const Power& q : powers) {
        const NodeRef base = atoms_[q.atom];
        if ((base.is_symbol() && q.exponent == 1) == later) continue;
        NodeRef& side = q.exponent > 0 ? above : below;
        const NodeRef factor = power(base, Rational(std::abs(std::int64_t{q.exponent})));
        if (side) side = side * factor;
        else side = c.numerator() == Rational(-1) && q.exponent > 0 ? -factor : factor;
      }
    if (!above) above = c.numerator();
    return below ? above / below : above;
  }

  Postorder order_;
  std::vector<SparsePolynomial> value_;
  std::vector<std::uint32_t> uses_;
  std::vector<NodeRef> atoms_;
  std::unordered_map<NodeId, std::uint32_t> number_;
};

}  // namespace

Expr expand(const Expr& f) {
  const Graph::Session session;
  return Expr(Expander(f.node())());
}

}  // namespace slope
