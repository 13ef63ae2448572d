// SPDX-License-Identifier: MIT
#include "slope/expr/steps.hpp"

#include <algorithm>
#include <limits>

#include "partials.hpp"
#include "simplify/trace.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/names.hpp"
#include "slope/expr/postorder.hpp"

namespace slope {

namespace {

// A derivative that is not carried out: diff(u, x) as a function of its own, which only derivations contain.
struct Derivative {
  static constexpr std::string_view name = derivative_name;
  static constexpr std::string_view latex = "\\frac{d}{d#2}\\left(#1\\right)";
  static constexpr bool internal = true;
  template <Real R> static R value(const R&, const R&) { return std::numeric_limits<R>::quiet_NaN(); }
  template <class T> static std::array<T, 2> slope(const T&, const T&, const T& y) { return {y, y}; }
};

NodeRef unevaluated(NodeRef u, NodeRef x) { return NodeRef::raw(op_of<Derivative>(), u, x); }

// Names the derivatives of single nodes, from the root down.
class Teacher {
 public:
  Teacher(const Expr& f, const Expr& x) : x_(x.node()), order_(f.node()), active_(order_.size()) {
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const NodeRef n = order_[i];
      active_[i] = n == x_;
      if (n.op() >= Op::pair && n.a()) active_[i] = depends(n.a()) || (n.b() && depends(n.b()));
    }
  }

  std::vector<Step> steps(NodeRef root) {
    std::vector<Step> list;
    std::vector<bool> seen(order_.size());
    std::vector<NodeRef> todo{root};
    while (!todo.empty()) {
      const NodeRef y = todo.back();
      todo.pop_back();
      if (seen[order_.slot(y)] || !depends(y)) continue;
      seen[order_.slot(y)] = true;
      if (list.size() == max_steps) throw LimitError("the derivation has more than 10000 steps");
      pending_.clear();
      const NodeRef after = y == x_ ? NodeRef(1) : is_linear(y) ? linear(y) : apply_rule(y);
      list.push_back({name(y), Expr(unevaluated(y)), Expr(after)});
      for (std::size_t i = pending_.size(); i-- > 0;) todo.push_back(pending_[i]);
    }
    return list;
  }

 private:
  bool depends(NodeRef n) const { return active_[order_.slot(n)]; }

  // d/dx of an operand: carried out where there is nothing to explain.
  NodeRef derivative(NodeRef u) {
    if (!depends(u)) return 0;
    if (u == x_) return 1;
    pending_.push_back(u);
    return unevaluated(u);
  }
  NodeRef unevaluated(NodeRef u) const { return slope::unevaluated(u, x_); }

  NodeRef apply_rule(NodeRef y) {
    std::vector<NodeRef> u = y.args(), d;
    for (const NodeRef arg : u) d.push_back(derivative(arg));
    return detail::differential(y, u, d);
  }

  // Sums, differences, signs and constant factors: one step for a whole chain of them.
  bool is_linear(NodeRef y) const {
    switch (y.op()) {
      case Op::add:
      case Op::subtract:
      case Op::negate: return true;
      case Op::multiply: return !depends(y.a()) || !depends(y.b());
      case Op::divide: return !depends(y.b());
      default: return false;
    }
  }

  NodeRef linear(NodeRef top) {
    std::vector<std::size_t> chain{order_.slot(top)};
    std::vector<bool> seen(order_.size());
    for (std::size_t i = 0; i < chain.size(); ++i)
      order_[chain[i]].each_arg([&](NodeRef arg) {
        const std::size_t k = order_.slot(arg);
        if (!active_[k] || !is_linear(arg) || seen[k]) return;
        seen[k] = true;
        chain.push_back(k);
      });
    std::sort(chain.begin(), chain.end());  // operands first
    std::vector<NodeRef> done(order_.size());
    for (const std::size_t i : chain) {
      const std::vector<NodeRef> u = order_[i].args();
      std::vector<NodeRef> d;
      d.reserve(u.size());
      for (const NodeRef arg : u)
        d.push_back(done[order_.slot(arg)] ? done[order_.slot(arg)] : derivative(arg));
      done[i] = detail::differential(order_[i], u, d);
    }
    return done[order_.slot(top)];
  }

  std::string name(NodeRef y) const {
    if (y == x_) return "derivative of the variable";
    switch (y.op()) {
      case Op::add: return "sum rule";
      case Op::subtract: return "difference rule";
      case Op::negate: return "constant factor";
      case Op::multiply: return is_linear(y) ? "constant factor" : "product rule";
      case Op::divide:
        return is_linear(y) ? "constant factor" : depends(y.a()) ? "quotient rule" : "reciprocal rule";
      case Op::pow:
        if (depends(y.b())) return "power with a variable exponent";
        return y.a() == x_ ? "power rule" : "power rule and chain rule";
      default: return inner_is_variable(y) ? "derivative of " + label(y) : "chain rule with " + label(y);
    }
  }

  bool inner_is_variable(NodeRef y) const {
    bool only = true;
    y.each_arg([&](NodeRef arg) { only = only && (arg == x_ || !depends(arg)); });
    return only;
  }
  static std::string label(NodeRef y) { return std::string(function_of(y.op()).name); }

  NodeRef x_;
  Postorder order_;
  std::vector<bool> active_;
  std::vector<NodeRef> pending_;
};

Derivation derive_once(const Expr& f, const Expr& x, const Expr& result) {
  const Graph::Session session;
  Derivation d{f, x, {}, result};
  d.steps = Teacher(f, x).steps(f.node());
  const Expr raw = raw_diff(f, x);
  const Expr derivative(unevaluated(f.node(), x.node()));
  if (d.steps.size() > 1) d.steps.push_back({"put together", derivative, raw});
  std::vector<simplification::Change> changes;
  const Expr simple = simplification::simplify(raw, &changes);
  for (const auto& change : changes)
    d.steps.push_back({"simplify, " + std::string(change.law), change.before, change.after});
  if (!(simple == raw) && (changes.empty() || !(changes.back().after == simple)))
    d.steps.push_back({"simplify, like terms and factors", raw, simple});
  if (!(simple == result)) d.steps.push_back({"simplify, as a polynomial", simple, result});
  return d;
}

}  // namespace

std::vector<Derivation> derive(const Expr& f, const Expr& x, std::int64_t order) {
  diff(f, x, order);  // for its errors, before any work on steps
  std::vector<Derivation> list;
  Expr from = f;
  for (std::int64_t n = 1; n <= order && !(n > 1 && from == Expr(0)); ++n) {
    const auto at_once = detail::closed_form(f, x, n);
    const Expr to = at_once ? *at_once : diff(from, x);
    list.push_back(derive_once(from, x, to));
    from = to;
  }
  return list;
}

}  // namespace slope
