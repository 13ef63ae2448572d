// SPDX-License-Identifier: MIT
#include "reduction.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "slope/core/error.hpp"
#include "slope/expr/function.hpp"
#include "slope/function/catalog.hpp"

namespace slope::algebra {

namespace {

constexpr int max_starts = 24;
constexpr std::int64_t max_denominator = 5040, max_decimal_denominator = 1'000'000'000;
constexpr std::size_t max_condition_terms = 2000;

bool is_sum(Op op) { return op == Op::add || op == Op::subtract || op == Op::negate; }

// Which nodes are evaluated whatever the point: those not only below a branch of `where`.
std::vector<bool> always_evaluated(const Postorder& order, std::span<const NodeRef> roots) {
  static const Op where = op_of<Where>();
  std::vector<bool> always(order.size());
  for (const NodeRef r : roots) always[order.slot(r)] = true;
  for (std::size_t i = order.size(); i-- > 0;) {
    const NodeRef n = order[i];
    if (!always[i] || !n.is_function()) continue;
    bool first = true;
    n.each_arg([&](NodeRef arg) {
      if (first || n.op() != where) always[order.slot(arg)] = true;
      first = false;
    });
  }
  return always;
}

using Need = Condition::Need;

bool is_partial(const Function& f) {
  return std::any_of(f.domain.begin(), f.domain.end(), [](const Domain& d) {
    return std::isfinite(d.low) || std::isfinite(d.high) || d.outside || d.poles != Poles::none;
  });
}

bool has_positive_base(NodeRef power) {
  const NodeRef base = power.a();
  return base.op() == op_of<E>() || base.op() == op_of<Exp>() ||
         (base.is_number() && base.value().sign() > 0);
}

// What must hold for a function to be defined.
std::vector<Condition> needs_of(NodeRef n, std::size_t side) {
  static const Op log = op_of<Log>(), log1p = op_of<Log1p>(), log2 = op_of<Log2>(), log10 = op_of<Log10>(),
                  sqrt = op_of<Sqrt>(), asin = op_of<Asin>(), acos = op_of<Acos>(), atanh = op_of<Atanh>(),
                  acosh = op_of<Acosh>(), logit = op_of<Logit>(), csch = op_of<Csch>(), coth = op_of<Coth>(),
                  acsch = op_of<Acsch>(), asech = op_of<Asech>();
  const auto on = [&](Need need, NodeRef u, const Rational& offset = 0, int sign = 1) {
    return Condition{.need = need, .side = side, .argument = u, .offset = offset, .sign = sign};
  };
  const Op op = n.op();
  const NodeRef u = n.a();
  if (op == Op::divide) return {on(Need::nonzero, n.b())};
  if (op == Op::pow && n.b().is_number()) {
    const Rational q = n.b().value();
    if (q.is_integer()) return q.sign() < 0 ? std::vector{on(Need::nonzero, u)} : std::vector<Condition>();
    return {on(q.sign() < 0 ? Need::positive : Need::nonnegative, u)};
  }
  if (op == log || op == log2 || op == log10) return {on(Need::positive, u)};
  if (op == sqrt) return {on(Need::nonnegative, u)};
  if (op == log1p) return {on(Need::positive, u, 1)};
  if (op == asin || op == acos) return {on(Need::nonnegative, u, 1), on(Need::nonnegative, u, 1, -1)};
  if (op == atanh) return {on(Need::positive, u, 1), on(Need::positive, u, 1, -1)};
  if (op == acosh) return {on(Need::nonnegative, u, -1)};
  if (op == logit) return {on(Need::positive, u), on(Need::positive, u, 1, -1)};
  if (op == asech) return {on(Need::positive, u), on(Need::nonnegative, u, 1, -1)};
  if (op == csch || op == coth || op == acsch) return {on(Need::nonzero, u)};
  const bool power = op == Op::pow && !has_positive_base(n);
  return power || is_partial(function_of(op)) ? std::vector{on(Need::other, n)} : std::vector<Condition>();
}

}  // namespace

// Of which fraction an atom is made, so that `multiple` of the whole is a power of it.
std::int64_t Reduction::denominator(Of kind, std::uint64_t key, const Rational& multiple) {
  std::int64_t& known = known_.denominators[{key, static_cast<int>(kind)}];
  if (known == 0) known = 1;
  const std::int64_t needed = multiple.denominator().as_int64().value_or(max_decimal_denominator + 1);
  if (known % needed == 0) return known;
  if (++known_.starts > max_starts) throw OutOfBudget();
  const bool by_terms = kind == Of::exponent && known_.by_terms;
  if (needed <= max_decimal_denominator) known = std::lcm(known, needed);
  if (needed <= max_decimal_denominator && known <= (by_terms ? max_decimal_denominator : max_denominator))
    throw Restart();
  if (kind != Of::exponent || by_terms) throw OutOfBudget();
  known_.by_terms = true;
  std::erase_if(known_.denominators,
                [](const auto& entry) { return entry.first.second == static_cast<int>(Of::exponent); });
  throw Restart();
}

Fraction Reduction::leaf(NodeRef n) {
  if (n.is_number()) return field_.number(n.value());
  const auto found = leaves_.find(n.id);
  if (found != leaves_.end()) return found->second;
  Range range = domain_.of(n.name());
  Lanes lanes;
  for (auto& v : lanes.value) {
    v = field_.prime_field().random(field_.random());
    if (algebra::is_nonnegative(range)) v = field_.prime_field().multiply(v, v);
    else if (algebra::is_nonpositive(range))
      v = field_.prime_field().negate(field_.prime_field().multiply(v, v));
  }
  const AtomId atom = field_.add_atom({n.name(), std::move(range), 0, {}, lanes});
  symbols_.emplace(atom, n.name());
  return leaves_.emplace(n.id, field_.variable(atom)).first->second;
}

const std::string* Reduction::symbol(AtomId atom) const {
  const auto found = symbols_.find(atom);
  return found == symbols_.end() ? nullptr : &found->second;
}

Range Reduction::range(const Polynomial& p, Using facts) const {
  Range r = range_of(p, [&](AtomId a) -> const Range& {
    const std::string* const name = facts == Using::facts ? nullptr : symbol(a);
    return name ? given_.of(*name) : field_.atom(a).range;
  });
  if (facts == Using::domain) return r;
  for (const auto& [q, fact] : facts_) {
    if (q == p) r = intersection(r, fact);
    else if (p.size() == q.size() && q == -p) r = intersection(r, product(fact, point(-1)));
  }
  return r;
}

int Reduction::sign(const Part& part, Using facts) const {
  Range r = range(part.numerator, facts);
  int s = is_positive(r) ? 1 : is_negative(r) ? -1 : 0;
  if (s == 0) {  // a monomial by its atoms, of which facts may be known
    if (part.numerator.is_zero()) return 0;
    const Primitive p = primitive_of(part.numerator);
    const Range rest = range(p.primitive, facts), monomial = range(Polynomial(Term{p.monomial, 1}), facts);
    const auto of = [](const Range& x) { return is_positive(x) ? 1 : is_negative(x) ? -1 : 0; };
    s = of(rest) * of(monomial) * p.content.sign();
  }
  for (const Power& f : part.factors) {
    if (f.exponent % 2 == 0 && f.exponent < 0) continue;
    const Range at = range(field_.factor(f.atom), facts);
    const int t = is_positive(at)                                 ? 1
                  : is_negative(at)                               ? -1
                  : f.exponent < 0 && algebra::is_nonnegative(at) ? 1
                                                                  : 0;
    s *= f.exponent % 2 == 0 ? t * t : t;
  }
  return s;
}

bool Reduction::is_nonnegative(const Part& part, Using facts) const {
  if (part.numerator.is_zero() || sign(part, facts) > 0) return true;
  for (const Power& f : part.factors)
    if (f.exponent % 2 != 0 && !algebra::is_nonnegative(range(field_.factor(f.atom), facts))) return false;
  return algebra::is_nonnegative(range(part.numerator, facts));
}

// A product is known to be positive: if the signs of all factors but one are known, so is that of the last one. If it is
// only known not to be negative, the other factors must not be 0 either: x·y ≥ 0 says nothing of x where y = 0.
void Reduction::learn(const Condition& fact) {
  const Part& part = fact.value;
  const bool is_strict = fact.need == Need::positive;
  if ((!is_strict && fact.need != Need::nonnegative) || part.numerator.is_zero()) return;
  const Primitive p = primitive_of(part.numerator);
  int rest = p.content.sign();
  std::optional<Polynomial> open;
  int unknown = 0;
  const auto visit = [&](const Polynomial& base, std::int32_t exponent) {
    const Range r = range(base);
    const bool is_nonzero = is_strict || exponent < 0 || is_positive(r) || is_negative(r);
    if (is_nonzero && exponent % 2 == 0) return;
    if (is_nonzero && algebra::is_nonnegative(r)) return;
    if (is_nonzero && algebra::is_nonpositive(r)) rest = -rest;
    else if (exponent % 2 == 0) unknown = 2;
    else ++unknown, open = base;
  };
  for (const Power& x : p.monomial) visit(Polynomial(Term{{{x.atom, 1}}, 1}), x.exponent);
  if (!p.primitive.constant()) visit(p.primitive, 1);
  for (const Power& f : part.factors) visit(field_.factor(f.atom), f.exponent);
  if (unknown != 1) return;
  Range r = fact.need == Need::positive ? above_zero() : at_least_zero();
  if (rest < 0) r = product(r, point(-1));
  facts_.emplace_back(*open, r);
}

std::array<Fraction, 2> Reduction::sides(NodeRef lhs, NodeRef rhs) {
  const std::array roots{lhs, rhs};
  // Facts first: what both sides need holds wherever they are compared.
  std::vector<NodeRef> ordered;
  {
    const Postorder order{std::span<const NodeRef>(roots)};
    const std::vector<bool> always = always_evaluated(order, roots);
    const Postorder left(lhs);
    for (std::size_t i = 0; i < order.size(); ++i) {
      const NodeRef n = order[i];
      if (!n.is_function()) continue;
      for (Condition& c : needs_of(n, left.contains(n) ? 0 : 1)) {
        c.always = always[i];
        if (c.always && (c.need == Need::positive || c.need == Need::nonnegative)) {
          if (c.argument.is_symbol() && c.sign == 1) {
            const std::string relation = c.need == Need::positive ? " > " : " >= ";
            try {
              domain_ =
                  Assumptions(domain_.text().empty() ? c.argument.name() + relation + (-c.offset).to_string()
                                                     : domain_.text() + ", " + c.argument.name() + relation +
                                                           (-c.offset).to_string());
            } catch (const UsageError&) {
              throw Undefined{"an empty domain"};
            }
          }
          ordered.push_back(c.argument);
        }
        conditions_.push_back(std::move(c));
      }
    }
  }
  std::vector<std::vector<std::size_t>> wanted;
  ordered.push_back(lhs);
  ordered.push_back(rhs);
  const Postorder order{std::span<const NodeRef>(ordered)};
  wanted.resize(order.size());
  for (std::size_t i = 0; i < conditions_.size(); ++i)
    wanted[order.slot(conditions_[i].argument)].push_back(i);
  // Inner nodes of a chain of sums that nothing else uses are not computed: the chain is gathered at its top.
  std::vector<std::uint32_t> uses(order.size());
  std::vector<bool> in_chain(order.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    if (order[i].is_function()) order[i].each_arg([&](NodeRef arg) { ++uses[order.slot(arg)]; });
  for (const NodeRef r : ordered) uses[order.slot(r)] += 2;
  for (std::size_t i = 0; i < order.size(); ++i)
    if (is_sum(order[i].op()))
      order[i].each_arg([&](NodeRef arg) {
        const std::size_t k = order.slot(arg);
        if (is_sum(arg.op()) && uses[k] == 1 && wanted[k].empty()) in_chain[k] = true;
      });
  std::vector<Fraction> value(order.size());
  std::vector<const Fraction*> args;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    field_.budget().spend(1);
    if (n.op() == Op::pair || n.op() == Op::none || in_chain[i]) continue;
    if (is_sum(n.op())) {
      std::vector<Fraction> terms;
      std::vector<std::pair<NodeRef, int>> todo{{n, 1}};
      while (!todo.empty()) {
        const auto [m, s] = todo.back();
        todo.pop_back();
        if (m != n && !in_chain[order.slot(m)]) {
          const Fraction& term = value[order.slot(m)];
          terms.push_back(s > 0 ? term : field_.negate(term));
          continue;
        }
        todo.emplace_back(m.a(), m.op() == Op::negate ? -s : s);
        if (m.op() != Op::negate) todo.emplace_back(m.b(), m.op() == Op::subtract ? -s : s);
      }
      value[i] = field_.sum(std::move(terms));
    } else if (n.is_function()) {
      args.clear();
      n.each_arg([&](NodeRef arg) { args.push_back(&value[order.slot(arg)]); });
      value[i] = call(n, args);
    } else value[i] = leaf(n);
    for (const std::size_t k : wanted[i]) {
      Condition& c = conditions_[k];
      if (c.need == Need::other) continue;
      const Fraction u = field_.add(field_.number(c.offset), field_.scale(value[i], c.sign));
      const auto whole = field_.together(u, max_condition_terms);
      if (!whole) continue;
      c.value = *whole;
      c.reduced = true;
      if (c.value.numerator.is_zero() && c.need != Need::nonnegative && c.always)
        throw Undefined{"a division by 0 or a logarithm of 0"};
      const int s = sign(c.value, Using::domain);
      c.holds = c.need == Need::nonzero    ? s != 0
                : c.need == Need::positive ? s > 0
                                           : is_nonnegative(c.value, Using::domain);
      if (c.always) learn(c);
    }
  }
  return {value[order.slot(lhs)], value[order.slot(rhs)]};
}

}  // namespace slope::algebra
