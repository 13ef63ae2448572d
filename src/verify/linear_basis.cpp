// SPDX-License-Identifier: MIT
#include "linear_basis.hpp"

namespace slope::algebra {

bool LinearBasis::Order::operator()(const Coordinate& a, const Coordinate& b) const {
  const auto order = compare(a.factors, b.factors);
  return order != 0 ? order < 0 : compare(a.atoms, b.atoms) < 0;
}

LinearBasis::Combination LinearBasis::represent(const Fraction& u) {
  Vector rest;
  for (const Part& p : u.parts)
    for (const Term& t : p.numerator.terms()) rest[{p.factors, t.monomial}] += t.coefficient;
  Combination found;
  const auto add = [](auto& to, const auto& key, const Rational& q) {
    Rational& entry = to[key];
    entry += q;
    if (entry.is_zero()) to.erase(key);
  };
  for (auto at = rest.begin(); at != rest.end();) {
    const Coordinate here = at->first;
    const auto row = rows_.find(here);
    if (row != rows_.end()) {
      const Rational q = at->second / row->second.vector.begin()->second;
      field_->budget().spend(row->second.vector.size() + row->second.combination.size());
      for (const auto& [key, c] : row->second.vector) add(rest, key, -(q * c));
      for (const auto& [key, c] : row->second.combination) add(found, key, q * c);
    }
    at = rest.upper_bound(here);
  }
  if (rest.empty()) return found;
  const Lanes lanes = field_->lanes(u);
  field_->budget().spend(1 + elements_.size());
  for (std::size_t i = 0; i < elements_.size(); ++i)
    if (elements_[i].lanes.value == lanes.value && lanes.valid != 0 &&
        elements_[i].lanes.valid == lanes.valid && field_->equal(u, elements_[i].value))
      return {{i, Rational(1)}};
  // Of u and −u, the one that starts with a plus: e^x is better to read than e^(−x).
  const Rational sign = u.parts[0].numerator.terms()[0].coefficient.sign();
  Row row{rest, {{elements_.size(), sign}}};
  for (const auto& [key, c] : found) add(row.combination, key, -c);
  const Coordinate first = rest.begin()->first;
  rows_.emplace(first, std::move(row));
  const Fraction element = sign.is_one() ? u : field_->negate(u);
  elements_.push_back({element, field_->lanes(element)});
  return {{elements_.size() - 1, sign}};
}

}  // namespace slope::algebra
