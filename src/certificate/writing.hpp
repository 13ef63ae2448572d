// SPDX-License-Identifier: MIT
// Formulas as Coq terms.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "slope/expr/node_ref.hpp"

namespace slope::certificate {

/// The names that symbols have in Coq: their own where Coq takes it and nothing else has it.
class SymbolNames {
 public:
  explicit SymbolNames(const std::vector<NodeRef>& symbols);
  const std::string& of(NodeRef symbol) const { return names_.at(symbol.id); }
  /// The symbols with another name, for the reader.
  const std::vector<NodeRef>& renamed() const { return renamed_; }

 private:
  std::map<NodeId, std::string> names_;
  std::vector<NodeRef> renamed_;
};

/// An exact number, in brackets where it is not an atom: 7, (-7), (3 / 4).
std::string literal(const Rational& value);

/// A node, given its operands as atoms.
std::string one_level(NodeRef n, const std::function<std::string(NodeRef)>& atom);

/// The whole formula in the usual precedence, @throws CertificateError beyond `max_written_nodes`.
std::string written(NodeRef root, const SymbolNames& names);
inline constexpr std::size_t max_written_nodes = 20'000;

}  // namespace slope::certificate
