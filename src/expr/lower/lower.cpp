// SPDX-License-Identifier: MIT
#include "slope/expr/lower.hpp"

#include "rules.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/function/hyperbolic.hpp"
#include "slope/function/sigmoid.hpp"

namespace slope {

namespace {

using namespace lowering;

// What a node contains, so that most nodes are passed over without a look at the tables. As a product: the
// functions among its factors. As a sum: the functions among the factors of its terms.
enum Trait : unsigned char {
  no_trait = 0,
  in_sum_rules = 1,
  an_exponential = 2,
  a_sigmoid = 4,
  an_expm1 = 8,
  a_cosh = 16,
  a_sum_of_exponentials = 32,
};
struct Traits {
  unsigned char product = 0, sum = 0;
};

class Lowering {
 public:
  explicit Lowering(std::size_t nodes) : work_(8 * nodes) {
    for (const SumRule& rule : sum_rules()) mark(rule.function, in_sum_rules);
    mark(op_of<Softplus>(), in_sum_rules);
    mark(op_of<Exp>(), an_exponential);
    mark(op_of<Sigmoid>(), a_sigmoid);
    mark(op_of<Expm1>(), an_expm1);
    mark(op_of<Cosh>(), a_cosh);
    for (const CallRule& rule : call_rules()) called_[index(rule.function)] = true;
  }

  /// The traits of a node, given those of its operands.
  Traits traits(NodeRef n, Traits a, Traits b) const {
    switch (n.op()) {
      case Op::add:
      case Op::subtract: {
        const auto terms = static_cast<unsigned char>(a.sum | b.sum);
        const unsigned char pair = terms & an_exponential ? a_sum_of_exponentials : no_trait;
        return {pair, terms};
      }
      case Op::negate: return a;
      case Op::multiply:
      case Op::divide: {
        const auto factors = static_cast<unsigned char>(a.product | b.product);
        return {factors, factors};
      }
      case Op::pow: return {a.product, a.product};
      default: {
        const unsigned char own =
            index(n.op()) < own_.size() ? own_[index(n.op())] : static_cast<unsigned char>(0);
        return {own, own};
      }
    }
  }

  /// The traits of a node, seen to a small depth.
  Traits traits(NodeRef n, int depth) const {
    if (!n.is_function()) return {};
    if (depth == 0 || n.op() >= Op::first_function) return traits(n, {}, {});
    return traits(n, traits(n.a(), depth - 1), n.b() ? traits(n.b(), depth - 1) : Traits());
  }

  /// The new form of a node whose operands are in their new form, or no node.
  NodeRef apply(NodeRef n, Traits t) {
    switch (n.op()) {
      case Op::add:
      case Op::subtract: return t.sum & in_sum_rules ? apply_sum_rules(n) : NodeRef();
      case Op::multiply: return wants_product_rules(t.product, n.op()) ? apply_product_rules(n) : NodeRef();
      case Op::divide:
      case Op::pow:
        if (is_quotient(n) && wants_product_rules(t.product, Op::divide))
          if (const NodeRef result = apply_product_rules(n)) return result;
        break;
      default: break;
    }
    if (index(n.op()) < called_.size() && called_[index(n.op())])
      for (const CallRule& rule : call_rules())
        if (rule.function == n.op())
          if (const NodeRef result = rule.apply(n, work_)) return result;
    return {};
  }

 private:
  static std::size_t index(Op op) { return static_cast<std::size_t>(op); }
  static bool is_quotient(NodeRef n) {
    return n.op() == Op::divide || (n.b().is_number() && n.b().value().sign() < 0);
  }
  void mark(Op op, Trait trait) { own_[index(op)] = static_cast<unsigned char>(own_[index(op)] | trait); }
  static bool wants_product_rules(unsigned char t, Op op) {
    if (t & (a_cosh | a_sum_of_exponentials)) return true;
    if (op == Op::divide && t & (an_exponential | a_sigmoid)) return true;
    return t & a_sigmoid && t & (an_exponential | an_expm1);
  }

  std::array<unsigned char, 256> own_{};
  std::array<bool, 256> called_{};
  std::size_t work_;
};

}  // namespace

Expr lower(const Expr& f) {
  constexpr int max_rounds = 4;   // laws applied to one node
  constexpr int trait_depth = 6;  // of a new form
  const Graph::Session session;
  const Postorder order(f.node());
  Lowering lowering(order.size());
  std::vector<NodeRef> result(order.size());
  std::vector<Traits> traits(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    result[i] = n;
    if (n.op() < Op::pair || !n.a()) continue;
    const std::size_t left = order.slot(n.a()), right = n.b() ? order.slot(n.b()) : left;
    const NodeRef a = result[left], b = n.b() ? result[right] : NodeRef();
    NodeRef m = n;
    if (!(a == n.a() && b == n.b())) {
      if (n.op() == Op::pair || (b && n.op() >= Op::first_function)) m = NodeRef::raw(n.op(), a, b);
      else if (b) m = NodeRef::apply(n.op(), std::array{a, b});
      else m = NodeRef::apply(n.op(), std::array{a});
    }
    traits[i] = lowering.traits(m, traits[left], b ? traits[right] : Traits());
    for (int round = 0; round < max_rounds; ++round) {
      const NodeRef better = lowering.apply(m, traits[i]);
      if (!better) break;
      m = better;
      traits[i] = lowering.traits(m, trait_depth);
    }
    result[i] = m;
  }
  return Expr(result.back());
}

}  // namespace slope
