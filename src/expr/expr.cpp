// SPDX-License-Identifier: MIT
#include "slope/expr/expr.hpp"

#include <algorithm>

#include "slope/core/error.hpp"
#include "slope/expr/names.hpp"
#include "slope/expr/postorder.hpp"

namespace slope {

Expr::Expr(const Rational& value) {
  const Graph::Session session;
  node_ = NodeRef(value);
  Graph::instance().hold(node_.id);
}

std::size_t Expr::node_count() const { return Postorder(node_).size(); }

std::vector<std::string> Expr::symbols() const {
  std::vector<std::string> names;
  for (const NodeRef n : Postorder(node_))
    if (n.is_symbol()) names.push_back(n.name());
  std::sort(names.begin(), names.end(), natural_less);
  return names;
}

Expr operator+(const Expr& a, const Expr& b) {
  const Graph::Session session;
  return Expr(a.node_ + b.node_);
}
Expr operator-(const Expr& a, const Expr& b) {
  const Graph::Session session;
  return Expr(a.node_ - b.node_);
}
Expr operator*(const Expr& a, const Expr& b) {
  const Graph::Session session;
  return Expr(a.node_ * b.node_);
}
Expr operator/(const Expr& a, const Expr& b) {
  const Graph::Session session;
  return Expr(a.node_ / b.node_);
}
Expr operator-(const Expr& a) {
  const Graph::Session session;
  return Expr(-a.node_);
}

Expr symbol(std::string_view name) {
  if (!is_identifier(name))
    throw UsageError("a symbol's name is letters, digits and _, not starting with a digit; got '" +
                     std::string(name.substr(0, 100)) + "'");
  if (find_function(name) || name == derivative_name)
    throw UsageError("'" + std::string(name) + "' is a function; choose another name for the symbol");
  const Graph::Session session;
  return Expr(NodeRef(Graph::instance().symbol(name)));
}

Expr call(std::string_view function, std::initializer_list<Expr> args) {
  const auto op = find_function(function);
  if (!op) throw UsageError("there is no function '" + std::string(function) + "'" + suggestion(function));
  std::vector<NodeRef> list;
  for (const Expr& arg : args) list.push_back(arg.node());
  const Graph::Session session;
  return Expr(NodeRef::apply(*op, list));
}

Expr substitute(const Expr& f, const std::vector<std::pair<Expr, Expr>>& replacements) {
  const Graph::Session session;
  const Postorder order(f.node());
  std::vector<NodeRef> result(order.size());
  for (const auto& [from, to] : replacements)
    if (order.contains(from.node())) result[order.slot(from.node())] = to.node();
  for (std::size_t i = 0; i < order.size(); ++i)
    if (!result[i]) result[i] = rebuild(order[i], [&](NodeRef arg) { return result[order.slot(arg)]; });
  return Expr(result.back());
}

}  // namespace slope
