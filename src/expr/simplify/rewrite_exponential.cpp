// SPDX-License-Identifier: MIT
// Quotients of exponentials as sigmoids.
#include <optional>
#include <unordered_map>

#include "rewrite.hpp"

namespace slope::simplification {

namespace {

// The exponent u of a form e^u, 1 being e^0.
std::optional<FormId> exponent_of(const Forms& forms, FormId form) {
  if (form == forms.one()) return forms.zero();
  if (forms.is_call(form, forms.ops().exp)) return forms[form].items[0].form;
  return std::nullopt;
}

struct ExponentialPair {
  FormId v, w;
};

// v and w of a sum e^v + e^w.
std::optional<ExponentialPair> exponential_pair(const Forms& forms, FormId sum) {
  const Form& f = forms[sum];
  if (f.kind != Kind::sum || f.items.size() != 2) return std::nullopt;
  if (!f.items[0].number.is_one() || !f.items[1].number.is_one()) return std::nullopt;
  const auto v = exponent_of(forms, f.items[0].form), w = exponent_of(forms, f.items[1].form);
  return v && w ? std::optional(ExponentialPair{*v, *w}) : std::nullopt;
}

}  // namespace

void exponential_quotient(Rewriter& rewriter, FormId form, std::vector<FormId>& offers) {
  Forms& forms = rewriter.forms;
  constexpr std::int64_t max_power = 32;
  const auto [c, monomial] = rewriter.split(form);
  const Items factors = forms.factors(monomial);
  FormId z = forms.zero();
  for (const Item& f : factors)
    if (forms.is_call(f.form, forms.ops().exp)) z = forms[f.form].items[0].form;
  for (const Item& target : factors) {
    const auto pair = exponential_pair(forms, target.form);
    const auto n = target.number.as_int64();
    if (!pair || !n || *n >= 0 || *n < -max_power) continue;
    const std::int64_t k = -*n;
    const FormId u = forms.add(Items{{pair->v, 1}, {pair->w, -1}});
    FormId best_rest = 0;
    std::int64_t best_j = 0;
    for (std::int64_t j = 0; j <= k; ++j) {
      const FormId rest = forms.add(Items{{z, 1}, {pair->v, -j}, {pair->w, j - k}});
      if (best_rest == 0 || forms.is_zero(rest) || forms[rest].size < forms[best_rest].size) {
        best_rest = rest;
        best_j = j;
      }
      if (forms.is_zero(rest)) break;
    }
    Items product{{forms.number(c), 1}, {forms.call(forms.ops().exp, best_rest), 1}};
    product.push_back({forms.call(forms.ops().sigmoid, u), best_j});
    product.push_back({forms.call(forms.ops().sigmoid, forms.negate(u)), k - best_j});
    for (const Item& f : factors)
      if (f.form != target.form && !forms.is_call(f.form, forms.ops().exp)) product.push_back(f);
    offers.push_back(forms.multiply(product));
  }
}

// σ(u)^a (1 − σ(u))^b e^z = σ^(a−t) (1 − σ)^(b+t) e^(z + t u) for every t: with the t that cancels the
// exponential, and where a and b have opposite signs, with those that cancel σ or 1 − σ.
void exponential_complement(Rewriter& rewriter, FormId form, std::vector<FormId>& offers) {
  Forms& forms = rewriter.forms;
  const auto [c, monomial] = rewriter.split(form);
  const Items factors = forms.factors(monomial);
  FormId z = forms.zero();
  bool divided = false;
  for (const Item& f : factors) {
    if (forms.is_call(f.form, forms.ops().exp)) z = forms[f.form].items[0].form;
    divided = divided || f.number.sign() < 0;
  }
  if (forms.is_zero(z) && !divided) return;
  std::unordered_map<FormId, Rational> exponents;
  for (const Item& f : factors) exponents.emplace(f.form, f.number);
  const auto exponent = [&](FormId base) {
    const auto found = exponents.find(base);
    return found == exponents.end() ? Rational(0) : found->second;
  };
  for (const Item& target : factors) {
    FormId s = 0;
    if (forms.is_call(target.form, forms.ops().sigmoid)) s = target.form;
    if (forms.is_complement(target.form))
      for (const Item& t : forms[target.form].items)
        if (forms.is_call(t.form, forms.ops().sigmoid)) s = t.form;
    if (s == 0) continue;
    const FormId u = forms[s].items[0].form;
    const FormId complement = forms.add(Items{{forms.one(), 1}, {s, -1}});
    const Rational a = exponent(s), b = exponent(complement);
    std::vector<Rational> shifts;
    if (const auto [q, rest] = rewriter.split(forms.multiply(Items{{z, 1}, {u, -1}}));
        !forms.is_zero(z) && rest == forms.one())
      shifts.push_back(-q);
    if (a.sign() * b.sign() < 0) shifts.insert(shifts.end(), {a, -b});
    for (const Rational& t : shifts) {
      Items product(factors);
      product.push_back({forms.number(c), 1});
      product.push_back({s, -t});
      product.push_back({complement, t});
      product.push_back({forms.call(forms.ops().exp, forms.scale(t, u)), 1});
      offers.push_back(forms.multiply(product));
    }
  }
}

}  // namespace slope::simplification
