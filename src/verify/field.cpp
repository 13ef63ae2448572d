// SPDX-License-Identifier: MIT
#include "field.hpp"

#include <algorithm>

namespace slope::algebra {

namespace {

// Products of factors up to this many terms are multiplied out, sums brought together if that makes them shorter.
constexpr std::size_t few_terms = 24;
constexpr std::size_t max_merge_partners = 200;

void sort_parts(std::vector<Part>& parts) {
  std::sort(parts.begin(), parts.end(),
            [](const Part& a, const Part& b) { return std::is_gt(compare(a.factors, b.factors)); });
}

}  // namespace

std::optional<Rational> Fraction::constant() const {
  if (parts.empty()) return Rational(0);
  if (parts.size() == 1 && parts[0].factors.empty()) return parts[0].numerator.constant();
  return std::nullopt;
}

Field::Field(Budget& budget, std::mt19937_64& random) : budget_(&budget), random_(&random), primes_(random) {}

AtomId Field::add_atom(Atom atom) {
  atoms_.push_back(std::move(atom));
  return static_cast<AtomId>(atoms_.size() - 1);
}

AtomId Field::factor_of(const Polynomial& primitive) {
  const std::uint64_t hash = primitive.hash();
  const auto [from, to] = factor_index_.equal_range(hash);
  for (auto i = from; i != to; ++i)
    if (factors_[i->second].polynomial == primitive) return i->second;
  const auto id = static_cast<AtomId>(factors_.size());
  factors_.push_back({primitive, lanes(primitive)});
  factor_index_.emplace(hash, id);
  return id;
}

Polynomial Field::by_relations(Polynomial p) {
  const auto reducible = [&](const Monomial& m) -> const Power* {
    for (std::size_t i = m.size(); i-- > 0;)
      if (const int degree = atoms_[m[i].atom].degree; degree != 0 && m[i].exponent >= degree) return &m[i];
    return nullptr;
  };
  for (;;) {
    std::vector<Term> done;
    Polynomial rest;
    bool changed = false;
    budget_->spend(p.size() / 8 + 1);
    for (const Term& t : p.terms()) {
      const Power* const power = reducible(t.monomial);
      if (!power) {
        done.push_back(t);
        continue;
      }
      changed = true;
      const Atom& atom = atoms_[power->atom];
      const std::int32_t times = power->exponent / atom.degree;
      const Monomial taken{{power->atom, -times * atom.degree}};
      Polynomial image = atom.power;
      for (std::int32_t k = 1; k < times; ++k) image = algebra::multiply(image, atom.power, *budget_);
      budget_->spend(image.size());
      rest = rest + image.times({algebra::multiply(t.monomial, taken), t.coefficient});
    }
    if (!changed) return p;
    p = Polynomial::sum_of(std::move(done)) + rest;
  }
}

Polynomial Field::product(const Polynomial& a, const Polynomial& b) {
  return by_relations(algebra::multiply(a, b, *budget_));
}

Polynomial Field::expanded(const Monomial& factors) {
  Polynomial p(1);
  for (const Power& f : factors) {
    if (f.exponent > 10'000) throw OutOfBudget();
    for (std::int32_t k = 0; k < f.exponent; ++k) p = product(p, factors_[f.atom].polynomial);
  }
  return p;
}

Fraction Field::number(const Rational& q) const { return of(Polynomial(q)); }

Fraction Field::of(const Polynomial& p) const { return p.is_zero() ? Fraction() : Fraction{{Part{{}, p}}}; }

Fraction Field::scale(const Fraction& a, const Rational& q) const {
  if (q.is_zero()) return {};
  Fraction b = a;
  for (Part& part : b.parts) part.numerator = part.numerator.scaled(q);
  return b;
}

// Cancels factors of the denominator against the numerator; multiplies small numerator factors out.
Part Field::reduced(Part part) {
  Monomial outer;
  for (const Power& f : part.factors) {
    const Polynomial& p = factors_[f.atom].polynomial;
    std::int32_t e = f.exponent;
    while (e < 0 && part.numerator.size() >= 2 && part.numerator.size() <= 2000) {
      auto q = algebra::divide(part.numerator, p, *budget_);
      if (!q) break;
      part.numerator = by_relations(std::move(*q));
      ++e;
    }
    while (e > 0 && part.numerator.size() * p.size() <= few_terms) {
      part.numerator = product(part.numerator, p);
      --e;
    }
    if (e != 0) outer.push_back({f.atom, e});
  }
  part.factors = std::move(outer);
  return part;
}

// Two parts as one, if that has fewer terms.
bool Field::merge(const Part& a, const Part& b, Part& merged) {
  if (a.numerator.size() > few_terms || b.numerator.size() > few_terms) return false;
  const Monomial common = common_factors(a.factors, b.factors);
  const Monomial x = quotient(a.factors, common), y = quotient(b.factors, common);
  if (!x.empty() && !y.empty()) return false;
  std::size_t terms = a.numerator.size() + b.numerator.size();
  for (const Power& f : x.empty() ? y : x)
    for (std::int32_t k = 0; k < f.exponent && terms <= few_terms; ++k)
      terms *= factors_[f.atom].polynomial.size();
  if (terms > few_terms) return false;
  const Polynomial sum = product(a.numerator, expanded(x)) + product(b.numerator, expanded(y));
  if (sum.size() >= a.numerator.size() + b.numerator.size()) return false;
  merged = {common, sum};
  return true;
}

void Field::insert(std::vector<Part>& parts, Part part) {
  part = reduced(std::move(part));
  for (bool changed = true; changed;) {
    changed = false;
    if (part.numerator.is_zero()) return;
    budget_->spend(1 + parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
      Part merged;
      if (parts[i].factors == part.factors) {
        budget_->spend(part.numerator.size() + parts[i].numerator.size());
        merged = {part.factors, part.numerator + parts[i].numerator};
      } else if (parts.size() > max_merge_partners || !merge(parts[i], part, merged)) continue;
      parts[i] = std::move(parts.back());
      parts.pop_back();
      part = merged.numerator.is_zero() ? std::move(merged) : reduced(std::move(merged));
      changed = true;
      break;
    }
  }
  parts.push_back(std::move(part));
}

Fraction Field::sum(std::vector<Fraction> terms) {
  // Like denominators first, all at once, so that a long sum is not copied for every term.
  std::vector<Part> all;
  std::size_t size = 0;
  for (Fraction& f : terms)
    for (Part& p : f.parts) {
      size += p.numerator.size();
      all.push_back(std::move(p));
    }
  budget_->spend(size + all.size());
  sort_parts(all);
  Fraction result;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t j = i + 1;
    while (j < all.size() && all[j].factors == all[i].factors) ++j;
    if (j == i + 1) insert(result.parts, std::move(all[i]));
    else {
      std::vector<Term> list;
      for (std::size_t k = i; k < j; ++k) {
        const auto& t = all[k].numerator.terms();
        list.insert(list.end(), t.begin(), t.end());
      }
      Part part{all[i].factors, Polynomial::sum_of(std::move(list))};
      if (!part.numerator.is_zero()) insert(result.parts, std::move(part));
    }
    i = j;
  }
  sort_parts(result.parts);
  return result;
}

Fraction Field::multiply(const Fraction& a, const Fraction& b) {
  Fraction result;
  for (const Part& s : a.parts)
    for (const Part& t : b.parts) {
      budget_->spend(1 + s.factors.size() + t.factors.size());
      insert(result.parts, {algebra::multiply(s.factors, t.factors), product(s.numerator, t.numerator)});
    }
  sort_parts(result.parts);
  return result;
}

// 1/m. A root r with r^n = u has r^−k = r^(n·c − k)·u^−c.
Part Field::inverse_monomial(const Monomial& m) {
  Part part{{}, Polynomial(1)};
  Monomial plain;
  for (const Power& p : m) {
    const Atom& atom = atoms_[p.atom];
    if (atom.degree == 0 || p.exponent < 0) {
      plain.push_back({p.atom, -p.exponent});
      continue;
    }
    const std::int32_t c = (p.exponent + atom.degree - 1) / atom.degree, k = c * atom.degree - p.exponent;
    if (k > 0) plain.push_back({p.atom, k});
    const Primitive u = primitive_of(atom.power);
    const Part rest = inverse_monomial(algebra::power(u.monomial, c));
    part.numerator = product(part.numerator, rest.numerator).scaled(u.content.power(-c));
    part.factors = algebra::multiply(part.factors, rest.factors);
    if (!u.primitive.constant())
      part.factors = algebra::multiply(part.factors, Monomial{{factor_of(u.primitive), -c}});
  }
  part.numerator = product(part.numerator, Polynomial(Term{plain, 1}));
  return part;
}

Fraction Field::inverse(const Fraction& a) {
  const Part whole = together(a);
  if (whole.numerator.is_zero()) throw Undefined{"a division by 0"};
  const Primitive n = primitive_of(whole.numerator);
  Part part = inverse_monomial(n.monomial);
  part.numerator = part.numerator.scaled(n.content.reciprocal());
  part.factors = algebra::multiply(part.factors, algebra::inverse(whole.factors));
  Polynomial rest = n.primitive;
  // A few known factors are tried, so that (1 + x)² is one when 1 + x is.
  for (std::size_t i = factors_.size(), tried = 0; i-- > 0 && tried < 16 && rest.size() > 1; ++tried)
    while (rest.size() >= factors_[i].polynomial.size() && rest.size() <= 64) {
      auto q = algebra::divide(rest, factors_[i].polynomial, *budget_);
      if (!q) break;
      rest = std::move(*q);
      part.factors = algebra::multiply(part.factors, Monomial{{static_cast<AtomId>(i), -1}});
    }
  if (const auto c = rest.constant()) part.numerator = part.numerator.scaled(c->reciprocal());
  else {
    const Primitive last = primitive_of(rest);  // dividing may have left a sign
    part.numerator =
        part.numerator.scaled(last.content.reciprocal()).times({algebra::inverse(last.monomial), 1});
    if (!last.primitive.constant())
      part.factors = algebra::multiply(part.factors, Monomial{{factor_of(last.primitive), -1}});
  }
  Fraction result;
  insert(result.parts, std::move(part));
  return result;
}

Fraction Field::power(const Fraction& a, std::int64_t n) {
  if (n == 0) return number(1);
  if (n < 0) return power(inverse(a), -n);
  if (a.parts.size() == 1 && a.parts[0].numerator.is_term()) {
    const Term& t = a.parts[0].numerator.terms()[0];
    if (!t.coefficient.power_fits(n, 1'000'000) && !t.coefficient.abs().is_one()) throw OutOfBudget();
    Fraction result;
    insert(result.parts,
           {algebra::power(a.parts[0].factors, n),
            by_relations(Polynomial(Term{algebra::power(t.monomial, n), t.coefficient.power(n)}))});
    return result;
  }
  if (n > 100'000) throw OutOfBudget();
  Fraction result = number(1), square = a;
  for (;; n >>= 1) {
    if (n & 1) result = multiply(result, square);
    if (n == 1) return result;
    square = multiply(square, square);
  }
}

Polynomial Field::power_of(const Polynomial& p, int n) {
  Polynomial result = p;
  for (int k = 1; k < n; ++k) result = product(result, p);
  return result;
}

}  // namespace slope::algebra
