// SPDX-License-Identifier: MIT
// The laws by which an expression is brought into the form that machines should evaluate, as three tables.
//
// Each law holds at every real point where its left side is defined, and its right side neither overflows nor
// cancels where the left side does not.
#pragma once

#include <span>
#include <string_view>

#include "chain.hpp"
#include "slope/expr/function.hpp"

namespace slope::lowering {

/// A·(gᵖ + r) → A·result(g), where g is a call of `function` and A is any monomial: two terms of a sum.
struct SumRule {
  std::string_view name, law;
  Op function;
  int power;
  Rational r;
  NodeRef (*result)(NodeRef g);  ///< no node if g does not fit
};
std::span<const SumRule> sum_rules();

/// A product whose factors are being replaced.
struct Product {
  explicit Product(NodeRef root) : chain(root, Chain::Kind::product), monomial(monomial_of(chain)) {}
  /// Puts `value` in the place of every power of `base` that the monomial counts: not of base^z.
  void replace(NodeRef base, NodeRef value);
  NodeRef rebuild() const { return chain.rebuild() * extra; }

  Chain chain;
  Monomial monomial;
  NodeRef extra = 1;
};

/// A law on factors of a product. `apply` replaces factors and says whether it did.
struct ProductRule {
  std::string_view name, law;
  bool (*apply)(Product& product);
};
std::span<const ProductRule> product_rules();

/// A law on one call of `function`. `apply` gives the new form, or no node. `work` is how many terms may be
/// read.
struct CallRule {
  std::string_view name, law;
  Op function;
  NodeRef (*apply)(NodeRef call, std::size_t& work);
};
std::span<const CallRule> call_rules();

/// Tries softplus(u) − u → softplus(−u) and then the table on a sum; no node if nothing fits.
NodeRef apply_sum_rules(NodeRef sum);
/// Tries the table on a product; no node if nothing fits.
NodeRef apply_product_rules(NodeRef product);

/// v and w of a sum e^v + e^w, where 1 is e^0.
struct ExponentialPair {
  NodeRef v, w;
};
std::optional<ExponentialPair> exponential_pair(NodeRef sum);

}  // namespace slope::lowering
