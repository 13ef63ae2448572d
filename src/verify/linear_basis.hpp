// SPDX-License-Identifier: MIT
// Linear algebra over the rationals: the arguments of exponentials (or of angles) in terms of independent ones.
#pragma once

#include <map>

#include "field.hpp"

namespace slope::algebra {

/// A list of fractions, linearly independent over Q as far as their terms show.
class LinearBasis {
 public:
  using Combination = std::map<std::size_t, Rational>;  // of basis elements

  explicit LinearBasis(Field& field) : field_(&field) {}
  /// u as a combination of the basis, which gets u as a new element if there is none.
  Combination represent(const Fraction& u);
  std::size_t size() const { return elements_.size(); }
  const Fraction& operator[](std::size_t i) const { return elements_[i].value; }

 private:
  struct Coordinate {
    Monomial factors, atoms;
  };
  struct Order {
    bool operator()(const Coordinate& a, const Coordinate& b) const;
  };
  using Vector = std::map<Coordinate, Rational, Order>;
  struct Row {  // vector = Σ combination, starting at the coordinate under which it is kept
    Vector vector;
    Combination combination;
  };
  struct Element {
    Fraction value;
    Lanes lanes;
  };

  Field* field_;
  std::vector<Element> elements_;
  std::map<Coordinate, Row, Order> rows_;
};

}  // namespace slope::algebra
