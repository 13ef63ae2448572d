// SPDX-License-Identifier: MIT
#include "linear_basis.hpp"

#include <algorithm>

namespace slope::algebra {

namespace {

constexpr std::size_t max_terms = 2000;  // over a common denominator

template <class Map> void add(Map& to, const typename Map::key_type& key, const Rational& q) {
  Rational& entry = to[key];
  entry += q;
  if (entry.is_zero()) to.erase(key);
}

}  // namespace

bool LinearBasis::Order::operator()(const Coordinate& a, const Coordinate& b) const {
  const auto order = compare(a.factors, b.factors);
  return std::is_lt(std::is_neq(order) ? order : compare(a.atoms, b.atoms));
}

LinearBasis::Combination LinearBasis::Echelon::reduce(Vector& vector, Budget& budget) const {
  Combination found;
  for (auto at = vector.begin(); at != vector.end();) {
    const Coordinate here = at->first;
    if (const auto row = rows_.find(here); row != rows_.end()) {
      const auto& [start, combination] = row->second;
      const Rational q = at->second / start.begin()->second;
      budget.spend(start.size() + combination.size());
      for (const auto& [key, c] : start) algebra::add(vector, key, -(q * c));
      for (const auto& [key, c] : combination) algebra::add(found, key, q * c);
    }
    at = vector.upper_bound(here);
  }
  return found;
}

void LinearBasis::Echelon::add(Vector vector, Combination combination) {
  const Coordinate first = vector.begin()->first;
  rows_.emplace(first, Row{std::move(vector), std::move(combination)});
}

std::optional<std::size_t> LinearBasis::find(const Fraction& u, const Lanes& lanes) const {
  field_->budget().spend(1 + elements_.size());
  for (std::size_t i = 0; i < elements_.size(); ++i)
    if (elements_[i].lanes.value == lanes.value && lanes.valid != 0 &&
        elements_[i].lanes.valid == lanes.valid && field_->equal(u, elements_[i].value))
      return i;
  return std::nullopt;
}

// Over a common denominator a fraction has one form only: 1 − (1 − e)/(1 + e) is 2·e/(1 + e).
std::optional<LinearBasis::Combination> LinearBasis::over_common_denominator(const Fraction& u) const {
  std::vector<const Fraction*> all;
  for (const Element& e : elements_) all.push_back(&e.value);
  all.push_back(&u);
  const auto is_quotient = [](const Fraction* f) {
    return std::any_of(f->parts.begin(), f->parts.end(), [](const Part& p) { return !p.factors.empty(); });
  };
  if (std::none_of(all.begin(), all.end(), is_quotient)) return std::nullopt;
  const auto numerators = field_->numerators(all, max_terms);
  if (!numerators) return std::nullopt;
  Echelon rows;
  for (std::size_t i = 0;; ++i) {
    Vector rest;
    for (const Term& t : (*numerators)[i].terms()) rest[{{}, t.monomial}] = t.coefficient;
    Combination found = rows.reduce(rest, field_->budget());
    if (i == elements_.size()) return rest.empty() ? std::optional(std::move(found)) : std::nullopt;
    if (rest.empty()) continue;
    for (auto& [key, c] : found) c = -c;
    algebra::add(found, i, 1);
    rows.add(std::move(rest), std::move(found));
  }
}

LinearBasis::Combination LinearBasis::represent(const Fraction& u) {
  if (!by_terms_) return represent_whole(u);
  Combination sum;
  for (const Part& p : u.parts)
    for (const Term& t : p.numerator.terms())
      for (const auto& [i, q] : represent_whole({{Part{p.factors, Polynomial(Term{t.monomial, 1})}}}))
        algebra::add(sum, i, q * t.coefficient);
  return sum;
}

LinearBasis::Combination LinearBasis::represent_whole(const Fraction& u) {
  Vector rest;
  for (const Part& p : u.parts)
    for (const Term& t : p.numerator.terms()) rest[{p.factors, t.monomial}] = t.coefficient;
  Combination found = rows_.reduce(rest, field_->budget());
  if (rest.empty()) return found;
  const Lanes lanes = field_->lanes(u);
  if (const auto i = find(u, lanes)) return {{*i, Rational(1)}};
  if (auto again = over_common_denominator(u)) return *std::move(again);
  // Of u and −u, the one that starts with a plus: e^x is better to read than e^(−x).
  const Rational sign = u.parts[0].numerator.terms()[0].coefficient.sign();
  for (auto& [key, c] : found) c = -c;
  algebra::add(found, elements_.size(), sign);
  rows_.add(std::move(rest), std::move(found));
  const Fraction element = sign.is_one() ? u : field_->negate(u);
  elements_.push_back({element, field_->lanes(element)});
  return {{elements_.size() - 1, sign}};
}

}  // namespace slope::algebra
