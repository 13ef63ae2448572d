// SPDX-License-Identifier: MIT
// Derivatives node by node, each with its lemma.
#pragma once

#include <map>
#include <string>

#include "signs.hpp"

namespace slope::certificate {

class ChainRule {
 public:
  ChainRule(Script& script, Signs& signs, NodeRef x) : script_(script), signs_(signs), x_(x) {}

  struct Derivative {
    NodeRef value;     ///< by the chain rule, not simplified
    std::string fact;  ///< that it is the derivative at the point, as a term
  };
  /// The derivative of f by x, with the lemmas of all nodes below it.
  Derivative of(NodeRef f);

 private:
  Derivative operation(NodeRef n);
  Derivative power(NodeRef n);
  Derivative call(NodeRef n);
  bool depends(NodeRef n) const { return known_.contains(n.id); }

  Script& script_;
  Signs& signs_;
  NodeRef x_;
  std::map<NodeId, Derivative> known_;  // of the nodes that depend on x
};

}  // namespace slope::certificate
