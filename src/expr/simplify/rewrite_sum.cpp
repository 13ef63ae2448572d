// SPDX-License-Identifier: MIT
// Common factors, expansion, and groups of terms.
#include <algorithm>
#include <map>

#include "rewrite.hpp"

namespace slope::simplification {

namespace {

// The least exponent of every base over all terms; 0 where a term lacks the base.
std::map<FormId, Rational> least_exponents(const Forms& forms, const Items& terms) {
  std::map<FormId, Rational> least;
  std::map<FormId, std::size_t> seen;
  for (const Item& t : terms)
    for (const Item& f : t.form == forms.one() ? Items() : forms.factors(t.form)) {
      const auto [place, fresh] = least.emplace(f.form, f.number);
      if (!fresh && f.number < place->second) place->second = f.number;
      ++seen[f.form];
    }
  for (auto& [base, exponent] : least)
    if (seen[base] < terms.size() && exponent.sign() > 0) exponent = 0;
  return least;
}

// Offers g·(Σ terms/g) for the common factor g.
void pull_out(Rewriter& rewriter, const Items& terms, const Items& g, std::vector<FormId>& offers) {
  Forms& forms = rewriter.forms;
  if (g.empty()) return;
  Items rest;
  for (const Item& t : terms) {
    Items quotient{{t.form, 1}};
    for (const Item& f : g) quotient.push_back({f.form, -f.number});
    rest.push_back({forms.multiply(quotient), t.number});
  }
  const FormId inner = rewriter.improve(forms.add(rest));
  Items product = g;
  product.push_back({inner, 1});
  offers.push_back(forms.multiply(product));
}

}  // namespace

void Rewriter::common_factor(FormId sum, std::vector<FormId>& offers) {
  const Items terms = forms.terms(sum);
  if (terms.size() < 2 || terms.size() > max_terms) return;
  Items positive, with_denominators;
  for (const auto& [base, exponent] : least_exponents(forms, terms)) {
    if (exponent.is_zero()) continue;
    with_denominators.push_back({base, exponent});
    if (exponent.sign() > 0) positive.push_back({base, exponent});
  }
  pull_out(*this, terms, positive, offers);
  if (with_denominators.size() > positive.size()) pull_out(*this, terms, with_denominators, offers);
}

void common_factor(Rewriter& rewriter, FormId sum, std::vector<FormId>& offers) {
  rewriter.common_factor(sum, offers);
}

// A sum inside a product over its common factor or denominator.
void put_together(Rewriter& rewriter, FormId form, std::vector<FormId>& offers) {
  Forms& forms = rewriter.forms;
  const auto [c, monomial] = rewriter.split(form);
  const Items factors = forms.factors(monomial);
  for (std::size_t i = 0; i < factors.size(); ++i) {
    const auto n = factors[i].number.as_int64();
    if (forms[factors[i].form].kind != Kind::sum || !n || forms.is_complement(factors[i].form)) continue;
    std::vector<FormId> together;
    rewriter.common_factor(factors[i].form, together);
    for (const FormId t : together) {
      Items product(factors);
      product[i].form = t;
      product.push_back({forms.number(c), 1});
      offers.push_back(forms.multiply(product));
    }
  }
}

FormId Rewriter::expanded(FormId sum) {
  Items result;
  bool changed = false;
  for (const Item& t : forms.terms(sum)) {
    Items partial{{forms.one(), t.number}};
    for (const Item& f : t.form == forms.one() ? Items() : forms.factors(t.form)) {
      const auto n = f.number.as_int64();
      const bool is_sum = forms[f.form].kind == Kind::sum && n && *n > 0 && *n <= 16;
      changed = changed || is_sum;
      const Items multiplier = is_sum ? forms.terms(f.form) : Items{{forms.power(f.form, f.number), 1}};
      for (std::int64_t i = 0; i < (is_sum ? *n : 1); ++i) {
        Items next;
        if (partial.size() * multiplier.size() > max_terms || exhausted()) return 0;
        for (const Item& a : partial)
          for (const Item& b : multiplier)
            next.push_back({forms.multiply(Items{{a.form, 1}, {b.form, 1}}), a.number * b.number});
        partial = forms.terms(forms.add(next));
      }
    }
    result.insert(result.end(), partial.begin(), partial.end());
    if (result.size() > max_terms) return 0;
  }
  return changed ? forms.add(result) : sum;
}

void expand_and_collect(Rewriter& rewriter, FormId sum, std::vector<FormId>& offers) {
  const FormId e = rewriter.expanded(sum);
  if (e == 0 || e == sum) return;
  offers.push_back(e);
  if (rewriter.forms[e].kind == Kind::sum) rewriter.common_factor(e, offers);
}

// Terms that share a base which the others lack, simplified by themselves.
void groups(Rewriter& rewriter, FormId sum, std::vector<FormId>& offers) {
  Forms& forms = rewriter.forms;
  constexpr std::size_t max_bases = 24, max_group_terms = 64;
  const Items terms = forms.terms(sum);
  if (terms.size() < 3 || terms.size() > max_group_terms) return;
  std::map<FormId, std::vector<std::size_t>> with_base;
  for (std::size_t i = 0; i < terms.size(); ++i)
    if (terms[i].form != forms.one())
      for (const Item& f : forms.factors(terms[i].form)) with_base[f.form].push_back(i);
  std::size_t tried = 0;
  for (const auto& [base, members] : with_base) {
    if (members.size() < 2 || members.size() == terms.size()) continue;
    if (++tried > max_bases) break;
    Items group, rest;
    for (std::size_t i = 0, next = 0; i < terms.size(); ++i) {
      const bool in = next < members.size() && members[next] == i;
      if (in) ++next;
      (in ? group : rest).push_back(terms[i]);
    }
    const FormId before = forms.add(group), after = rewriter.improve(before);
    if (after == before) continue;
    rest.push_back({after, 1});
    offers.push_back(forms.add(rest));
  }
}

}  // namespace slope::simplification
