// SPDX-License-Identifier: MIT
// From canonical forms back to the binary nodes that people read.
#pragma once

#include "forms.hpp"

namespace slope::simplification {

/// Writes forms as nodes in reading order, with −, / and sqrt. Each form is written once. Needs a session.
class Emitter {
 public:
  explicit Emitter(const Forms& forms) : forms_(forms) {}
  /// The node of a form. O(forms below it that were not written yet).
  NodeRef operator()(FormId root);

 private:
  NodeRef make(FormId id) const;
  NodeRef sum(const Items& terms_in_order) const;
  NodeRef product(Rational coefficient, FormId monomial) const;
  NodeRef raise(NodeRef base, const Rational& q) const;
  NodeRef negated_sum(FormId id) const;

  const Forms& forms_;
  std::vector<NodeRef> done_;  // by form; none where it is not written yet
};

}  // namespace slope::simplification
