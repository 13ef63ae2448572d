// SPDX-License-Identifier: MIT
// Sums that are polynomials in one atom: roots pulled out, and even ones about ½ in σ written in σ(1 − σ).
#include <algorithm>

#include "rewrite.hpp"

namespace slope::simplification {

namespace {

using Polynomial = std::vector<Rational>;  // coefficient of the k-th power at k
constexpr std::int64_t max_degree = 64;

// The atom of which all terms are powers, and the coefficients.
FormId read_polynomial(const Forms& forms, const Items& terms, Polynomial& p) {
  FormId atom = 0;
  p.assign(1, 0);
  for (const Item& t : terms) {
    std::int64_t k = 0;
    if (t.form != forms.one()) {
      const Items factors = forms.factors(t.form);
      const auto n = factors[0].number.as_int64();
      if (factors.size() != 1 || !n || *n < 1 || *n > max_degree) return 0;
      if (atom != 0 && atom != factors[0].form) return 0;
      atom = factors[0].form;
      k = *n;
    }
    if (p.size() <= static_cast<std::size_t>(k)) p.resize(static_cast<std::size_t>(k) + 1, 0);
    p[static_cast<std::size_t>(k)] += t.number;
  }
  return atom;
}

// Divides p by the polynomial d exactly; false (and p unchanged) if there is a remainder.
bool divide(Polynomial& p, const Polynomial& d) {
  if (p.size() < d.size()) return false;
  Polynomial rest = p, quotient(p.size() - d.size() + 1);
  for (std::size_t i = quotient.size(); i-- > 0;) {
    quotient[i] = rest[i + d.size() - 1] / d.back();
    for (std::size_t k = 0; k < d.size(); ++k) rest[i + k] -= quotient[i] * d[k];
  }
  if (std::any_of(rest.begin(), rest.end(), [](const Rational& r) { return !r.is_zero(); })) return false;
  p = std::move(quotient);
  return true;
}

// p(s) = q(s(1 − s)), if p(s) = p(1 − s).
bool in_p(Polynomial p, Polynomial& q) {
  if (p.size() % 2 == 0) return false;
  const std::size_t m = p.size() / 2;
  q.assign(m + 1, 0);
  for (std::size_t i = m + 1; i-- > 0;) {
    q[i] = i % 2 ? -p[2 * i] : p[2 * i];
    Polynomial power{1};  // (s − s²)^i
    for (std::size_t k = 0; k < i; ++k) {
      Polynomial next(power.size() + 2);
      for (std::size_t j = 0; j < power.size(); ++j) next[j + 1] += power[j], next[j + 2] -= power[j];
      power = std::move(next);
    }
    for (std::size_t k = 0; k < power.size(); ++k) p[k] -= q[i] * power[k];
  }
  return std::all_of(p.begin(), p.end(), [](const Rational& r) { return r.is_zero(); });
}

std::vector<std::int64_t> small_divisors(const Rational& r) {
  std::vector<std::int64_t> list;
  const auto n = r.abs().as_int64();
  if (!n || *n > 1000) return list;
  for (std::int64_t d = 1; d <= *n; ++d)
    if (*n % d == 0) list.push_back(d);
  return list;
}

FormId to_form(Forms& forms, const Polynomial& p, FormId atom) {
  Items terms;
  for (std::size_t k = 0; k < p.size(); ++k)
    terms.push_back({forms.power(atom, static_cast<std::int64_t>(k)), p[k]});
  return forms.add(terms);
}

}  // namespace

void polynomial_in_one_atom(Rewriter& rewriter, FormId sum, std::vector<FormId>& offers) {
  Forms& forms = rewriter.forms;
  FormId e = sum;
  for (FormId before = 0; e != before && e != 0;) before = e, e = rewriter.expanded(e);  // sums within sums
  if (e == 0) return;
  Polynomial p;
  const FormId atom = read_polynomial(forms, forms.terms(e), p);
  if (atom == 0 || p.size() < 3 || p.back().is_zero()) return;
  const Rational content = forms[e].kind == Kind::sum ? forms.content(e) : Rational(1);
  for (Rational& c : p) c = c / content;
  Items product{{forms.number(content), 1}};
  std::size_t pulled = 0;
  const auto pull = [&](const Polynomial& d) {
    while (divide(p, d)) product.push_back({to_form(forms, d, atom), 1}), ++pulled;
  };
  while (p.size() > 1 && p[0].is_zero()) p.erase(p.begin()), product.push_back({atom, 1}), ++pulled;
  const bool is_sigmoid = forms.is_call(atom, forms.ops().sigmoid);
  if (is_sigmoid) pull({1, -1});
  if (forms.is_call(atom, forms.ops().tanh)) pull({1, 0, -1});
  for (const std::int64_t den : small_divisors(p.back()))
    for (const std::int64_t num : small_divisors(p[0]))
      for (const std::int64_t root : {num, -num})
        if (p.size() > 2) pull(root > 0 && is_sigmoid ? Polynomial{root, -den} : Polynomial{-root, den});
  const auto offer = [&](FormId rest) {
    Items all = product;
    all.push_back({rest, 1});
    offers.push_back(forms.multiply(all));
  };
  if (pulled > 0) offer(to_form(forms, p, atom));
  if (Polynomial q; is_sigmoid && p.size() > 2 && in_p(p, q)) {
    const FormId one_less = forms.add(Items{{forms.one(), 1}, {atom, -1}});
    offer(to_form(forms, q, forms.multiply(Items{{atom, 1}, {one_less, 1}})));
  }
}

}  // namespace slope::simplification
