// SPDX-License-Identifier: MIT
// The value of an expression in one variable in any scalar: duals, series, tape variables.
#pragma once

#include <algorithm>
#include <vector>

#include "slope/core/error.hpp"
#include "slope/expr/function.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/function/catalog.hpp"

namespace slope::witness {

template <class F, class S> S apply_rule(std::span<const S> x) {
  constexpr int n = detail::arity_of<F>();
  if constexpr (n == 0) return constant<F, S>();
  else if constexpr (n == 1) return S(lift<F>(x[0]));
  else if constexpr (n == 2) return S(lift<F>(x[0], x[1]));
  else if constexpr (n == 3) return S(lift<F>(x[0], x[1], x[2]));
  else {
    static_assert(std::is_same_v<F, LogSumExp>);
    S y = x[0];
    for (const S& other : x.subspan(1)) y = S(logaddexp(y, other));
    return y;
  }
}

/// The rules that a walk knows, by their operations.
template <class S, class... F> auto rules_of(RuleList<F...>) {
  std::vector<S (*)(std::span<const S>)> table;
  ((table.resize(std::max(table.size(), static_cast<std::size_t>(op_of<F>()) + 1)),
    table[static_cast<std::size_t>(op_of<F>())] = &apply_rule<F, S>),
   ...);
  return table;
}

/// The values of all nodes. `number(Rational)` makes a constant; `special(node, args)` may give the value itself.
/// @throws UsageError for a function that is not in `Rules`.
template <class S, class Rules, class MakeNumber, class Special>
std::vector<S> walk(const Postorder& order, const S& x, MakeNumber number, Special special) {
  static const auto table = rules_of<S>(Rules());
  std::vector<S> value, args;
  value.reserve(order.size());
  for (const NodeRef n : order) {
    const auto of = [&](NodeRef operand) -> const S& { return value[order.slot(operand)]; };
    switch (n.op()) {
      case Op::none:
      case Op::pair: value.push_back(x); break;
      case Op::integer:
      case Op::ratio:
      case Op::big: value.push_back(number(n.value())); break;
      case Op::symbol: value.push_back(x); break;
      case Op::add: value.push_back(S(of(n.a()) + of(n.b()))); break;
      case Op::subtract: value.push_back(S(of(n.a()) - of(n.b()))); break;
      case Op::multiply: value.push_back(S(of(n.a()) * of(n.b()))); break;
      case Op::divide: value.push_back(S(of(n.a()) / of(n.b()))); break;
      case Op::negate: value.push_back(S(-of(n.a()))); break;
      default: {
        args.clear();
        n.each_arg([&](NodeRef arg) { args.push_back(of(arg)); });
        if (std::optional<S> known = special(n, std::span<const S>(args))) {
          value.push_back(std::move(*known));
          break;
        }
        const auto i = static_cast<std::size_t>(n.op());
        if (i >= table.size() || !table[i])
          throw UsageError("this witness does not know the function '" +
                           std::string(function_of(n.op()).name) + "'");
        value.push_back(table[i](args));
      }
    }
  }
  return value;
}
template <class S, class Rules = Catalog, class MakeNumber>
std::vector<S> walk(const Postorder& order, const S& x, MakeNumber number) {
  return walk<S, Rules>(order, x, number, [](NodeRef, std::span<const S>) { return std::optional<S>(); });
}

}  // namespace slope::witness
