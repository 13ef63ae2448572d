// SPDX-License-Identifier: MIT
// Lets `evaluate<T>` work in any number type, Boost.Multiprecision's among them: compiles every built-in rule
// for T where it is used.
#pragma once

#include "slope/expr/evaluate.hpp"
#include "slope/function/catalog.hpp"
#include "slope/function/gamma_any.hpp"

namespace slope::detail {

template <class T> struct BuiltInEvaluators {
  static Function::Evaluator<T> of(Op op) {
    const auto i = static_cast<std::size_t>(op) - static_cast<std::size_t>(Op::add);
    return table(Catalog(), i);
  }

 private:
  template <class... F> static Function::Evaluator<T> table(RuleList<F...>, std::size_t i) {
    static constexpr std::array<Function::Evaluator<T>, sizeof...(F)> list{&evaluate_rule<F, T>...};
    return i < list.size() ? list[i] : nullptr;
  }
};

}  // namespace slope::detail
