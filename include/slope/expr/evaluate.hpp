// SPDX-License-Identifier: MIT
// The value of an expression in any number type.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "slope/core/error.hpp"
#include "slope/expr/expr.hpp"
#include "slope/expr/lower.hpp"
#include "slope/expr/postorder.hpp"

namespace slope {

/// Values of symbols by name.
template <Real T> using Point = std::map<std::string, T, std::less<>>;

namespace detail {

[[noreturn]] void no_value_for(std::string_view symbol);
[[noreturn]] void no_evaluator_for(std::string_view function);

// Evaluators of the built-in rules in a type that the library was not compiled for: see evaluate_any.hpp.
template <class T> struct BuiltInEvaluators;

template <Real T> Function::Evaluator<T> evaluator_for(Op op) {
  if constexpr (!std::is_floating_point_v<T>)
    if (const auto f = BuiltInEvaluators<T>::of(op)) return f;
  return function_of(op).template evaluator<T>();
}

// The values of all nodes of `order`, each by the rule of its function. After node i, `after(node, i, value)`.
template <Real T, class After>
std::vector<T> evaluate_nodes(const Postorder& order, const Point<T>& at, After after) {
  std::vector<T> value(order.size());
  std::vector<T> args;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    switch (n.op()) {
      case Op::none:
      case Op::pair: break;
      case Op::integer:
      case Op::ratio:
      case Op::big: value[i] = n.value().template as<T>(); break;
      case Op::symbol: {
        const auto found = at.find(n.name());
        if (found == at.end()) no_value_for(n.name());
        value[i] = found->second;
        break;
      }
      case Op::add: value[i] = value[order.slot(n.a())] + value[order.slot(n.b())]; break;
      case Op::subtract: value[i] = value[order.slot(n.a())] - value[order.slot(n.b())]; break;
      case Op::multiply: value[i] = value[order.slot(n.a())] * value[order.slot(n.b())]; break;
      case Op::divide: value[i] = value[order.slot(n.a())] / value[order.slot(n.b())]; break;
      case Op::negate: value[i] = -value[order.slot(n.a())]; break;
      default: {
        const auto evaluator = evaluator_for<T>(n.op());
        if (!evaluator) no_evaluator_for(function_of(n.op()).name);
        args.clear();
        n.each_arg([&](NodeRef arg) { args.push_back(value[order.slot(arg)]); });
        value[i] = evaluator(args);
      }
    }
    after(n, i, value);
  }
  return value;
}

template <Real T> std::vector<T> evaluate_nodes(const Postorder& order, const Point<T>& at) {
  return evaluate_nodes(order, at, [](NodeRef, std::size_t, const std::vector<T>&) {});
}

}  // namespace detail

/// The value of f at a point, computed in T in the numerically stable form (see `lower`). Float, double and
/// long double are compiled into the library; for any other type include "slope/expr/evaluate_any.hpp".
/// @throws UsageError for a symbol without a value. O(nodes).
template <Real T> T evaluate(const Expr& f, const Point<T>& at) {
  const Expr stable = lower(f);
  return detail::evaluate_nodes(Postorder(stable.node()), at).back();
}
inline double evaluate(const Expr& f, const Point<double>& at) { return evaluate<double>(f, at); }

}  // namespace slope
