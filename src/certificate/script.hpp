// SPDX-License-Identifier: MIT
// One section of a certificate: definitions of nodes, and lemmas about them.
#pragma once

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>

#include "preamble.hpp"
#include "writing.hpp"

namespace slope::certificate {

/// Every node has a definition of its own, made when it is first named. In a section about a derivative the
/// nodes are functions of the variable, and lemmas are about their values at the point x.
class Script {
 public:
  Script(const SymbolNames& names, Preamble& preamble, std::optional<NodeRef> variable = std::nullopt,
         std::string_view prefix = "")
      : names_(names), preamble_(preamble), variable_(variable), prefix_(prefix) {}

  /// Its value at the point, as an atom: x, 3, (node_7 x).
  std::string at(NodeRef n);
  /// The node as a function, as an atom: node_7, (fun t => t).
  std::string function(NodeRef n);
  /// The name of its definition. Numbers and symbols have none.
  const std::string& name(NodeRef root);
  /// True if it has a definition, so that `unfold` takes its name.
  static bool is_defined(NodeRef n) { return n.is_function(); }

  std::string fresh(std::string_view kind) { return fmt::format("{}{}_{}", prefix_, kind, ++count_); }
  /// A lemma with its proof; returns its name.
  std::string lemma(std::string_view kind, const std::string& statement, const std::string& proof);
  void add(const std::string& text) { (text_ += text) += '\n'; }
  /// The name of a general lemma.
  std::string need(std::string_view name) { return preamble_.need(name); }
  const std::string& text() const { return text_; }
  /// Has Coq open the definitions of nodes before those of its own functions, where it compares terms.
  void prefer_nodes();
  std::optional<NodeRef> variable() const { return variable_; }

 private:
  const SymbolNames& names_;
  Preamble& preamble_;
  std::optional<NodeRef> variable_;
  std::string prefix_, text_;
  std::size_t count_ = 0;
  std::map<NodeId, std::string> nodes_;
};

}  // namespace slope::certificate
