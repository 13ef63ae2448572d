// SPDX-License-Identifier: MIT
// The field in which identities are decided: quotients of polynomials in atoms. An atom is an indeterminate that stands
// for a real function: a variable, e^u, cos(u), sin(u), a root, a logarithm, or a function of which nothing is known.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>

#include "modular.hpp"
#include "polynomial.hpp"
#include "slope/verify/assumptions.hpp"

namespace slope::algebra {

/// A sum of parts, each numerator · f₁^e₁ · f₂^e₂ · …, where the fᵢ are registered factors (polynomials) and the
/// eᵢ integers. Denominators stay apart and in factors; nothing is multiplied out without need.
struct Part {
  Monomial factors;  // its "atoms" are factors of the field
  Polynomial numerator;
  bool operator==(const Part&) const = default;
};
struct Fraction {
  std::vector<Part> parts;  // factors descending, all different; no numerator 0
  bool operator==(const Fraction&) const = default;
  std::optional<Rational> constant() const;
};

/// Thrown where an operation is defined nowhere.
struct Undefined {
  std::string what;
};

struct Atom {
  std::string text;  ///< for people
  Range range;       ///< encloses its values
  int degree = 0;    ///< if not 0: atom^degree = power, a polynomial in earlier atoms
  Polynomial power;
  Lanes lanes;
};

class Field {
 public:
  Field(Budget& budget, std::mt19937_64& random);

  Budget& budget() { return *budget_; }
  AtomId add_atom(Atom atom);
  const Atom& atom(AtomId id) const { return atoms_[id]; }
  std::size_t atom_count() const { return atoms_.size(); }
  const Polynomial& factor(AtomId id) const { return factors_[id].polynomial; }
  std::size_t factor_count() const { return factors_.size(); }
  AtomId factor_of(const Polynomial& primitive);

  /// @{ Arithmetic. Every result equals the exact one at each point at which all atoms have values and no
  /// factor of the operands' denominators is 0.
  Fraction number(const Rational& q) const;
  Fraction variable(AtomId atom) const { return of(Polynomial(Term{{{atom, 1}}, 1})); }
  Fraction of(const Polynomial& p) const;
  Fraction sum(std::vector<Fraction> terms);
  Fraction add(const Fraction& a, const Fraction& b) { return sum({a, b}); }
  Fraction subtract(const Fraction& a, const Fraction& b) { return sum({a, negate(b)}); }
  Fraction negate(const Fraction& a) const { return scale(a, -1); }
  Fraction scale(const Fraction& a, const Rational& q) const;
  Fraction multiply(const Fraction& a, const Fraction& b);
  Fraction inverse(const Fraction& a);  ///< @throws Undefined for 0
  Fraction divide(const Fraction& a, const Fraction& b) { return multiply(a, inverse(b)); }
  Fraction power(const Fraction& a, std::int64_t n);
  Polynomial power_of(const Polynomial& p, int n);  ///< n > 0
  /// @}
  /// The same as a single part.
  Part together(const Fraction& a);
  /// Nothing, if it may have more terms.
  std::optional<Part> together(const Fraction& a, std::size_t max_terms);
  /// The numerators over one common denominator; nothing if they may have more terms in all.
  std::optional<std::vector<Polynomial>> numerators(std::span<const Fraction* const> fractions,
                                                    std::size_t max_terms);
  /// True if it is 0 by the laws of the field and the atoms' relations. False says nothing.
  bool is_zero(const Fraction& a);
  bool equal(const Fraction& a, const Fraction& b) { return a == b || is_zero(subtract(a, b)); }
  /// The values modulo the prime.
  Lanes lanes(const Fraction& a) const;
  Lanes lanes(const Polynomial& p) const;
  const PrimeField& prime_field() const { return primes_; }
  std::mt19937_64& random() { return *random_; }

 private:
  struct Factor {
    Polynomial polynomial;
    Lanes lanes;
  };
  Polynomial product(const Polynomial& a, const Polynomial& b);
  Polynomial by_relations(Polynomial p);
  Polynomial expanded(const Monomial& factors);  // exponents ≥ 0
  std::size_t terms_over(const Monomial& denominator, const Fraction& a, std::size_t enough) const;
  Polynomial numerator_over(const Monomial& denominator, const Fraction& a);
  void insert(std::vector<Part>& parts, Part part);
  Part reduced(Part part);
  bool merge(const Part& a, const Part& b, Part& merged);
  Part inverse_monomial(const Monomial& m);
  bool cancels_by_poles(const Fraction& a);
  bool may_be_zero(const Fraction& a) const;

  Budget* budget_;
  std::mt19937_64* random_;
  PrimeField primes_;
  std::vector<Atom> atoms_;
  std::vector<Factor> factors_;
  std::unordered_multimap<std::uint64_t, AtomId> factor_index_;
};

}  // namespace slope::algebra
