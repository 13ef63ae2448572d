// SPDX-License-Identifier: MIT
// Equations between nodes, with their proofs.
//
// Nodes of equal value are equal, but for an accident. A proof is found in the structure of both sides: equal
// factors are matched with equal factors, equal terms with equal terms, and what remains is a rational
// equation in few atoms, which Coq's `field` decides. Functions are reduced to these atoms: exponentials of a
// basis of exponents, sines and cosines of a basis of angles, logarithms, roots and arc tangents.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "signs.hpp"
#include "values.hpp"

namespace slope::certificate {

class Prover {
 public:
  Prover(Script& script, Values& values, Signs& signs) : script_(script), values_(values), signs_(signs) {}

  /// A proof, as a term, of a = b at the point. @throws CertificateError if it is false or not found.
  std::string equal(NodeRef a, NodeRef b);

 private:
  // equality.cpp: by structure.
  std::string find(NodeRef a, NodeRef b);
  std::optional<std::string> by_factors(NodeRef a, NodeRef b, bool only_equal_ones);
  std::optional<std::string> by_terms(NodeRef a, NodeRef b);
  std::string state(NodeRef a, NodeRef b, const std::string& proof);
  using Parts = std::vector<std::pair<NodeRef, NodeRef>>;
  // a = the sum or product of the first of each pair = that of the second ones = b.
  std::string by_parts(NodeRef a, NodeRef b, Op op, const Parts& parts, const std::set<NodeId>& atoms_a,
                       const std::set<NodeId>& atoms_b);
  using Atom = std::pair<Core, std::uint64_t>;
  /// What the arithmetic of a node is about in the end.
  std::set<Atom> atoms_of(NodeRef root);

  // reduction.cpp: to atoms.
  /// The lemma that states a function node in terms of atoms.
  const std::string& reduced(NodeRef call);
  std::string reduce(NodeRef call);
  std::string reduce_exponential(NodeRef call);
  std::string reduce_trigonometric(NodeRef call);
  std::string reduce_remembered(NodeRef call);
  std::string reduce_log(NodeRef call);
  std::string log_one_plus_exp(NodeRef call, NodeRef u, const std::string& start);
  std::string remembered(NodeRef call, Core f, NodeRef u, const std::string& start);
  std::string state_reduced(NodeRef call, const std::string& form, const std::string& proof);
  std::string exponential_atom(std::size_t i);
  std::string angle_atom(std::size_t i);
  std::string unit(const Basis& basis, std::size_t i);

  // rational.cpp: by `field`.
  /// A proof by `field` of a goal about these nodes, in which `opaque` nodes and symbols are the atoms.
  std::string by_field(std::vector<NodeRef> todo, const std::set<NodeId>& opaque);
  /// About how many terms `field` would meet.
  double cost(NodeRef a, NodeRef b, bool formal) const;
  /// How much of the functions a proof must know.
  enum Knowledge { nothing, roots, everything };
  Knowledge needed(NodeRef a, NodeRef b);
  bool equal_knowing(Knowledge k, NodeRef a, NodeRef b);
  /// Values with random functions, but for square roots if these are known.
  Value formal(Knowledge k, NodeRef root);

  Script& script_;
  Values& values_;
  Signs& signs_;
  std::map<std::pair<NodeId, NodeId>, std::string> equal_;
  std::map<NodeId, std::string> reduced_;
  std::mt19937_64 random_{1};
  std::map<std::size_t, std::string> exponential_atoms_, angle_atoms_;
  std::map<std::pair<Core, Value>, std::pair<NodeRef, std::string>> remembered_;
  // Of a reduced node: facts and relations of its atoms, and the nodes that these mention.
  std::map<NodeId, std::vector<std::string>> facts_, relations_;
  std::map<NodeId, std::vector<NodeRef>> mentioned_;
  std::map<NodeId, std::string> form_;
  std::map<NodeId, Value> formal_[2];
};

}  // namespace slope::certificate
