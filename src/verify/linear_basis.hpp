// SPDX-License-Identifier: MIT
// Linear algebra over the rationals: the arguments of exponentials (or of angles) in terms of independent ones.
#pragma once

#include <map>

#include "field.hpp"

namespace slope::algebra {

/// A list of fractions, linearly independent over Q as far as it is found out: always, if they are polynomials or short
/// over a common denominator.
class LinearBasis {
 public:
  using Combination = std::map<std::size_t, Rational>;  // of basis elements

  /// @param by_terms every term is an element: not as few as can be, but no small elements for decimals such as
  /// 0.123457*x and 0.654321*x
  explicit LinearBasis(Field& field, bool by_terms = false) : field_(&field), by_terms_(by_terms) {}
  /// u as a combination of the basis, which gets u as a new element if there is none.
  Combination represent(const Fraction& u);
  std::size_t size() const { return elements_.size(); }
  const Fraction& operator[](std::size_t i) const { return elements_[i].value; }

 private:
  // A term, as a coordinate of a vector.
  struct Coordinate {
    Monomial factors, atoms;
  };
  struct Order {
    bool operator()(const Coordinate& a, const Coordinate& b) const;
  };
  using Vector = std::map<Coordinate, Rational, Order>;

  // Vectors, each with the combination of elements that it is, no two of which start at the same coordinate.
  class Echelon {
   public:
    /// Takes out of the vector what the rows explain, and says what that is.
    Combination reduce(Vector& vector, Budget& budget) const;
    /// A vector that is reduced and not 0.
    void add(Vector vector, Combination combination);

   private:
    struct Row {
      Vector vector;
      Combination combination;
    };
    std::map<Coordinate, Row, Order> rows_;
  };
  struct Element {
    Fraction value;
    Lanes lanes;
  };

  std::optional<std::size_t> find(const Fraction& u, const Lanes& lanes) const;
  std::optional<Combination> over_common_denominator(const Fraction& u) const;

  Combination represent_whole(const Fraction& u);

  Field* field_;
  bool by_terms_;
  std::vector<Element> elements_;
  Echelon rows_;
};

}  // namespace slope::algebra
