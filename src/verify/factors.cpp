// SPDX-License-Identifier: MIT
// Factors of polynomials under roots and logarithms: those that are known already, and perfect powers. So
// log(1 + 2·x² + x⁴) is 2·log(1 + x²).
#include <algorithm>

#include "reduction.hpp"

namespace slope::algebra {

namespace {

constexpr std::size_t max_tried = 24, max_divided_terms = 120, max_rooted_terms = 200;

std::optional<Monomial> root_of(Monomial m, std::int32_t k) {
  for (Power& p : m) {
    if (p.exponent % k != 0) return std::nullopt;
    p.exponent /= k;
  }
  return m;
}

Polynomial power_of(const Polynomial& p, std::int32_t k, Budget& budget) {
  Polynomial result = p;
  for (std::int32_t i = 1; i < k; ++i) result = multiply(result, p, budget);
  return result;
}

// r with r^k = p, term by term from the first one: p − r^k starts with k·r₀^(k−1) times the next term of r.
std::optional<Polynomial> root_of(const Polynomial& p, std::int32_t k, Budget& budget) {
  const Term &first = p.terms().front(), &end = p.terms().back();
  const auto monomial = root_of(first.monomial, k), last = root_of(end.monomial, k);
  if (!monomial || !last) return std::nullopt;
  const auto coefficient = first.coefficient.root(static_cast<unsigned>(k));
  if (!coefficient) return std::nullopt;
  std::vector<Term> terms{{*monomial, *coefficient}};
  const Monomial unit = power(*monomial, 1 - k);
  const Rational scale = (Rational(k) * coefficient->power(k - 1)).reciprocal();
  for (;;) {
    const Polynomial r = Polynomial::sum_of(terms), rest = p - power_of(r, k, budget);
    budget.spend(p.size() + rest.size());
    if (rest.is_zero()) return r;
    const Term& top = rest.terms().front();
    Term next{multiply(top.monomial, unit), top.coefficient * scale};
    if (std::is_gteq(compare(next.monomial, terms.back().monomial)) ||
        std::is_lt(compare(next.monomial, *last)) || terms.size() == p.size())
      return std::nullopt;
    terms.push_back(std::move(next));
  }
}

// Whether b may divide p, by first and last monomials; neither is divisible by an atom.
bool may_divide(const Polynomial& b, const Polynomial& p) {
  const auto divides = [](const Monomial& m, const Monomial& n) {
    return std::all_of(m.begin(), m.end(),
                       [&](const Power& x) { return exponent_of(n, x.atom) >= x.exponent; });
  };
  return divides(b.terms().front().monomial, p.terms().front().monomial) &&
         divides(b.terms().back().monomial, p.terms().back().monomial);
}

}  // namespace

const std::vector<std::pair<Polynomial, std::int64_t>>& Reduction::factors_of(const Polynomial& primitive) {
  auto& entries = factors_[primitive.hash()];
  for (const auto& [p, list] : entries)
    if (p == primitive) return list;

  std::vector<std::pair<Polynomial, std::int64_t>> list;
  Polynomial rest = primitive;
  const auto take_out = [&](const Polynomial& f) {
    std::int64_t count = 0;
    while (f != primitive && f.size() > 1 && rest.size() > 1 && may_divide(f, rest)) {
      auto q = divide(rest, f, field_.budget());
      if (!q) break;
      rest = std::move(*q);
      ++count;
    }
    if (count > 0) list.emplace_back(f, count);
  };
  if (primitive.size() <= max_divided_terms) {
    for (std::size_t i = bases_.size(), tried = 0; i-- > 0 && tried < max_tried; ++tried) take_out(bases_[i]);
    for (std::size_t i = field_.factor_count(), tried = 0; i-- > 0 && tried < max_tried; ++tried)
      take_out(Polynomial(field_.factor(static_cast<AtomId>(i))));
  }
  if (!rest.constant()) list.emplace_back(rest, 1);
  for (auto& [f, exponent] : list)
    for (const std::int32_t k : {2, 3, 5})
      while (f.size() > 1 && f.size() <= max_rooted_terms) {
        auto r = root_of(f, k, field_.budget());
        if (!r) break;
        f = std::move(*r);  // primitive, too
        exponent *= k;
      }
  // A product may be known to have one sign when its factors are not.
  const auto is_known = [&](const Polynomial& p) {
    const Range at = range(p);
    return algebra::is_nonnegative(at) || algebra::is_nonpositive(at);
  };
  const bool loses_sign = std::any_of(list.begin(), list.end(),
                                      [&](const auto& f) { return f.second % 2 != 0 && !is_known(f.first); });
  if (loses_sign && is_known(primitive)) list = {{primitive, 1}};
  for (const auto& [f, exponent] : list)
    if (std::find(bases_.begin(), bases_.end(), f) == bases_.end()) bases_.push_back(f);
  entries.emplace_back(primitive, std::move(list));
  return entries.back().second;
}

}  // namespace slope::algebra
