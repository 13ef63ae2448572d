// SPDX-License-Identifier: MIT
#include "slope/expr/diff.hpp"

#include <algorithm>
#include <optional>

#include "partials.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/expr/sigmoid_polynomial.hpp"
#include "slope/expr/simplify.hpp"

namespace slope {

namespace detail {

void partials(NodeRef y, std::span<const NodeRef> args, std::span<NodeRef> out) {
  function_of(y.op()).slope(args, y, out);
}

namespace {

// Σ ∂y/∂uₖ dₖ.
NodeRef chain_rule(NodeRef y, std::span<const NodeRef> u, std::span<const NodeRef> d) {
  if (u.size() == 1) {
    NodeRef slope;
    partials(y, u, std::span(&slope, 1));
    return slope * d[0];
  }
  std::vector<NodeRef> slopes(u.size());
  partials(y, u, slopes);
  NodeRef sum = 0;
  for (std::size_t i = 0; i < u.size(); ++i)
    if (!d[i].is_zero()) sum = sum + slopes[i] * d[i];
  return sum;
}

}  // namespace

NodeRef differential(NodeRef y, std::span<const NodeRef> u, std::span<const NodeRef> d) {
  switch (y.op()) {
    case Op::add: return d[0] + d[1];
    case Op::subtract: return d[0] - d[1];
    case Op::negate: return -d[0];
    case Op::multiply: return d[0] * u[1] + u[0] * d[1];
    case Op::divide:
      if (d[1].is_zero()) return d[0] / u[1];
      return (d[0] * u[1] - u[0] * d[1]) / power(u[1], 2);
    case Op::pow:
      if (d[1].is_zero()) return u[1] * power(u[0], u[1] - NodeRef(1)) * d[0];
      return chain_rule(y, u, d);
    default: return chain_rule(y, u, d);
  }
}

}  // namespace detail

namespace {

void require_symbol(const Expr& x) {
  if (!x.is_symbol()) throw UsageError("a derivative is taken with respect to a symbol");
}

// The arguments of one node after another, in one buffer.
class Arguments {
 public:
  std::span<const NodeRef> of(NodeRef node) {
    const Node& y = Graph::node(node.id);
    if (y.b == 0 || y.op < Op::first_function) {
      few_ = {NodeRef(y.a), NodeRef(y.b)};
      return std::span(few_).first(y.a == 0 ? 0 : y.b == 0 ? 1 : 2);
    }
    many_.clear();
    node.each_arg([&](NodeRef arg) { many_.push_back(arg); });
    return many_;
  }

 private:
  std::array<NodeRef, 2> few_;
  std::vector<NodeRef> many_;
};

// The adjoint ∂f/∂(node) of every node, from the root down.
std::vector<NodeRef> reverse_sweep(const Postorder& order, NodeRef root, std::span<const NodeRef> variables) {
  std::vector<bool> active(order.size());
  for (const NodeRef v : variables)
    if (order.contains(v)) active[order.slot(v)] = true;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    if (n.op() >= Op::pair && n.a())
      active[i] = active[order.slot(n.a())] || (n.b() && active[order.slot(n.b())]);
  }
  std::vector<NodeRef> adjoint(order.size(), NodeRef(0));
  adjoint[order.slot(root)] = 1;
  Arguments arguments;
  std::vector<NodeRef> slopes;
  for (std::size_t i = order.size(); i-- > 0;) {
    const NodeRef y = order[i], a = adjoint[i];
    if (!active[i] || !y.is_function() || a.is_zero()) continue;
    const auto add = [&](NodeRef arg, auto&& term) {
      const std::size_t k = order.slot(arg);
      if (active[k]) adjoint[k] = adjoint[k] + term();
    };
    const auto u = arguments.of(y);
    switch (y.op()) {
      case Op::add:
        add(u[0], [&] { return a; });
        add(u[1], [&] { return a; });
        break;
      case Op::subtract:
        add(u[0], [&] { return a; });
        add(u[1], [&] { return -a; });
        break;
      case Op::negate: add(u[0], [&] { return -a; }); break;
      case Op::multiply:
        add(u[0], [&] { return a * u[1]; });
        add(u[1], [&] { return a * u[0]; });
        break;
      case Op::divide:
        add(u[0], [&] { return a / u[1]; });
        add(u[1], [&] { return -(a * y / u[1]); });
        break;
      default:
        if (y.op() == Op::pow && u[1].is_number()) {
          add(u[0], [&] { return a * (u[1] * power(u[0], u[1] - NodeRef(1))); });
          break;
        }
        slopes.assign(u.size(), NodeRef());
        detail::partials(y, u, slopes);
        for (std::size_t k = 0; k < u.size(); ++k) add(u[k], [&] { return a * slopes[k]; });
    }
  }
  return adjoint;
}

// The degree of f as a polynomial in x, if it is one.
std::optional<std::int64_t> polynomial_degree(NodeRef f, NodeRef x) {
  constexpr std::int64_t none = -1, largest = std::int64_t{1} << 60;
  const Postorder order(f);
  std::vector<std::int64_t> degree(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    const auto of = [&](NodeRef m) { return degree[order.slot(m)]; };
    if (n == x) degree[i] = 1;
    if (n.op() < Op::pair || !n.a()) continue;
    const std::int64_t a = of(n.a()), b = n.b() ? of(n.b()) : 0;
    switch (n.op()) {
      case Op::add:
      case Op::subtract: degree[i] = a == none || b == none ? none : std::max(a, b); break;
      case Op::negate: degree[i] = a; break;
      case Op::multiply: degree[i] = a == none || b == none ? none : std::min(a + b, largest); break;
      case Op::divide: degree[i] = b == 0 ? a : none; break;
      case Op::pow: {
        const std::int64_t q = n.b().is_number() ? n.b().value().as_int64().value_or(none) : none;
        if (a == 0 && b == 0) degree[i] = 0;
        else if (a == none || q < 0) degree[i] = none;
        else degree[i] = q != 0 && a > largest / q ? largest : a * q;
        break;
      }
      default: degree[i] = a == 0 && b == 0 ? 0 : none;
    }
  }
  return degree.back() == none ? std::nullopt : std::optional(degree.back());
}

std::vector<NodeRef> gradient_nodes(NodeRef f, std::span<const NodeRef> variables) {
  const Postorder order(f);
  const auto adjoint = reverse_sweep(order, f, variables);
  std::vector<NodeRef> result;
  for (const NodeRef v : variables) result.push_back(order.contains(v) ? adjoint[order.slot(v)] : NodeRef(0));
  return result;
}

}  // namespace

Expr raw_diff(const Expr& f, const Expr& x) {
  require_symbol(x);
  const Graph::Session session;
  const Postorder order(f.node());
  std::vector<NodeRef> derivative(order.size(), NodeRef(0));
  if (order.contains(x.node())) derivative[order.slot(x.node())] = 1;
  Arguments arguments;
  std::vector<NodeRef> d(2);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef y = order[i];
    if (!y.is_function()) continue;
    const auto u = arguments.of(y);
    if (d.size() < u.size()) d.resize(u.size());
    bool constant = true;
    for (std::size_t k = 0; k < u.size(); ++k) {
      d[k] = derivative[order.slot(u[k])];
      constant &= d[k].is_zero();
    }
    if (!constant) derivative[i] = detail::differential(y, u, std::span(d).first(u.size()));
  }
  return Expr(derivative.back());
}

Expr diff(const Expr& f, const Expr& x, std::int64_t order) {
  require_symbol(x);
  if (order < 0) throw UsageError("the order of a derivative is 0 or more");
  if (order == 0) return simplify(f);
  if (const auto degree = polynomial_degree(f.node(), x.node()); degree && order > *degree) return 0;
  if (order > max_order)
    throw LimitError("the order of a derivative is at most " + std::to_string(max_order) + "; got " +
                     std::to_string(order));
  if (const auto at_once = detail::closed_form(f, x, order)) return *at_once;
  Expr result = f;
  for (std::int64_t i = 0; i < order; ++i) {
    result = simplify(raw_diff(result, x));
    if (order > 1 && result.node_count() > max_derivative_nodes)
      throw LimitError("the derivative of order " + std::to_string(i + 1) + " has more than " +
                       std::to_string(max_derivative_nodes) + " nodes");
  }
  return result;
}

std::optional<Expr> detail::closed_form(const Expr& f, const Expr& x, std::int64_t order) {
  if (order < 2) return std::nullopt;
  const Graph::Session session;
  const auto node = sigmoid_derivative(f.node(), x.node(), order);
  return node ? std::optional(Expr(*node)) : std::nullopt;
}

std::vector<Expr> gradient(const Expr& f, const std::vector<Expr>& variables) {
  std::vector<NodeRef> nodes;
  for (const Expr& v : variables) require_symbol(v), nodes.push_back(v.node());
  const Graph::Session session;
  std::vector<Expr> result;
  for (const NodeRef g : gradient_nodes(f.node(), nodes)) result.emplace_back(g);
  return result;
}

std::vector<std::vector<Expr>> hessian(const Expr& f, const std::vector<Expr>& variables) {
  std::vector<NodeRef> nodes;
  for (const Expr& v : variables) require_symbol(v), nodes.push_back(v.node());
  const Graph::Session session;
  const auto g = gradient_nodes(f.node(), nodes);
  std::vector<std::vector<Expr>> rows(g.size(), std::vector<Expr>(g.size()));
  for (std::size_t i = 0; i < g.size(); ++i) {
    const auto row = gradient_nodes(g[i], std::span(nodes).subspan(i));
    for (std::size_t j = i; j < g.size(); ++j) rows[i][j] = rows[j][i] = Expr(row[j - i]);
  }
  return rows;
}

}  // namespace slope
