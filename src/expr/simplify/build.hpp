// SPDX-License-Identifier: MIT
// From nodes to canonical forms.
#pragma once

#include "emit.hpp"
#include "rewrite.hpp"
#include "slope/expr/postorder.hpp"

namespace slope::simplification {

/// Builds the canonical form of an expression bottom-up, each part improved by the laws if a rewriter is given. A
/// chain of sums (or of products) that nothing else uses is gathered once, at its top, so that a chain of n costs
/// O(n log n). Needs a session.
class Builder {
 public:
  Builder(const Postorder& order, Forms& forms, Rewriter* rewriter);
  FormId build();
  Emitter& emitter() { return emit_; }

 private:
  void count(NodeRef n);
  FormId make(NodeRef n);
  /// The form of an operand, kept whole if merging it would be repeated work.
  FormId operand(NodeRef n, Kind kind);
  FormId gather_sum(NodeRef top);
  FormId gather_product(NodeRef top);

  const Postorder& order_;
  Forms& forms_;
  Rewriter* rewriter_;
  Emitter emit_;
  std::vector<FormId> form_;
  std::vector<std::uint32_t> uses_;
  std::vector<bool> gathered_;
};

}  // namespace slope::simplification
