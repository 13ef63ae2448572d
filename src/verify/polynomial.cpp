// SPDX-License-Identifier: MIT
#include "polynomial.hpp"

#include <algorithm>
#include <cstdlib>

namespace slope::algebra {

namespace {

constexpr std::int64_t max_exponent = 1 << 30;

Power checked(AtomId atom, std::int64_t exponent) {
  if (std::abs(exponent) > max_exponent) throw OutOfBudget();
  return {atom, static_cast<std::int32_t>(exponent)};
}

std::uint64_t mix(std::uint64_t h, std::uint64_t x) {
  h = (h ^ x) * 0x9e3779b97f4a7c15u;
  return h ^ (h >> 29);
}

}  // namespace

std::strong_ordering compare(const Monomial& a, const Monomial& b) {
  std::size_t i = a.size(), j = b.size();
  while (i > 0 || j > 0) {
    if (i > 0 && (j == 0 || a[i - 1].atom > b[j - 1].atom)) return a[i - 1].exponent <=> 0;
    if (i == 0 || b[j - 1].atom > a[i - 1].atom) return 0 <=> b[j - 1].exponent;
    --i, --j;
    if (a[i].exponent != b[j].exponent) return a[i].exponent <=> b[j].exponent;
  }
  return std::strong_ordering::equal;
}

Monomial multiply(const Monomial& a, const Monomial& b) {
  Monomial m;
  auto i = a.begin(), j = b.begin();
  while (i != a.end() || j != b.end()) {
    if (j == b.end() || (i != a.end() && i->atom < j->atom)) m.push_back(*i++);
    else if (i == a.end() || j->atom < i->atom) m.push_back(*j++);
    else {
      const std::int64_t sum = std::int64_t{i->exponent} + j->exponent;
      if (sum != 0) m.push_back(checked(i->atom, sum));
      ++i, ++j;
    }
  }
  return m;
}

Monomial power(const Monomial& a, std::int64_t n) {
  Monomial m;
  if (n == 0) return m;
  if (std::abs(n) > max_exponent && !a.empty()) throw OutOfBudget();
  for (const Power& p : a) m.push_back(checked(p.atom, p.exponent * n));
  return m;
}

Monomial common_factors(const Monomial& a, const Monomial& b) {
  Monomial m;
  auto i = a.begin(), j = b.begin();
  const auto take = [&](AtomId factor, std::int32_t e) {
    if (e != 0) m.push_back({factor, e});
  };
  while (i != a.end() || j != b.end()) {
    if (j == b.end() || (i != a.end() && i->atom < j->atom)) take(i->atom, std::min(i->exponent, 0)), ++i;
    else if (i == a.end() || j->atom < i->atom) take(j->atom, std::min(j->exponent, 0)), ++j;
    else take(i->atom, std::min(i->exponent, j->exponent)), ++i, ++j;
  }
  return m;
}

std::int32_t exponent_of(const Monomial& m, AtomId atom) {
  for (const Power& p : m)
    if (p.atom == atom) return p.exponent;
  return 0;
}

Polynomial Polynomial::sum_of(std::vector<Term> terms) {
  std::sort(terms.begin(), terms.end(),
            [](const Term& a, const Term& b) { return std::is_gt(compare(a.monomial, b.monomial)); });
  std::vector<Term> sum;
  sum.reserve(terms.size());
  for (Term& t : terms) {
    if (!sum.empty() && sum.back().monomial == t.monomial) sum.back().coefficient += t.coefficient;
    else sum.push_back(std::move(t));
  }
  return Polynomial(std::move(sum), 0);
}

std::optional<Rational> Polynomial::constant() const {
  if (is_zero()) return Rational(0);
  if (is_term() && terms_[0].monomial.empty()) return terms_[0].coefficient;
  return std::nullopt;
}

std::uint64_t Polynomial::hash() const {
  std::uint64_t h = terms_.size();
  for (const Term& t : terms_) {
    h = mix(h, t.coefficient.hash());
    for (const Power& p : t.monomial)
      h = mix(h, (std::uint64_t{p.atom} << 32) ^ static_cast<std::uint32_t>(p.exponent));
  }
  return h;
}

std::size_t Polynomial::bits() const {
  std::size_t n = 0;
  for (const Term& t : terms_)
    if (!t.coefficient.is_small()) n += t.coefficient.bits();
  return n;
}

Polynomial operator+(const Polynomial& a, const Polynomial& b) {
  Polynomial sum;
  sum.terms_.reserve(a.size() + b.size());
  auto i = a.terms_.begin(), j = b.terms_.begin();
  while (i != a.terms_.end() || j != b.terms_.end()) {
    const auto order = i == a.terms_.end()   ? std::strong_ordering::less
                       : j == b.terms_.end() ? std::strong_ordering::greater
                                             : compare(i->monomial, j->monomial);
    if (std::is_gt(order)) sum.terms_.push_back(*i++);
    else if (std::is_lt(order)) sum.terms_.push_back(*j++);
    else {
      const Rational c = i->coefficient + j->coefficient;
      if (!c.is_zero()) sum.terms_.push_back({i->monomial, c});
      ++i, ++j;
    }
  }
  return sum;
}

Polynomial Polynomial::scaled(const Rational& c) const {
  if (c.is_zero()) return {};
  Polynomial p = *this;
  for (Term& t : p.terms_) t.coefficient *= c;
  return p;
}

Polynomial Polynomial::times(const Term& term) const {
  if (term.coefficient.is_zero()) return {};
  Polynomial p;
  p.terms_.reserve(size());
  for (const Term& t : terms_)
    p.terms_.push_back({multiply(t.monomial, term.monomial), t.coefficient * term.coefficient});
  return p;
}

Polynomial multiply(const Polynomial& a, const Polynomial& b, Budget& budget) {
  budget.spend(1 + a.size() * b.size() + (a.bits() * b.size() + b.bits() * a.size()) / 32);
  if (a.is_term()) return b.times(a.terms()[0]);
  if (b.is_term()) return a.times(b.terms()[0]);
  // Like terms are collected now and then, so that memory stays in proportion to the product.
  constexpr std::size_t chunk = 1 << 15;
  Polynomial sum;
  std::vector<Term> terms;
  terms.reserve(std::min(a.size() * b.size(), chunk + b.size()));
  for (const Term& s : a.terms()) {
    for (const Term& t : b.terms())
      terms.push_back({multiply(s.monomial, t.monomial), s.coefficient * t.coefficient});
    if (terms.size() < chunk) continue;
    sum = sum + Polynomial::sum_of(std::move(terms));
    budget.spend(sum.size());
    terms.clear();
  }
  return sum + Polynomial::sum_of(std::move(terms));
}

namespace {

// The highest exponent of an atom less the lowest; that of a product is the sum.
std::int64_t span_in(AtomId atom, const Polynomial& p) {
  std::int64_t low = 0, high = 0;
  bool first = true;
  for (const Term& t : p.terms()) {
    const std::int64_t e = exponent_of(t.monomial, atom);
    low = first ? e : std::min(low, e);
    high = first ? e : std::max(high, e);
    first = false;
  }
  return high - low;
}

}  // namespace

std::optional<Polynomial> divide(const Polynomial& a, const Polynomial& b, Budget& budget) {
  const Term& lead = b.terms().front();
  if (!a.is_zero() && !lead.monomial.empty()) {
    const AtomId atom = lead.monomial.back().atom;
    if (span_in(atom, a) < span_in(atom, b)) return std::nullopt;
  }
  const Monomial unit = inverse(lead.monomial);
  // The quotient of Laurent polynomials starts and ends with these monomials, whatever lies between.
  const Monomial last =
      a.is_zero() ? Monomial() : multiply(a.terms().back().monomial, inverse(b.terms().back().monomial));
  Polynomial rest = a;
  std::vector<Term> quotient;
  while (!rest.is_zero()) {
    const Term& top = rest.terms().front();
    const Term q{multiply(top.monomial, unit), top.coefficient / lead.coefficient};
    if (std::is_lt(compare(q.monomial, last))) return std::nullopt;
    if (!quotient.empty() && std::is_gteq(compare(q.monomial, quotient.back().monomial))) return std::nullopt;
    budget.spend(b.size() + rest.size() + (b.bits() + rest.bits()) / 32);
    quotient.push_back(q);
    rest = rest - b.times(q);
    if (quotient.size() > 20 * (a.size() + 10)) return std::nullopt;
  }
  return Polynomial::sum_of(std::move(quotient));
}

Primitive primitive_of(const Polynomial& p) {
  Primitive result;
  Rational numerators = 0, denominators = 1;
  Monomial common = p.terms().front().monomial;
  for (const Term& t : p.terms()) {
    numerators = gcd(numerators, t.coefficient.numerator());
    const Rational d = t.coefficient.denominator();
    denominators = denominators * d / gcd(denominators, d);
    Monomial least;
    auto i = common.cbegin(), j = t.monomial.cbegin();
    while (i != common.cend() || j != t.monomial.cend()) {
      if (j == t.monomial.cend() || (i != common.cend() && i->atom < j->atom)) {
        if (i->exponent < 0) least.push_back(*i);
        ++i;
      } else if (i == common.cend() || j->atom < i->atom) {
        if (j->exponent < 0) least.push_back(*j);
        ++j;
      } else {
        least.push_back({i->atom, std::min(i->exponent, j->exponent)});
        ++i, ++j;
      }
    }
    common = std::move(least);
  }
  result.content = numerators / denominators;
  if (p.terms().front().coefficient.sign() < 0) result.content = -result.content;
  result.monomial = common;
  result.primitive = p.times({inverse(common), result.content.reciprocal()});
  return result;
}

}  // namespace slope::algebra
