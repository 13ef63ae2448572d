// SPDX-License-Identifier: MIT
#include "slope/expr/node_ref.hpp"

#include <algorithm>

#include "slope/core/error.hpp"
#include "slope/expr/function.hpp"
#include "slope/function/catalog.hpp"

namespace slope {

namespace {

// Powers of numbers are folded up to this size; larger ones stay as written.
constexpr std::size_t max_folded_bits = 4096;

template <class F, class... Fs> constexpr std::uint32_t position_of(RuleList<Fs...>) {
  std::uint32_t position = 0;
  const bool found = ((std::is_same_v<F, Fs> || (++position, false)) || ...);
  return found ? position : throw "the catalog has no such rule";
}
constexpr Op where_op = static_cast<Op>(static_cast<std::uint32_t>(Op::add) + position_of<Where>(Catalog()));

// The rare cases of the operators are functions of their own, not inlined, so that the common case is short.

[[gnu::noinline]] NodeRef exact(Op op, NodeRef a, NodeRef b) {
  switch (op) {
    case Op::add: return a.value() + b.value();
    case Op::subtract: return a.value() - b.value();
    case Op::multiply: return a.value() * b.value();
    default: return a.value() / b.value();
  }
}

// Branches. A slope that is zero by structure must not meet an infinity as 0·inf, so arithmetic goes into the
// branch that is taken: a·where(c, u, 0) is where(c, a·u, 0). Nested branches are entered to this depth.
constexpr int max_branch_depth = 8;

// where(c, u, 0) or where(c, 0, u).
struct Half {
  explicit Half(NodeRef n) {
    if (n.op() == where_op) open(n);
  }
  void open(NodeRef n) {
    const NodeRef a = n.b().a(), b = n.b().b();
    if (!a.is_zero() && !b.is_zero()) return;
    condition = n.a();
    first = b.is_zero();
    u = first ? a : b;
  }
  explicit operator bool() const { return bool(condition); }
  NodeRef with(NodeRef v) const {
    return NodeRef::apply(where_op, std::array{condition, first ? v : NodeRef(0), first ? NodeRef(0) : v});
  }
  NodeRef condition, u;
  bool first = true;
};

NodeRef sum(NodeRef a, NodeRef b, int depth);
NodeRef product(NodeRef a, NodeRef b, int depth);
NodeRef quotient(NodeRef a, NodeRef b, int depth);
NodeRef negative(NodeRef a, int depth);

// The operation inside the branches of its operands; none if they are no halves.
[[gnu::noinline]] NodeRef in_branches(Op op, NodeRef a, NodeRef b, int depth) {
  const Half p(a);
  switch (op) {
    case Op::add:
      if (const Half q(b); p && q && p.condition == q.condition) {
        if (p.first == q.first) return p.with(sum(p.u, q.u, depth));
        const std::array branches{p.condition, p.first ? p.u : q.u, p.first ? q.u : p.u};
        return NodeRef::apply(where_op, branches);
      }
      return {};
    case Op::multiply:
      if (p) return p.with(product(p.u, b, depth));
      if (const Half q(b); q) return q.with(product(a, q.u, depth));
      return {};
    case Op::divide: return p ? p.with(quotient(p.u, b, depth)) : NodeRef();
    default: return p ? p.with(negative(p.u, depth)) : NodeRef();
  }
}

NodeRef sum(NodeRef a, NodeRef b, int depth) {
  if (a.is_zero()) return b;
  if (b.is_zero()) return a;
  const Op op_a = a.op(), op_b = b.op();
  if (is_number(op_a) && is_number(op_b)) return exact(Op::add, a, b);
  if (op_a == where_op && op_b == where_op && depth > 0)
    if (const NodeRef r = in_branches(Op::add, a, b, depth - 1)) return r;
  return NodeRef::raw(Op::add, a, b);
}

NodeRef product(NodeRef a, NodeRef b, int depth) {
  if (a.is_zero() || b.is_one()) return a;
  if (b.is_zero() || a.is_one()) return b;
  const Op op_a = a.op(), op_b = b.op();
  if (is_number(op_a) && is_number(op_b)) return exact(Op::multiply, a, b);
  if ((op_a == where_op || op_b == where_op) && depth > 0)
    if (const NodeRef r = in_branches(Op::multiply, a, b, depth - 1)) return r;
  return NodeRef::raw(Op::multiply, a, b);
}

NodeRef quotient(NodeRef a, NodeRef b, int depth) {
  const Op op_a = a.op(), op_b = b.op();
  if (is_number(op_b) && !b.is_zero()) {
    if (is_number(op_a)) return exact(Op::divide, a, b);
    if (b.is_one()) return a;
  }
  if (a.is_zero() && !is_number(op_b)) return a;
  if (op_a == where_op && depth > 0)
    if (const NodeRef r = in_branches(Op::divide, a, b, depth - 1)) return r;
  return NodeRef::raw(Op::divide, a, b);
}

NodeRef negative(NodeRef a, int depth) {
  const Op op_a = a.op();
  if (is_number(op_a)) return exact(Op::subtract, 0, a);
  if (op_a == Op::negate) return a.a();
  if (op_a == where_op && depth > 0)
    if (const NodeRef r = in_branches(Op::negate, a, {}, depth - 1)) return r;
  return NodeRef::raw(Op::negate, a);
}

std::optional<Rational> exact_value(const Function& f, std::span<const NodeRef> args) {
  if (!f.exact || args.size() > 3) return std::nullopt;
  if (!std::all_of(args.begin(), args.end(), [](NodeRef arg) { return arg.is_number(); }))
    return std::nullopt;
  std::array<Rational, 3> values;
  for (std::size_t i = 0; i < args.size(); ++i) values[i] = args[i].value();
  return f.exact(std::span(values.data(), args.size()));
}

}  // namespace

std::vector<NodeRef> NodeRef::args() const {
  std::vector<NodeRef> list;
  each_arg([&](NodeRef x) { list.push_back(x); });
  return list;
}

NodeRef operator+(NodeRef a, NodeRef b) { return sum(a, b, max_branch_depth); }
NodeRef operator*(NodeRef a, NodeRef b) { return product(a, b, max_branch_depth); }
NodeRef operator/(NodeRef a, NodeRef b) { return quotient(a, b, max_branch_depth); }
NodeRef operator-(NodeRef a) { return negative(a, max_branch_depth); }

NodeRef operator-(NodeRef a, NodeRef b) {
  if (b.is_number()) {
    if (a.is_number()) return exact(Op::subtract, a, b);
    if (b.is_zero()) return a;
  }
  if (a.is_zero()) return -b;
  if (a == b) return 0;
  return NodeRef::raw(Op::subtract, a, b);
}

NodeRef power(NodeRef a, NodeRef b) {
  if (b.is_number()) {
    if (b.is_one()) return a;
    if (b.is_zero()) return 1;
    if (a.is_one()) return a;
    if (a.is_number()) {
      const Rational base = a.value();
      const auto n = b.value().as_int64();
      const bool fits = n && base.power_fits(*n, max_folded_bits);
      if (fits && !(base.is_zero() && *n < 0)) return base.power(*n);
    }
  }
  return NodeRef::raw(Op::pow, a, b);
}

NodeRef NodeRef::apply(Op op, std::span<const NodeRef> args) {
  if (op < Op::first_function && args.size() == (op == Op::negate ? 1u : 2u)) {
    switch (op) {
      case Op::add: return args[0] + args[1];
      case Op::subtract: return args[0] - args[1];
      case Op::multiply: return args[0] * args[1];
      case Op::divide: return args[0] / args[1];
      case Op::negate: return -args[0];
      default: return power(args[0], args[1]);
    }
  }
  const Function& f = function_of(op);
  if (f.associative && args.size() > 2) {
    NodeRef folded = args[0];
    for (const NodeRef next : args.subspan(1)) folded = apply(op, std::array{folded, next});
    return folded;
  }
  const bool right =
      f.arity == Function::any_number ? !args.empty() : args.size() == static_cast<std::size_t>(f.arity);
  if (!right) {
    const std::string least = f.associative ? "at least " : "";
    const std::string wanted = f.arity == 1   ? "1 argument"
                               : f.arity >= 0 ? least + std::to_string(f.arity) + " arguments"
                                              : "at least 1 argument";
    throw UsageError(std::string(f.name) + " takes " + wanted + ", not " + std::to_string(args.size()));
  }
  if (args.empty()) return raw(op, NodeRef());
  if (const auto value = exact_value(f, args)) return *value;
  if (op == where_op) {
    if (args[0].is_number()) return args[0].is_zero() ? args[2] : args[1];
    if (args[1] == args[2]) return args[1];
  }
  if (args.size() == 1) return raw(op, args[0]);
  NodeRef rest = args.back();
  for (std::size_t i = args.size() - 1; i-- > 1;) rest = raw(Op::pair, args[i], rest);
  return raw(op, args[0], rest);
}

}  // namespace slope
