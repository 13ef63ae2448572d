// SPDX-License-Identifier: MIT
// The function whose derivatives are meant: a formula, generic code, or a function of doubles.
#pragma once

#include <memory>
#include <string_view>

#include "slope/calculus/symbolic.hpp"
#include "slope/check/callables.hpp"
#include "slope/check/traced.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/print.hpp"

namespace slope::check {

/// Formulas and the names of their variables, in order.
struct Formulas {
  std::vector<Expr> results;
  std::vector<std::string> variables;
};

template <class F> inline constexpr bool is_formula = std::is_convertible_v<const F&, std::string_view> ||
                                                      std::is_same_v<F, Expr> || std::is_same_v<F, Formulas>;

/// One formula, as text or expression, of its symbols in natural order. @throws ParseError
template <class F> Formulas formulas_of(const F& f) {
  if constexpr (std::is_same_v<F, Formulas>) return f;
  else if constexpr (std::is_same_v<F, Expr>) return {{f}, f.symbols()};
  else {
    const Expr parsed = parse(f);
    return {{parsed}, parsed.symbols()};
  }
}

/// What a function is called in reports: the formula, or "the function".
template <class F> std::string title_of(const F& f) {
  if constexpr (std::is_convertible_v<const F&, std::string_view>) return std::string(std::string_view(f));
  else if constexpr (std::is_same_v<F, Expr>) return print(f);
  else if constexpr (std::is_same_v<F, Formulas>)
    return f.results.size() == 1 ? print(f.results[0]) : "the formulas";
  else return "the function";
}

/// x, y, z for up to three separate arguments, else x1, x2, ….
template <class F, class X> std::vector<std::string> variables_of(const F& f, std::size_t n) {
  if constexpr (is_formula<F>) return formulas_of(f).variables;
  else {
    std::vector<std::string> names;
    const bool separate = detail::is_separate<form_for<F, X, double>>;
    for (const Expr& e : separate ? detail::input_symbols(n) : detail::list_symbols(n))
      names.push_back(e.node().name());
    return names;
  }
}

/// The true derivatives of a function at points of the form X: of a formula; of generic code, which is traced; or of a
/// function of doubles, by differences. Keeps a reference to f.
template <class F, class X>
std::unique_ptr<Reference> reference_to(const F& f, std::vector<std::string> variables, Order order) {
  if constexpr (is_formula<F>) return formula_reference(formulas_of(f).results, std::move(variables), order);
  else if constexpr (!std::is_void_v<form_for<F, X, Traced>>) {
    using Form = form_for<F, X, Traced>;
    auto trace = [&f, variables](Place x) {
      std::vector<Expr> results;
      const auto argument = [&](std::size_t i) { return Traced(symbol(variables[i]), x[i]); };
      flatten(call_at<Form, Traced>(f, x.size(), argument),
              [&](std::convertible_to<Traced> auto y) { results.push_back(Traced(y).formula()); });
      return results;
    };
    return traced_reference(std::move(trace), std::move(variables), order);
  } else return difference_reference(computed_by<X>(f, 1), order);
}

}  // namespace slope::check

namespace slope {

/// Formulas for a Jacobian, or one with its variables in the order of the point:
/// formulas({"x*y", "x + y"}, {"x", "y"}). @throws ParseError
check::Formulas formulas(const std::vector<std::string>& texts, std::vector<std::string> variables);

}  // namespace slope
