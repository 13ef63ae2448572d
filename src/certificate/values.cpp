// SPDX-License-Identifier: MIT
#include "values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "slope/certificate/coq.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/expr/print.hpp"
#include "slope/expr/simplify.hpp"

namespace slope::certificate {

namespace {

// Exponents may have denominators that divide this: e^(q m) is a power of a 720720-th root of e^m.
constexpr std::int64_t divisible = 720720;
constexpr std::size_t max_expanded_nodes = 300;

template <class F> Value each(const F& f) { return {f(0u), f(1u)}; }

Value invert(Value v, NodeRef n) {
  if (v[0].is_zero() || v[1].is_zero())
    throw CertificateError("no certificate: there is a division by 0 everywhere, by " + shortened(n));
  return each([&](std::size_t i) { return v[i].inverse(); });
}

Value number(const Rational& value) {
  const auto r = residue_of(value);
  if (!r) throw CertificateError("no certificate: a number is too large");
  return {*r, *r};
}

struct Term {
  Rational factor;
  NodeRef monomial;
};

// A product without its numbers.
Term without_numbers(NodeRef n) {
  if (n.is_number()) return {n.value(), NodeRef(1)};
  if (n.op() == Op::negate) {
    const Term t = without_numbers(n.a());
    return {-t.factor, t.monomial};
  }
  if (n.op() != Op::multiply && n.op() != Op::divide) return {1, n};
  const Term a = without_numbers(n.a()), b = without_numbers(n.b());
  if (n.op() == Op::multiply) return {a.factor * b.factor, a.monomial * b.monomial};
  if (b.factor.is_zero()) return {1, n};
  return {a.factor / b.factor, a.monomial / b.monomial};
}

std::size_t tree_size(NodeRef root) {
  const Postorder order(root);
  std::vector<std::size_t> size(order.size(), 1);
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i].each_arg([&](NodeRef arg) {
      size[i] = std::min<std::size_t>(size[i] + size[order.slot(arg)], max_expanded_nodes + 1);
    });
  return size.back();
}

// The terms of a sum.
std::vector<Term> terms_of(NodeRef root) {
  std::vector<Term> terms, todo{{1, root}};
  while (!todo.empty()) {
    const Term t = todo.back();
    todo.pop_back();
    const NodeRef n = t.monomial;
    const auto push = [&](const Rational& factor, NodeRef part) {
      todo.push_back({t.factor * factor, part});
    };
    if (n.op() == Op::add) push(1, n.b()), push(1, n.a());
    else if (n.op() == Op::subtract) push(-1, n.b()), push(1, n.a());
    else if (n.op() == Op::negate) push(-1, n.a());
    else if (n.op() == Op::multiply && n.a().is_number()) push(n.a().value(), n.b());
    else if (n.op() == Op::multiply && n.b().is_number()) push(n.b().value(), n.a());
    else if (n.op() == Op::divide && n.b().is_number() && !n.b().is_zero())
      push(n.b().value().reciprocal(), n.a());
    else {
      const Term rest = without_numbers(n);
      terms.push_back({t.factor * rest.factor, rest.monomial});
    }
  }
  return terms;
}

}  // namespace

std::string shortened(NodeRef n) {
  std::string text = print(Expr(n));
  if (text.size() > 200) text = text.substr(0, 200) + "...";
  return text;
}

Value Values::of(NodeRef root) {
  if (const auto found = values_.find(root.id); found != values_.end()) return found->second;
  const Postorder order(root);
  for (const NodeRef n : order)
    if (n.op() != Op::pair && !values_.contains(n.id)) {
      const Value v = compute(n);
      values_[n.id] = v;
    }
  return values_.at(root.id);
}

void Values::require_equal(NodeRef a, NodeRef b) {
  if (!equal(a, b))
    throw CertificateError(
        fmt::format("no certificate: {} and {} are not equal by the laws of exponentials, of "
                    "sines and cosines, and of square roots",
                    shortened(a), shortened(b)));
}

Value Values::compute(NodeRef n) {
  if (n.is_number()) return number(n.value());
  if (n.is_symbol()) return random();
  const Core f = core_of(n);
  if (f == Core::pi) return random();
  const Value a = values_.at(n.a().id);
  if (f != Core::none) return function(f, n);
  if (const auto k = integer_exponent(n)) {
    const Value base = *k < 0 ? invert(a, n.a()) : a;
    return each([&](std::size_t i) { return base[i].power(static_cast<std::uint64_t>(std::abs(*k))); });
  }
  if (n.op() == Op::negate) return each([&](std::size_t i) { return Residue(0) - a[i]; });
  const Value b = n.op() == Op::divide ? invert(values_.at(n.b().id), n.b()) : values_.at(n.b().id);
  switch (n.op()) {
    case Op::add: return each([&](std::size_t i) { return a[i] + b[i]; });
    case Op::subtract: return each([&](std::size_t i) { return a[i] - b[i]; });
    default: return each([&](std::size_t i) { return a[i] * b[i]; });
  }
}

Value Values::function(Core f, NodeRef n) {
  const NodeRef u = n.a();
  const Value one = number(1);
  switch (f) {
    case Core::exp: return exponential(u);
    case Core::sigmoid:
    case Core::tanh:
    case Core::sinh:
    case Core::cosh: {
      const Value e = exponential(u), inverse = invert(e, n);
      const Value sum = each([&](std::size_t i) { return e[i] + inverse[i]; });
      const Value difference = each([&](std::size_t i) { return e[i] - inverse[i]; });
      const Residue half = Residue(2).inverse();
      if (f == Core::sinh) return each([&](std::size_t i) { return difference[i] * half; });
      if (f == Core::cosh) return each([&](std::size_t i) { return sum[i] * half; });
      const Value below =
          f == Core::tanh ? invert(sum, n) : invert(each([&](std::size_t i) { return one[i] + e[i]; }), n);
      const Value& above = f == Core::tanh ? difference : e;
      return each([&](std::size_t i) { return above[i] * below[i]; });
    }
    case Core::softplus: return log_one_plus_exp(u);
    case Core::log: return logarithm(u);
    case Core::sin:
    case Core::cos:
    case Core::tan: {
      const auto angle = circle(u);
      const Value s{angle[0].s, angle[1].s}, c{angle[0].c, angle[1].c};
      if (f == Core::sin) return s;
      if (f == Core::cos) return c;
      const Value inverse = invert(c, n);
      return each([&](std::size_t i) { return s[i] * inverse[i]; });
    }
    default: return remembered(f, values_.at(u.id));
  }
}

bool Values::is_flipped(NodeRef u) {
  const auto terms = combination(u, exponents_);
  return !terms.empty() && terms[0].factor.sign() < 0;
}

Value Values::log_one_plus_exp(NodeRef u) {
  const bool flipped = is_flipped(u);
  const Value shift = flipped ? of(u) : Value{0, 0},
              e = exponential(flipped ? NodeRef::raw(Op::negate, u) : u);
  const Value log = remembered(Core::log, each([&](std::size_t i) { return Residue(1) + e[i]; }));
  return each([&](std::size_t i) { return log[i] + shift[i]; });
}

// By the laws that hold for positive numbers, as far as the signs are known.
Value Values::logarithm(NodeRef u) {
  if (core_of(u) == Core::exp) return of(u.a());
  if (const NodeRef v = after_one_plus_exp(u)) return log_one_plus_exp(v);
  const auto negative = [](Value v) { return each([&](std::size_t i) { return Residue(0) - v[i]; }); };
  if (core_of(u) == Core::sigmoid) return negative(log_one_plus_exp(NodeRef::raw(Op::negate, u.a())));
  if (const NodeRef v = after_complement(u)) return negative(log_one_plus_exp(v));
  const bool two = u.op() == Op::multiply || u.op() == Op::divide;
  if (two && positive_(u.a()) && positive_(u.b())) {
    const Value a = logarithm(u.a()),
                b = u.op() == Op::divide ? negative(logarithm(u.b())) : logarithm(u.b());
    return each([&](std::size_t i) { return a[i] + b[i]; });
  }
  if ((u.op() == Op::pow || core_of(u) == Core::sqrt) && positive_(u.a())) {
    const Value k = u.op() == Op::pow ? of(u.b()) : number(Rational(1, 2)), a = logarithm(u.a());
    return each([&](std::size_t i) { return k[i] * a[i]; });
  }
  return remembered(Core::log, of(u));
}

Value Values::remembered(Core f, Value argument) {
  const auto [at, is_new] = functions_.try_emplace({f, argument});
  if (is_new) at->second = random();
  if (is_new && f == Core::sqrt)
    for (std::size_t i = 0; i < 2; ++i) {
      const auto root = argument[i].root();
      if (!root) throw NoRoot();
      at->second[i] = random_() % 2 == 0 ? *root : Residue(0) - *root;
    }
  return at->second;
}

std::pair<Rational, Rational> Values::parts(const Multiple& m) const {
  if (core_of(exponents_.monomials[m.basis]) != Core::log) return {0, m.factor};
  const Rational whole = m.factor.floor();
  return {whole, m.factor - whole};
}

Value Values::exponential(NodeRef argument) {
  Value result = number(1);
  for (const Multiple& m : combination(argument, exponents_)) {
    while (bases_.size() <= m.basis) bases_.push_back(random());
    const auto [whole, part] = parts(m);
    if (!whole.is_zero()) {  // e^(n log u) = uⁿ
      const NodeRef u = exponents_.monomials[m.basis].a();
      const Value base = whole.sign() < 0 ? invert(of(u), u) : of(u);
      const std::uint64_t n = reduced(whole.abs(), Residue::p - 1);
      result = each([&](std::size_t i) { return result[i] * base[i].power(n); });
    }
    const std::uint64_t k = reduced(part * divisible, Residue::p - 1);
    result = each([&](std::size_t i) { return result[i] * bases_[m.basis][i].power(k); });
  }
  return result;
}

std::array<Angle, 2> Values::circle(NodeRef argument) {
  std::array<Angle, 2> result;
  for (const Multiple& m : combination(argument, angles_)) {
    while (circles_.size() <= m.basis) {
      const Value t = random();
      circles_.push_back({Angle::random(t[0]), Angle::random(t[1])});
    }
    const std::uint64_t k = reduced(m.factor * divisible, Residue::p + 1);
    for (std::size_t i = 0; i < 2; ++i) result[i] = result[i] + circles_[m.basis][i].times(k);
  }
  return result;
}

std::vector<Multiple> Values::combination(NodeRef argument, Basis& basis) {
  const std::pair key(argument.id, &basis == &angles_);
  if (const auto found = combinations_.find(key); found != combinations_.end()) return found->second;
  NodeRef sum = argument;
  if (tree_size(argument) <= max_expanded_nodes) sum = expand(Expr(argument)).node();
  std::map<std::size_t, Rational> factors;
  for (const Term& t : terms_of(sum)) {
    const auto [at, is_new] = basis.index.try_emplace(of(t.monomial), basis.monomials.size());
    if (is_new) basis.monomials.push_back(t.monomial), basis.divisors.push_back(1);
    factors[at->second] += t.factor;
  }
  std::vector<Multiple> result;
  for (const auto& [i, factor] : factors) {
    if (factor.is_zero()) continue;
    const auto d = factor.denominator().as_int64();
    if (!d || divisible % *d != 0)
      throw CertificateError(
          fmt::format("no certificate: the number {} in an argument of exp, sin or cos has a "
                      "denominator that does not divide {}",
                      shortened(NodeRef(factor)), divisible));
    basis.divisors[i] = std::lcm(basis.divisors[i], *d);
    result.push_back({factor, i});
  }
  combinations_[key] = result;
  return result;
}

}  // namespace slope::certificate
