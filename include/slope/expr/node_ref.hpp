// SPDX-License-Identifier: MIT
// A node number that computes: the scalar that all passes over the graph use inside one session.
#pragma once

#include <span>
#include <vector>

#include "slope/expr/graph.hpp"

namespace slope {

/// A node without a handle: free to copy, valid while the session that made it lasts. The operators make
/// nodes and fold what is cheap and local: exact numbers, x + 0, x * 1, x * 0, x / 1, x^1, x^0, x − x, −(−x).
class NodeRef {
 public:
  constexpr NodeRef() : id(0) {}
  explicit constexpr NodeRef(NodeId node) : id(node) {}
  NodeRef(int n) : id(n == 0 ? Graph::zero : n == 1 ? Graph::one : Graph::instance().number(n)) {}
  NodeRef(double x) : NodeRef(Rational::from_double(x)) {}
  NodeRef(const Rational& value) : id(Graph::instance().number(value)) {}

  /// The function `op` of the arguments, folded to a number where the rule knows an exact value.
  /// @throws UsageError if their number is wrong.
  static NodeRef apply(Op op, std::span<const NodeRef> args);
  /// A node exactly as given.
  static NodeRef raw(Op op, NodeRef a, NodeRef b = NodeRef(NodeId{0})) {
    return NodeRef(Graph::instance().intern(op, a.id, b.id));
  }

  explicit operator bool() const { return id != 0; }
  Op op() const { return node().op; }
  NodeRef a() const { return NodeRef(node().a); }
  NodeRef b() const { return NodeRef(node().b); }
  bool is_number() const { return slope::is_number(op()); }
  bool is_symbol() const { return op() == Op::symbol; }
  /// A function of the catalog, an operator included.
  bool is_function() const { return op() >= Op::add; }
  bool is_zero() const { return id == Graph::zero; }
  bool is_one() const { return id == Graph::one; }
  Rational value() const { return Graph::instance().value(id); }
  const std::string& name() const { return Graph::instance().name(id); }
  /// The arguments of a function node, in order.
  std::vector<NodeRef> args() const;
  /// Calls f(NodeRef) for each argument, in order, without allocating.
  template <class F> void each_arg(F&& f) const;

  friend NodeRef operator+(NodeRef a, NodeRef b);
  friend NodeRef operator-(NodeRef a, NodeRef b);
  friend NodeRef operator*(NodeRef a, NodeRef b);
  friend NodeRef operator/(NodeRef a, NodeRef b);
  friend NodeRef operator-(NodeRef a);
  friend NodeRef power(NodeRef a, NodeRef b);
  friend bool operator==(NodeRef a, NodeRef b) { return a.id == b.id; }

  NodeId id;

 private:
  const Node& node() const { return Graph::node(id); }
};

template <class F> void NodeRef::each_arg(F&& f) const {
  const Node& n = node();
  if (n.op < Op::add || n.a == 0) return;
  f(NodeRef(n.a));
  NodeRef rest(n.b);
  if (n.op >= Op::first_function)
    for (; rest && rest.op() == Op::pair; rest = rest.b()) f(rest.a());
  if (rest) f(rest);
}

/// The same function of other arguments: `map(arg)` for each. Anything but a function is returned as it is.
template <class F> NodeRef rebuild(NodeRef node, F&& map) {
  if (!node.is_function()) return node;
  std::array<NodeRef, 4> few;
  std::size_t n = 0;
  std::vector<NodeRef> many;
  node.each_arg([&](NodeRef arg) {
    if (n == few.size()) many.assign(few.begin(), few.end());
    if (n < few.size()) few[n] = map(arg);
    else many.push_back(map(arg));
    ++n;
  });
  return NodeRef::apply(
      node.op(), many.empty() ? std::span<const NodeRef>(few.data(), n) : std::span<const NodeRef>(many));
}

}  // namespace slope
