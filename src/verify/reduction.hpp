// SPDX-License-Identifier: MIT
// From expressions to the field: every node becomes a fraction in atoms, by laws that hold at each point at which the
// expression is defined.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <span>
#include <unordered_map>

#include "linear_basis.hpp"
#include "sign.hpp"
#include "slope/expr/node_ref.hpp"
#include "slope/expr/postorder.hpp"

namespace slope::algebra {

/// Thrown when an atom must be made for a finer root; the reduction then starts again, knowing of it.
struct Restart {};

/// What is learnt on the way and kept from one start to the next.
struct Known {
  bool by_terms = false;  // exponents, see LinearBasis
  std::map<std::pair<std::uint64_t, int>, std::int64_t> denominators;
  int starts = 0;
};

/// That a side is defined only where `argument` is not 0, positive, ….
struct Condition {
  enum class Need {
    nonzero,
    positive,
    nonnegative,
    other
  } need;            ///< other: `argument` itself must be defined
  std::size_t side;  ///< 0 for the left one
  NodeRef argument;
  Rational offset = 0;  ///< the condition is on offset + sign·argument
  int sign = 1;
  Part value{};  ///< the same in the field, if `reduced`
  bool reduced = false;
  bool holds = false;  ///< wherever the variables are in their ranges
  bool always = true;  ///< false below a branch of `where`, which need not be evaluated
};

/// A positive rational as a product of powers of small primes, and what is left.
std::vector<std::pair<Rational, std::int64_t>> prime_powers(const Rational& c);

/// A sum without the rational multiples of atoms that `take(factor, atom)` takes, which says whether it does.
template <class Take> Fraction without_multiples(const Fraction& sum, const Take& take) {
  Fraction rest;
  for (const Part& part : sum.parts) {
    if (!part.factors.empty()) {
      rest.parts.push_back(part);
      continue;
    }
    std::vector<Term> others;
    for (const Term& t : part.numerator.terms()) {
      const bool is_atom = t.monomial.size() == 1 && t.monomial[0].exponent == 1;
      if (!is_atom || !take(t.coefficient, t.monomial[0].atom)) others.push_back(t);
    }
    if (!others.empty()) rest.parts.push_back({{}, Polynomial::sum_of(std::move(others))});
  }
  return rest;
}

class Reduction {
 public:
  Reduction(Field& field, Known& known, const Assumptions& domain)
      : field_(field),
        known_(known),
        given_(domain),
        domain_(domain),
        exponents_(field, known.by_terms),
        angles_(field) {}

  /// The values of both sides; afterwards, `conditions` says where they are defined.
  /// @throws Restart, OutOfBudget, Undefined
  std::array<Fraction, 2> sides(NodeRef lhs, NodeRef rhs);
  const std::vector<Condition>& conditions() const { return conditions_; }
  /// Bounds where the variables are in their ranges and, with `facts`, both sides are defined.
  enum class Using { domain, facts };
  Range range(const Polynomial& p, Using facts = Using::facts) const;
  /// 1 or −1 if it is positive or negative wherever it is defined, else 0.
  int sign(const Part& part, Using facts = Using::facts) const;
  bool is_nonnegative(const Part& part, Using facts = Using::facts) const;
  /// The variable that the atom is, if it is one.
  const std::string* symbol(AtomId atom) const;
  std::string text(const Fraction& f) const;

 private:
  // What |base|^(1/n), log |base| and the real cube root of a polynomial are.
  struct Root {
    AtomId atom;
    std::int64_t n;
  };
  struct Call {
    std::vector<Fraction> args;
    Lanes lanes;
    AtomId atom;
  };
  using Angle = std::pair<Fraction, Fraction>;  // cosine and sine

  // reduction.cpp
  Fraction leaf(NodeRef node);
  void learn(const Condition& fact);
  enum class Of { exponent, root, angle };
  std::int64_t denominator(Of kind, std::uint64_t key, const Rational& multiple);

  // reduction_call.cpp
  Fraction call(NodeRef node, std::span<const Fraction* const> args);
  Fraction unary(NodeRef node, const Fraction& u);
  Fraction opaque(Op op, std::vector<Fraction> args);
  bool is_reversed(const Fraction& u) const;  // of u and −u one is
  Fraction raised(NodeRef node, const Fraction& base, const Fraction& exponent);
  std::optional<Fraction> comparison(NodeRef node, std::span<const Fraction* const> args);

  // factors.cpp
  /// Factors with their exponents, of a polynomial that is its own primitive part.
  const std::vector<std::pair<Polynomial, std::int64_t>>& factors_of(const Polynomial& primitive);

  // laws_exponential.cpp
  Fraction exponential(const Fraction& u);
  Fraction logarithm(const Fraction& u);  // log |u|
  Fraction logarithm_of(const Polynomial& base);
  Fraction sigmoid(const Fraction& u);

  // laws_root.cpp
  Fraction root_of_size(const Fraction& u, const Rational& q);  // |u|^q
  const Polynomial* square_of(const Polynomial& base) const;
  Fraction root_of_base(const Polynomial& base, const Rational& q);
  Fraction root_of_number(const Rational& c, const Rational& q);
  Fraction cube_root(const Fraction& u);
  Fraction larger(const Fraction& a, const Fraction& b, int sign);

  // laws_angle.cpp
  Angle angle(const Fraction& u);
  Angle turned(const Angle& a, const Angle& b);
  Angle multiple(Angle a, std::int64_t n);
  std::optional<Angle> of_pi(const Rational& q);
  Fraction arc_sine(const Fraction& u);
  Fraction arc_tangent(const Fraction& u);
  Fraction pi();

  Field& field_;
  Known& known_;
  const Assumptions given_;  // the user's
  Assumptions domain_;       // and what both sides need of single variables
  std::vector<Condition> conditions_;

  std::unordered_map<NodeId, Fraction> leaves_;
  std::unordered_map<AtomId, std::string> symbols_;
  std::vector<std::pair<Polynomial, Range>> facts_;
  LinearBasis exponents_, angles_;
  std::vector<AtomId> exponential_atoms_;
  std::vector<std::int64_t> exponential_denominators_;
  std::unordered_map<AtomId, std::size_t> exponent_of_atom_;  // e^(element/denominator)
  std::vector<Angle> angle_atoms_;
  std::unordered_map<AtomId, Angle> inverse_angles_;
  std::map<std::uint64_t, std::vector<std::pair<Polynomial, Root>>> roots_, cube_roots_, logarithms_;
  std::map<std::uint64_t, std::deque<std::pair<Polynomial, std::vector<std::pair<Polynomial, std::int64_t>>>>>
      factors_;
  std::vector<Polynomial> bases_;  // the factors found so far
  std::unordered_map<AtomId, Polynomial> base_of_logarithm_;
  std::unordered_map<AtomId, std::pair<Polynomial, std::int64_t>> base_of_root_;
  std::map<Op, std::vector<Call>> calls_;
  std::optional<AtomId> pi_;
};

}  // namespace slope::algebra
