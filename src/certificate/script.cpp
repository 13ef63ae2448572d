// SPDX-License-Identifier: MIT
#include "script.hpp"

#include "core_function.hpp"
#include "slope/expr/postorder.hpp"

namespace slope::certificate {

std::string Script::at(NodeRef n) {
  if (n.is_number()) return literal(n.value());
  if (n.is_symbol()) return names_.of(n);
  return variable_ ? fmt::format("({} {})", name(n), names_.of(*variable_)) : name(n);
}

std::string Script::function(NodeRef n) {
  if (variable_ && n == *variable_) return "(fun t => t)";
  if (!is_defined(n)) return fmt::format("(fun _ => {})", at(n));
  return name(n);
}

const std::string& Script::name(NodeRef root) {
  if (const auto found = nodes_.find(root.id); found != nodes_.end()) return found->second;
  const Postorder order(root);
  for (const NodeRef n : order) {
    if (!is_defined(n) || nodes_.contains(n.id)) continue;
    const auto atom = [&](NodeRef arg) -> std::string {
      if (variable_ && arg == *variable_) return "t";
      if (!is_defined(arg)) return at(arg);
      return variable_ ? fmt::format("({} t)", nodes_.at(arg.id)) : nodes_.at(arg.id);
    };
    if (const Core f = core_of(n); f == Core::sigmoid || f == Core::softplus) need(coq_name(f));
    const std::string name = fresh("node");
    add(fmt::format("Definition {}{} : R := {}.", name, variable_ ? " (t : R)" : "", one_level(n, atom)));
    nodes_[n.id] = name;
  }
  return nodes_.at(root.id);
}

void Script::prefer_nodes() {
  std::string list;
  for (const auto& [id, name] : nodes_) (list += ' ') += name;
  if (!list.empty()) add(fmt::format("Strategy expand [{}].", list.substr(1)));
}

std::string Script::lemma(std::string_view kind, const std::string& statement, const std::string& proof) {
  std::string name = fresh(kind);
  add(fmt::format("Lemma {} : {}.\nProof. {} Qed.", name, statement, proof));
  return name;
}

}  // namespace slope::certificate
