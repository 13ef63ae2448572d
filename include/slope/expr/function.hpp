// SPDX-License-Identifier: MIT
// The record that an expression node points to, generated from a rule, and the table of all records.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "slope/expr/node_ref.hpp"
#include "slope/function/rule.hpp"

namespace slope {

/// Everything that an expression needs to know of a function. One per rule, made by `record_of<F>()`.
struct Function {
  static constexpr int any_number = -1;

  std::string_view name;
  int arity = 1;  ///< or any_number
  std::vector<Domain> domain;
  Trend trend = Trend::none;
  Symmetry symmetry = Symmetry::none;
  std::vector<double> kinks;  ///< arguments at which the slope jumps
  double kinks_every = 0;     ///< their period, if they repeat
  std::string_view latex, unicode, cpp, c, python, formula;
  double ulps = 0;       ///< worst error in the built-in types, where it is stated
  bool cancels = false;  ///< `ulps` counts units of the largest argument where that is larger than the value
  bool associative = false;  ///< f(a, b, c) stands for f(f(a, b), c)
  bool built_in = false;
  bool internal = false;  ///< not for users: no name in the parser, not in the catalog's lists

  using Slope = void (*)(std::span<const NodeRef> args, NodeRef y, std::span<NodeRef> out);
  Slope slope = nullptr;  ///< the partial derivatives as expressions; needs a session
  std::optional<Rational> (*exact)(std::span<const Rational> args) = nullptr;

  template <class T> using Evaluator = T (*)(std::span<const T>);
  /// `value` in type T, or null if the rule was not registered for T.
  template <class T> Evaluator<T> evaluator() const {
    for (const auto& [type, f] : evaluators)
      if (type == std::type_index(typeid(T))) return reinterpret_cast<Evaluator<T>>(f);
    return nullptr;
  }
  std::vector<std::pair<std::type_index, void (*)()>> evaluators;
};

/// The catalog: built-in functions in the order of function/catalog.hpp, then the user's.
/// @{
const Function& function_of(Op op);
std::optional<Op> find_function(std::string_view name);
std::vector<const Function*> all_functions();
/// Adds a record and returns its operation; the same record again returns the same one.
/// @throws UsageError if the name is taken by another rule or is not an identifier.
Op add_record(Function record);
/// @}

namespace detail {

// The number of arguments of a rule, from the signature of `value`.
struct Probe {
  template <class T> operator const T&() const;
};
template <class F> constexpr int arity_of() {
  if constexpr (requires(double x) { F::template value<double>(x, x, x); }) return 3;
  else if constexpr (requires(double x) { F::template value<double>(x, x); }) return 2;
  else if constexpr (requires(double x) { F::template value<double>(x); }) return 1;
  else if constexpr (requires { F::template value<double>(); }) return 0;
  else return Function::any_number;
}

template <class F, class T> T evaluate_rule(std::span<const T> x) {
  constexpr int n = arity_of<F>();
  if constexpr (!Real<T>) {
    if constexpr (n == 0) return constant<F, T>();
    else if constexpr (n == 1) return lift<F>(x[0]);
    else if constexpr (n == 2) return lift<F>(x[0], x[1]);
    else if constexpr (n == 3) return lift<F>(x[0], x[1], x[2]);
    else return Lift<T>::template apply_list<F>(x);
  } else if constexpr (n == 0) return F::template value<T>();
  else if constexpr (n == 1) return F::value(x[0]);
  else if constexpr (n == 2) return F::value(x[0], x[1]);
  else if constexpr (n == 3) return F::value(x[0], x[1], x[2]);
  else return F::value(x);
}

template <class F> void slope_of_rule(std::span<const NodeRef> x, NodeRef y, std::span<NodeRef> out) {
  constexpr int n = arity_of<F>();
  const auto copy = [&](const auto& partials) { std::copy(partials.begin(), partials.end(), out.begin()); };
  if constexpr (n == 1) out[0] = F::slope(x[0], y);
  else if constexpr (n == 2) copy(F::slope(x[0], x[1], y));
  else if constexpr (n == 3) copy(F::slope(x[0], x[1], x[2], y));
  else if constexpr (n == Function::any_number)
    for (std::size_t i = 0; i < x.size(); ++i) out[i] = F::slope(x, y, i);
}

// How many arguments `exact` takes; 0 if the rule has none.
template <class F> constexpr std::size_t arity_of_exact() {
  if constexpr (requires(Rational x) { F::exact(x); }) return 1;
  else if constexpr (requires(Rational x) { F::exact(x, x); }) return 2;
  else if constexpr (requires(Rational x) { F::exact(x, x, x); }) return 3;
  else return 0;
}

template <class F> std::optional<Rational> exact_of_rule(std::span<const Rational> x) {
  constexpr std::size_t n = arity_of_exact<F>();
  if constexpr (n == 1) return F::exact(x[0]);
  else if constexpr (n == 2) return F::exact(x[0], x[1]);
  else return F::exact(x[0], x[1], x[2]);
}

template <class F, class... T> void add_evaluators(Function& record) {
  (record.evaluators.emplace_back(typeid(T), reinterpret_cast<void (*)()>(&evaluate_rule<F, T>)), ...);
}

}  // namespace detail

/// The record of a rule, with evaluators for the number types T....
template <class F, class... T> Function record_of() {
  Function f;
  f.name = F::name;
  f.arity = detail::arity_of<F>();
  if constexpr (requires { F::domain.size(); }) f.domain.assign(F::domain.begin(), F::domain.end());
  else if constexpr (requires { F::domain; }) f.domain = {F::domain};
  else f.domain.assign(f.arity > 0 ? static_cast<std::size_t>(f.arity) : 1, everywhere);
  if constexpr (requires { F::trend; }) f.trend = F::trend;
  if constexpr (requires { F::symmetry; }) f.symmetry = F::symmetry;
  if constexpr (requires { F::kinks; }) f.kinks.assign(F::kinks.begin(), F::kinks.end());
  if constexpr (requires { F::kinks_every; }) f.kinks_every = F::kinks_every;
  if constexpr (requires { F::latex; }) f.latex = F::latex;
  if constexpr (requires { F::unicode; }) f.unicode = F::unicode;
  if constexpr (requires { F::cpp; }) f.cpp = F::cpp;
  if constexpr (requires { F::c; }) f.c = F::c;
  if constexpr (requires { F::python; }) f.python = F::python;
  if constexpr (requires { F::formula; }) f.formula = F::formula;
  if constexpr (requires { F::ulps; }) f.ulps = F::ulps;
  if constexpr (requires { F::internal; }) f.internal = F::internal;
  if constexpr (requires { F::cancels; }) f.cancels = F::cancels;
  if constexpr (requires { F::associative; }) f.associative = F::associative;
  if constexpr (detail::arity_of_exact<F>() > 0) f.exact = &detail::exact_of_rule<F>;
  f.slope = &detail::slope_of_rule<F>;
  detail::add_evaluators<F, T...>(f);
  return f;
}

/// The operation of a rule. Built-in rules are found by name; a user's rule is added to the catalog at its
/// first use (or by `add_function<F>()`), with evaluators for the built-in number types.
template <class F> Op op_of() {
  static const Op op = [] {
    if (const auto found = find_function(F::name);
        found && function_of(*found).slope == &detail::slope_of_rule<F>)
      return *found;
    return add_record(record_of<F, float, double, long double>());
  }();
  return op;
}

/// Adds a user's rule to the catalog, so that the parser, the printers and the evaluators know it by name.
/// More number types than float, double and long double are given as T....
template <class F, class... T> bool add_function() {
  add_record(record_of<F, float, double, long double, T...>());
  return true;
}

template <> struct Lift<NodeRef> {
  template <class F, class... Args> static NodeRef apply(const Args&... args) {
    const std::array<NodeRef, sizeof...(Args)> list{args...};
    return NodeRef::apply(op_of<F>(), list);
  }
};

}  // namespace slope
