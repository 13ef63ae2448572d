// SPDX-License-Identifier: MIT
// Sparse Laurent polynomials with exact coefficients, in any number of indeterminates.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "slope/core/rational.hpp"

namespace slope::algebra {

/// Thrown when the allowed work is used up.
struct OutOfBudget {};

/// How much work may still be done.
class Budget {
 public:
  explicit Budget(std::size_t steps) : left_(steps) {}
  void spend(std::size_t steps) {
    if (steps > left_) {
      left_ = 0;
      throw OutOfBudget();
    }
    left_ -= steps;
  }

 private:
  std::size_t left_;
};

using AtomId = std::uint32_t;

struct Power {
  AtomId atom;
  std::int32_t exponent;
  bool operator==(const Power&) const = default;
};

/// A product of powers, atoms ascending, no exponent 0.
using Monomial = std::vector<Power>;

/// A monomial order that agrees with multiplication: lexicographic, the latest atom first.
std::strong_ordering compare(const Monomial& a, const Monomial& b);
Monomial multiply(const Monomial& a, const Monomial& b);  ///< @throws OutOfBudget beyond 10^6 as an exponent
Monomial power(const Monomial& a, std::int64_t n);
inline Monomial inverse(const Monomial& a) { return power(a, -1); }
inline Monomial quotient(const Monomial& a, const Monomial& b) { return multiply(a, inverse(b)); }
/// The least exponent of each atom, 0 where it is missing.
Monomial common_factors(const Monomial& a, const Monomial& b);
std::int32_t exponent_of(const Monomial& m, AtomId atom);

struct Term {
  Monomial monomial;
  Rational coefficient;
  bool operator==(const Term&) const = default;
};

/// A sum of terms, monomials descending, no coefficient 0.
class Polynomial {
 public:
  Polynomial() = default;
  Polynomial(const Rational& c) {
    if (!c.is_zero()) terms_.push_back({{}, c});
  }
  explicit Polynomial(Term term) : Polynomial(std::vector<Term>{std::move(term)}, 0) {}
  /// The sum of the terms, in any order.
  static Polynomial sum_of(std::vector<Term> terms);

  const std::vector<Term>& terms() const { return terms_; }
  std::size_t size() const { return terms_.size(); }
  bool is_zero() const { return terms_.empty(); }
  bool is_term() const { return terms_.size() == 1; }
  std::optional<Rational> constant() const;
  bool operator==(const Polynomial&) const = default;
  std::uint64_t hash() const;
  std::size_t bits() const;  ///< a measure of its size in memory

  friend Polynomial operator+(const Polynomial& a, const Polynomial& b);
  Polynomial scaled(const Rational& c) const;
  Polynomial times(const Term& term) const;
  Polynomial operator-() const { return scaled(-1); }

 private:
  Polynomial(std::vector<Term> terms, int) : terms_(std::move(terms)) {
    std::erase_if(terms_, [](const Term& t) { return t.coefficient.is_zero(); });
  }
  std::vector<Term> terms_;
};

inline Polynomial operator-(const Polynomial& a, const Polynomial& b) { return a + -b; }

/// The product, without any relation between the indeterminates.
Polynomial multiply(const Polynomial& a, const Polynomial& b, Budget& budget);
/// a/b if that is a polynomial.
std::optional<Polynomial> divide(const Polynomial& a, const Polynomial& b, Budget& budget);

/// p = content · monomial · primitive: the primitive part has integer coefficients without a common factor, its first one
/// positive, and no atom divides it. p is not 0.
struct Primitive {
  Rational content;
  Monomial monomial;
  Polynomial primitive;
};
Primitive primitive_of(const Polynomial& p);

}  // namespace slope::algebra
