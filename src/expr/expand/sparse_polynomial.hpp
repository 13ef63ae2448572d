// SPDX-License-Identifier: MIT
// Polynomials in numbered atoms with exact coefficients; exponents may be negative.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "slope/core/rational.hpp"

namespace slope::expansion {

/// atom^exponent.
struct Power {
  std::uint32_t atom;
  std::int32_t exponent;
  friend auto operator<=>(const Power&, const Power&) = default;
};

/// A sum of terms c·Π atom^exponent. Terms are appended freely and like terms collected when asked, so that adding
/// up n terms costs O(n log n).
class SparsePolynomial {
 public:
  struct Term {
    std::uint32_t begin, end;  ///< of the powers, sorted by atom
    Rational coefficient;
  };

  SparsePolynomial() = default;
  explicit SparsePolynomial(const Rational& constant);
  static SparsePolynomial atom(std::uint32_t number);

  std::span<const Term> terms() const { return terms_; }
  std::span<const Power> powers(const Term& t) const {
    return std::span(powers_).subspan(t.begin, t.end - t.begin);
  }

  void scale(const Rational& c);
  void add(const SparsePolynomial& other, const Rational& c);
  /// @throws LimitError beyond `max_expanded_terms`.
  SparsePolynomial times(const SparsePolynomial& other) const;
  /// n ≥ 0, by the multinomial theorem. @throws LimitError beyond `max_expanded_terms`.
  SparsePolynomial raised(std::int64_t n) const;
  /// The reciprocal of a single term.
  SparsePolynomial reciprocal() const;
  /// Joins like terms and drops zeros.
  void collect();

 private:
  void append(std::span<const Power> monomial, const Rational& c);

  std::vector<Power> powers_;
  std::vector<Term> terms_;
};

}  // namespace slope::expansion
