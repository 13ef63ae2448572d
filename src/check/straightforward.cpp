// SPDX-License-Identifier: MIT
#include "straightforward.hpp"

#include <algorithm>
#include <map>

#include "../expr/partials.hpp"
#include "slope/expr/lower.hpp"
#include "slope/expr/postorder.hpp"

namespace slope::check {

std::vector<std::string> argument_names(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t k = 1; k <= count; ++k) names.push_back("a" + std::to_string(k));
  return names;
}

const std::vector<Expr>& stable_slopes(Op op, std::size_t count) {
  static thread_local std::map<std::pair<Op, std::size_t>, std::vector<Expr>> known;
  const auto [found, is_new] = known.try_emplace({op, count});
  if (!is_new) return found->second;
  std::vector<Expr> symbols, formulas;
  for (const std::string& name : argument_names(count)) symbols.push_back(symbol(name));
  {
    const Graph::Session session;
    std::vector<NodeRef> args, out(count);
    for (const Expr& s : symbols) args.push_back(s.node());
    detail::partials(NodeRef::apply(op, args), args, out);
    for (const NodeRef node : out) formulas.emplace_back(node);
  }
  for (Expr& f : formulas) f = lower(f);
  return found->second = std::move(formulas);
}

namespace {

// A formula of a1, a2, … at these arguments. Needs a session.
NodeRef instantiate(const Expr& formula, std::span<const NodeRef> args) {
  const Postorder order(formula.node());
  std::vector<NodeRef> now(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef node = order[i];
    if (node.op() == Op::none || node.op() == Op::pair) continue;
    now[i] = node.is_symbol() ? args[std::stoul(node.name().substr(1)) - 1]
                              : rebuild(node, [&](NodeRef arg) { return now[order.slot(arg)]; });
  }
  return now.back();
}

// Before a session, since lower needs one of its own.
void prepare_slopes(const Postorder& order) {
  for (const NodeRef node : order)
    if (node.op() >= Op::pow && node.op() != Op::negate) stable_slopes(node.op(), node.args().size());
}

std::vector<Expr> reverse_gradient(const Expr& f, const std::vector<Expr>& symbols) {
  const Postorder order(f.node());
  prepare_slopes(order);
  const Graph::Session session;
  std::vector<NodeRef> adjoint(order.size());
  adjoint.back() = NodeRef(1);
  const auto add = [&](NodeRef to, NodeRef amount) {
    NodeRef& a = adjoint[order.slot(to)];
    a = a ? a + amount : amount;
  };
  for (std::size_t i = order.size(); i-- > 0;) {
    const NodeRef y = order[i], a = adjoint[i];
    if (!a || !y.is_function()) continue;
    switch (y.op()) {
      case Op::add: add(y.a(), a), add(y.b(), a); break;
      case Op::subtract: add(y.a(), a), add(y.b(), -a); break;
      case Op::multiply: add(y.a(), a * y.b()), add(y.b(), a * y.a()); break;
      case Op::divide: add(y.a(), a / y.b()), add(y.b(), -(a * y / y.b())); break;
      case Op::negate: add(y.a(), -a); break;
      default: {
        const std::vector<NodeRef> args = y.args();
        const std::vector<Expr>& slopes = stable_slopes(y.op(), args.size());
        for (std::size_t k = 0; k < args.size(); ++k)
          if (!args[k].is_number()) add(args[k], a * instantiate(slopes[k], args));
      }
    }
  }
  std::vector<Expr> out;
  for (const Expr& x : symbols) {
    const NodeRef a = order.contains(x.node()) ? adjoint[order.slot(x.node())] : NodeRef();
    out.emplace_back(a ? a : NodeRef(0));
  }
  return out;
}

// The tangent of every node by one variable; none where it does not depend on it.
Expr forward_slope(const Postorder& order, const Expr& x) {
  const Graph::Session session;
  std::vector<NodeRef> tangent(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef y = order[i];
    if (y == x.node()) tangent[i] = NodeRef(1);
    if (!y.is_function()) continue;
    NodeRef sum;
    const auto add = [&](NodeRef arg, const auto& term) {
      const NodeRef t = tangent[order.slot(arg)];
      if (!t) return;
      const NodeRef amount = term(t);
      sum = sum ? sum + amount : amount;
    };
    const auto itself = [](NodeRef t) { return t; };
    switch (y.op()) {
      case Op::add: add(y.a(), itself), add(y.b(), itself); break;
      case Op::subtract: add(y.a(), itself), add(y.b(), [](NodeRef t) { return -t; }); break;
      case Op::multiply:
        add(y.a(), [&](NodeRef t) { return t * y.b(); });
        add(y.b(), [&](NodeRef t) { return t * y.a(); });
        break;
      case Op::divide:
        add(y.a(), [&](NodeRef t) { return t / y.b(); });
        add(y.b(), [&](NodeRef t) { return -(t * y / y.b()); });
        break;
      case Op::negate: add(y.a(), [](NodeRef t) { return -t; }); break;
      default: {
        const std::vector<NodeRef> args = y.args();
        const std::vector<Expr>& slopes = stable_slopes(y.op(), args.size());
        for (std::size_t k = 0; k < args.size(); ++k)
          add(args[k], [&](NodeRef t) { return t * instantiate(slopes[k], args); });
      }
    }
    tangent[i] = sum;
  }
  return tangent.back() ? Expr(tangent.back()) : Expr(0);
}

std::vector<Expr> symbols_of(const std::vector<std::string>& variables) {
  std::vector<Expr> symbols;
  for (const std::string& name : variables) symbols.push_back(symbol(name));
  return symbols;
}

}  // namespace

std::vector<Expr> straightforward_gradients(const std::vector<Expr>& results,
                                            const std::vector<std::string>& variables) {
  const std::vector<Expr> symbols = symbols_of(variables);
  std::vector<Expr> out;
  for (const Expr& f : results)
    for (Expr& partial : reverse_gradient(f, symbols)) out.push_back(std::move(partial));
  return out;
}

std::vector<Expr> forward_gradients(const std::vector<Expr>& results,
                                    const std::vector<std::string>& variables) {
  const std::vector<Expr> symbols = symbols_of(variables);
  std::vector<Expr> out;
  for (const Expr& f : results) {
    const Postorder order(f.node());
    prepare_slopes(order);
    for (const Expr& x : symbols) out.push_back(forward_slope(order, x));
  }
  return out;
}

}  // namespace slope::check
