// SPDX-License-Identifier: MIT
// Facts about signs, with their proofs.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "script.hpp"
#include "slope/certificate/coq.hpp"

namespace slope::certificate {

/// A condition that a certificate takes as given.
struct Hypothesis {
  Condition::Kind kind;
  NodeRef node;
  std::string name;
};

enum class Sign { positive, negative, nonnegative, nonzero };

/// Proves signs from those of the operands, the ranges of the functions, and the hypotheses.
class Signs {
 public:
  Signs(Script& script, const std::vector<Hypothesis>& given) : script_(script), given_(given) {}

  /// The lemma that states the sign of the node's value at the point; nothing if it is not found.
  std::optional<std::string> lemma(Sign sign, NodeRef n);

 private:
  using Found = std::optional<std::string>;
  Found find(Sign sign, NodeRef n);
  Found from_given(Sign sign, NodeRef n) const;
  Found of_number(Sign sign, NodeRef n);
  Found of_symbol(Sign sign, NodeRef n);
  Found of_function(Sign sign, NodeRef n);
  Found of_power(Sign sign, NodeRef n);
  Found of_product(Sign sign, NodeRef n);
  Found of_sum(Sign sign, NodeRef n);
  struct Bound {
    bool strict;
    std::vector<std::string> facts;
  };
  std::optional<Bound> bound_below(NodeRef n, bool above, Rational& value);
  std::optional<Bound> bound_given(NodeRef symbol, bool above, Rational& value) const;
  /// 0 < node, node < 0, 0 <= node, node <> 0.
  std::string statement(Sign sign, NodeRef n);
  std::string state(Sign sign, NodeRef n, const std::string& proof) {
    return script_.lemma("sign", statement(sign, n), proof);
  }
  std::string unfold(NodeRef n);

  Script& script_;
  const std::vector<Hypothesis>& given_;
  std::map<std::pair<Sign, NodeId>, Found> found_;
};

}  // namespace slope::certificate
