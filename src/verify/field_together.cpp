// SPDX-License-Identifier: MIT
// Sums over one denominator, and when they are 0.
#include <algorithm>

#include "field.hpp"

namespace slope::algebra {

namespace {

// Of a sum that is not empty; a factor common to all parts may be among it.
Monomial common_denominator(const Fraction& a) {
  Monomial common = a.parts[0].factors;
  for (const Part& p : a.parts) common = common_factors(common, p.factors);
  return common;
}

bool has_negative(const Monomial& m) {
  return std::any_of(m.begin(), m.end(), [](const Power& p) { return p.exponent < 0; });
}

}  // namespace

// How many terms `numerator_over` may have, or more than enough.
std::size_t Field::terms_over(const Monomial& denominator, const Fraction& a, std::size_t enough) const {
  std::size_t total = 0;
  for (const Part& p : a.parts) {
    std::size_t terms = p.numerator.size();
    for (const Power& f : quotient(p.factors, denominator))
      for (std::int32_t k = 0; k < f.exponent && terms <= enough; ++k)
        terms *= factors_[f.atom].polynomial.size();
    total += terms;
    if (total > enough) break;
  }
  return total;
}

Polynomial Field::numerator_over(const Monomial& denominator, const Fraction& a) {
  Polynomial sum;
  for (const Part& p : a.parts) {
    sum = sum + product(p.numerator, expanded(quotient(p.factors, denominator)));
    budget_->spend(sum.size());
  }
  return sum;
}

Part Field::together(const Fraction& a) {
  if (a.parts.empty()) return {};
  if (a.parts.size() == 1) return a.parts[0];
  const Monomial denominator = common_denominator(a);
  Part part{denominator, numerator_over(denominator, a)};
  return part.numerator.is_zero() ? Part() : reduced(std::move(part));
}

std::optional<Part> Field::together(const Fraction& a, std::size_t max_terms) {
  if (!a.parts.empty() && terms_over(common_denominator(a), a, max_terms) > max_terms) return std::nullopt;
  return together(a);
}

std::optional<std::vector<Polynomial>> Field::numerators(std::span<const Fraction* const> fractions,
                                                         std::size_t max_terms) {
  Monomial denominator;
  for (const Fraction* f : fractions)
    for (const Part& p : f->parts) denominator = common_factors(denominator, p.factors);
  std::size_t terms = 0;
  for (const Fraction* f : fractions) {
    terms += terms_over(denominator, *f, max_terms);
    if (terms > max_terms) return std::nullopt;
  }
  std::vector<Polynomial> list;
  for (const Fraction* f : fractions) list.push_back(numerator_over(denominator, *f));
  return list;
}

// Whether the poles of all factors cancel, and then the rest. A sum can be 0 only if, at every factor f, the terms with
// the highest power of 1/f add up to a multiple of f.
bool Field::cancels_by_poles(const Fraction& a) {
  std::vector<Part> parts = a.parts;
  for (;;) {
    const Power* pole = nullptr;
    for (const Part& p : parts)
      for (const Power& f : p.factors)
        if (f.exponent < 0 &&
            (!pole || f.atom > pole->atom || (f.atom == pole->atom && f.exponent < pole->exponent)))
          pole = &f;
    if (!pole) break;
    const Power worst = *pole;
    Fraction with;
    std::vector<Part> without;
    const Monomial lifted{{worst.atom, -worst.exponent}};
    for (Part& p : parts) {
      if (exponent_of(p.factors, worst.atom) == worst.exponent)
        with.parts.push_back({algebra::multiply(p.factors, lifted), std::move(p.numerator)});
      else without.push_back(std::move(p));
    }
    Part whole = together(with);
    parts = std::move(without);
    if (whole.numerator.is_zero()) continue;
    auto q = algebra::divide(whole.numerator, factors_[worst.atom].polynomial, *budget_);
    if (!q) return false;
    insert(parts, {algebra::multiply(whole.factors, Monomial{{worst.atom, worst.exponent + 1}}),
                   by_relations(std::move(*q))});
  }
  Polynomial sum;
  for (const Part& p : parts) sum = sum + product(p.numerator, expanded(p.factors));
  return sum.is_zero();
}

bool Field::is_zero(const Fraction& a) {
  if (a.parts.empty()) return true;
  if (a.parts.size() == 1 && !has_negative(a.parts[0].factors) && a.parts[0].factors.empty()) return false;
  if (!may_be_zero(a)) return false;
  return cancels_by_poles(a) || together(a).numerator.is_zero();
}

}  // namespace slope::algebra
