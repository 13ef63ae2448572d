// SPDX-License-Identifier: MIT
#include "slope/calculus/enclose.hpp"

#include "slope/expr/evaluate.hpp"
#include "slope/function/catalog.hpp"

namespace slope {

namespace {

using Evaluator = Function::Evaluator<Interval>;

template <class... F> Evaluator built_in(RuleList<F...>, std::size_t i) {
  static constexpr std::array<Evaluator, sizeof...(F)> list{&detail::evaluate_rule<F, Interval>...};
  return i < list.size() ? list[i] : nullptr;
}

Interval evaluate(Op op, std::span<const Interval> args) {
  auto f = built_in(Catalog(), static_cast<std::size_t>(op) - static_cast<std::size_t>(Op::add));
  if (!f) f = function_of(op).evaluator<Interval>();
  return f ? f(args) : Interval::undefined(Interval::Defined::maybe);
}

std::vector<Interval> enclose_nodes(const Postorder& order, const Box& box) {
  std::vector<Interval> value;
  value.reserve(order.size());
  std::vector<Interval> args;
  for (const NodeRef n : order) {
    const auto of = [&](NodeRef operand) -> const Interval& { return value[order.slot(operand)]; };
    switch (n.op()) {
      case Op::none:
      case Op::pair: value.emplace_back(0); break;
      case Op::integer:
      case Op::ratio:
      case Op::big: value.emplace_back(n.value()); break;
      case Op::symbol: {
        const auto found = box.find(n.name());
        if (found == box.end()) detail::no_value_for(n.name());
        value.push_back(found->second);
        break;
      }
      case Op::add: value.push_back(of(n.a()) + of(n.b())); break;
      case Op::subtract: value.push_back(of(n.a()) - of(n.b())); break;
      case Op::multiply: value.push_back(n.a() == n.b() ? square(of(n.a())) : of(n.a()) * of(n.b())); break;
      case Op::divide: value.push_back(of(n.a()) / of(n.b())); break;
      case Op::negate: value.push_back(-of(n.a())); break;
      default:
        args.clear();
        n.each_arg([&](NodeRef arg) { args.push_back(of(arg)); });
        value.push_back(evaluate(n.op(), args));
    }
  }
  return value;
}

}  // namespace

Interval enclose(const Expr& f, const Box& box) { return enclose_nodes(Postorder(f.node()), box).back(); }

Interval enclose(const Expr& f, const Box& box, int bits) {
  const IntervalPrecision scope(bits);
  return enclose(f, box);
}

Interval enclose(const Expr& f, const std::map<std::string, Rational, std::less<>>& at, int bits) {
  const IntervalPrecision scope(bits);
  Box box;
  for (const auto& [name, x] : at) box.emplace(name, x);
  return enclose(f, box);
}

std::vector<Interval> enclose(const std::vector<Expr>& f, const Box& box) {
  std::vector<NodeRef> roots;
  for (const Expr& root : f) roots.push_back(root.node());
  const Postorder order(roots);
  const std::vector<Interval> value = enclose_nodes(order, box);
  std::vector<Interval> out;
  for (const NodeRef root : roots) out.push_back(value[order.slot(root)]);
  return out;
}

}  // namespace slope
