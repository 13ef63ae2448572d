// SPDX-License-Identifier: MIT
#include "sparse_polynomial.hpp"

#include <algorithm>
#include <compare>
#include <limits>

#include "slope/core/error.hpp"
#include "slope/expr/simplify.hpp"

namespace slope::expansion {

namespace {

void check_terms(std::size_t n) {
  if (n > max_expanded_terms)
    throw LimitError("the expanded expression has more than " + std::to_string(max_expanded_terms) +
                     " terms");
}

std::int32_t checked_exponent(std::int64_t e) {
  if (e != static_cast<std::int32_t>(e))
    throw LimitError("an exponent of the expanded expression is beyond 2^31");
  return static_cast<std::int32_t>(e);
}

// The product of two monomials, appended to `out`.
void merge(std::span<const Power> a, std::span<const Power> b, std::vector<Power>& out) {
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a[i].atom < b[j].atom)) out.push_back(a[i++]);
    else if (i == a.size() || b[j].atom < a[i].atom) out.push_back(b[j++]);
    else {
      const std::int32_t e = checked_exponent(std::int64_t{a[i].exponent} + b[j].exponent);
      if (e != 0) out.push_back({a[i].atom, e});
      ++i, ++j;
    }
  }
}

}  // namespace

SparsePolynomial::SparsePolynomial(const Rational& constant) {
  if (!constant.is_zero()) append({}, constant);
}

SparsePolynomial SparsePolynomial::atom(std::uint32_t number) {
  SparsePolynomial p;
  const Power power{number, 1};
  p.append(std::span(&power, 1), 1);
  return p;
}

void SparsePolynomial::append(std::span<const Power> monomial, const Rational& c) {
  const auto begin = static_cast<std::uint32_t>(powers_.size());
  powers_.insert(powers_.end(), monomial.begin(), monomial.end());
  terms_.push_back({begin, static_cast<std::uint32_t>(powers_.size()), c});
}

void SparsePolynomial::scale(const Rational& c) {
  if (c.is_one()) return;
  for (Term& t : terms_) t.coefficient *= c;
}

void SparsePolynomial::add(const SparsePolynomial& other, const Rational& c) {
  for (const Term& t : other.terms_) append(other.powers(t), t.coefficient * c);
}

SparsePolynomial SparsePolynomial::times(const SparsePolynomial& other) const {
  check_terms(terms_.size() * other.terms_.size() / 4);  // before like terms are collected
  SparsePolynomial product;
  for (const Term& a : terms_)
    for (const Term& b : other.terms_) {
      const auto begin = static_cast<std::uint32_t>(product.powers_.size());
      merge(powers(a), other.powers(b), product.powers_);
      product.terms_.push_back(
          {begin, static_cast<std::uint32_t>(product.powers_.size()), a.coefficient * b.coefficient});
    }
  product.collect();
  check_terms(product.terms_.size());
  return product;
}

SparsePolynomial SparsePolynomial::raised(std::int64_t n) const {
  if (n == 0) return SparsePolynomial(1);
  if (n == 1) return *this;
  if (terms_.empty()) return {};
  // C(n + t − 1, t − 1) terms, stopping before the product overflows.
  std::size_t count = 1;
  for (std::size_t k = 1; k < terms_.size(); ++k) {
    count = count * (static_cast<std::size_t>(n) + k) / k;
    check_terms(count);
  }
  // Every way to share n among the terms, depth first: share[k] of term k, with the partial products kept.
  const std::size_t t = terms_.size();
  SparsePolynomial result;
  result.terms_.reserve(count);
  std::vector<std::int64_t> share(t), left(t + 1);
  std::vector<Rational> coefficient(t + 1);
  std::vector<std::vector<Power>> monomial(t + 1);
  left[0] = n;
  coefficient[0] = 1;
  const auto take = [&](std::size_t k) {  // from the parts of terms < k to those of terms ≤ k
    const Term& term = terms_[k];
    const std::int64_t e = share[k];
    left[k + 1] = left[k] - e;
    Rational binomial = 1;
    for (std::int64_t i = 0; i < std::min(e, left[k] - e); ++i)
      binomial = binomial * Rational(left[k] - i) / Rational(i + 1);
    coefficient[k + 1] = coefficient[k] * binomial;
    if (!term.coefficient.is_one()) coefficient[k + 1] *= term.coefficient.power(e);
    std::vector<Power> scaled(powers(term).begin(), powers(term).end());
    for (Power& p : scaled) p.exponent = checked_exponent(p.exponent * e);
    monomial[k + 1].clear();
    merge(monomial[k], e == 0 ? std::span<const Power>() : scaled, monomial[k + 1]);
  };
  std::size_t k = 0;
  share[0] = t == 1 ? n : 0;
  for (;;) {
    take(k);
    if (k + 1 < t) {
      ++k;
      share[k] = k + 1 == t ? left[k] : 0;
      continue;
    }
    result.append(monomial[t], coefficient[t]);
    for (;;) {  // the next share of the deepest term before the last that can grow
      if (k == 0) {
        result.collect();
        return result;
      }
      --k;
      if (++share[k] <= left[k]) break;
    }
  }
}

SparsePolynomial SparsePolynomial::reciprocal() const {
  SparsePolynomial result = *this;
  result.terms_[0].coefficient = terms_[0].coefficient.reciprocal();
  for (Power& p : result.powers_) p.exponent = -p.exponent;
  return result;
}

void SparsePolynomial::collect() {
  const auto compare = [&](const Term& a, const Term& b) {
    const auto x = powers(a), y = powers(b);
    return std::lexicographical_compare_three_way(x.begin(), x.end(), y.begin(), y.end());
  };
  std::sort(terms_.begin(), terms_.end(),
            [&](const Term& a, const Term& b) { return std::is_lt(compare(a, b)); });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < terms_.size();) {
    Term sum = terms_[i++];
    for (; i < terms_.size() && std::is_eq(compare(terms_[i], sum)); ++i)
      sum.coefficient += terms_[i].coefficient;
    if (!sum.coefficient.is_zero()) terms_[kept++] = std::move(sum);
  }
  terms_.resize(kept);
}

}  // namespace slope::expansion
