// SPDX-License-Identifier: MIT
// Sums and products seen through their binary nodes, a bounded piece at a time.
#pragma once

#include <optional>
#include <vector>

#include "slope/expr/node_ref.hpp"

namespace slope::lowering {

/// A number times a product of powers: what one term of a sum, or a whole product, is made of.
struct Monomial {
  struct Factor {
    NodeRef base;
    int exponent;
  };
  Rational coefficient = 1;
  std::vector<Factor> factors;  ///< sorted by base, no two alike

  void multiply(NodeRef base, int exponent);
  int exponent_of(NodeRef base) const;
  friend bool same_factors(const Monomial& a, const Monomial& b);
};

/// A binary tree of one kind of node, sums (a + b, a − b, −a) or products (a·b, a/b, −a), down to its leaves.
/// Links can be replaced and the tree built again: what is not replaced keeps its order of evaluation. At
/// most `max_links` are looked at; what lies deeper is a leaf as it stands.
class Chain {
 public:
  enum class Kind { sum, product };
  static constexpr std::size_t max_links = 13;

  struct Link {
    NodeRef node;
    bool inverted;  ///< subtracted, or divided by
    int left = -1;  ///< first operand's link; −1 for a leaf
    int right = -1;
    NodeRef replacement;  ///< none: as it is
    bool is_leaf() const { return left < 0; }
  };

  Chain(NodeRef root, Kind kind);
  const std::vector<Link>& links() const { return links_; }
  bool is_negative() const { return negative_; }
  void replace(std::size_t link, NodeRef node) { links_[link].replacement = node; }
  NodeRef rebuild() const;

 private:
  std::vector<Link> links_;
  bool negative_ = false;  // of a product: an odd number of −a
};

/// A node as a power of a base: with an integer exponent of at most 1000 in size, or the first power of itself.
Monomial::Factor power_of(NodeRef node);

/// A term as a monomial: 3·x·σ(u)²/y is 3 and {x, 1}, {σ(u), 2}, {y, −1}.
Monomial monomial_of(NodeRef term);
Monomial monomial_of(const Chain& product);

/// The number q with a = q·b, seen through numeric factors and the order of a difference.
std::optional<Rational> ratio(NodeRef a, NodeRef b);
/// q·u with numeric factors gathered into one.
NodeRef scaled(NodeRef u, const Rational& q);

}  // namespace slope::lowering
