// SPDX-License-Identifier: MIT
// Canonical function calls: the laws of single functions.
#include <algorithm>

#include "forms.hpp"
#include "slope/expr/function.hpp"

namespace slope::simplification {

FormId Forms::call(Op op, std::span<const FormId> args) {
  const FormId law = known_call(op, args);
  if (law != 0) return law;
  Form f;
  f.kind = Kind::call;
  f.op = op;
  for (const FormId arg : args) f.items.push_back({arg, 0});
  return intern(std::move(f));
}

// The form that a law of the function gives, or 0, which is no form.
FormId Forms::known_call(Op op, std::span<const FormId> args) {
  const FormId u = args.empty() ? 0 : args[0];
  const Function& function = function_of(op);
  if (function.exact && std::all_of(args.begin(), args.end(), [&](FormId a) { return is_number(a); })) {
    std::vector<Rational> values;
    for (const FormId a : args) values.push_back(value(a));
    if (const auto exact = function.exact(values)) return number(*exact);
  }
  if (args.size() == 1 && leads_negative(u)) {
    if (function.symmetry == Symmetry::even) return call(op, negate(u));
    if (function.symmetry == Symmetry::odd) return negate(call(op, negate(u)));
    if (function.symmetry == Symmetry::complement && !is_number(u))
      return add(std::array{Item{one_, 1}, Item{call(op, negate(u)), -1}});
  }
  if (op == ops_.sqrt) return power(u, Rational(1, 2));
  if (op == ops_.exp) {
    // e^(Σ q·log v + r) = Π v^q·e^r for numbers q.
    Items powers, rest;
    for (const Item& t : terms(u))
      if (is_call(t.form, ops_.log)) powers.push_back({forms_[t.form].items[0].form, t.number});
      else rest.push_back(t);
    if (!powers.empty()) {
      powers.push_back({call(op, add(rest)), 1});
      return multiply(powers);
    }
    if (u == one_) return call(ops_.e, std::span<const FormId>());
    return 0;
  }
  if (op == ops_.log) {
    if (is_call(u, ops_.exp)) return forms_[u].items[0].form;
    if (is_call(u, ops_.e)) return one_;
    if (is_call(u, Op::pow)) {
      const Items parts = forms_[u].items;
      return multiply(Items{{parts[1].form, 1}, {call(op, parts[0].form), 1}});
    }
    if (forms_[u].kind == Kind::product && forms_[u].items.size() == 1) {
      const Item only = forms_[u].items[0];
      const auto n = only.number.numerator().as_int64();
      if (n && *n % 2 != 0) return scale(only.number, call(op, only.form));
    }
    return 0;
  }
  if (op == ops_.abs) {
    if (is_call(u, ops_.abs) || is_call(u, ops_.exp) || is_call(u, ops_.sigmoid)) return u;
    const Form& f = forms_[u];
    if (f.kind == Kind::sum && f.items.size() == 1) {
      const Item only = f.items[0];
      return scale(only.number.abs(), call(op, only.form));
    }
    if (f.kind == Kind::product && f.items.size() == 1) {
      const Item only = f.items[0];
      const auto n = only.number.as_int64();
      if (!n || *n % 2 == 0) return u;
      return power(call(op, only.form), only.number);
    }
    return 0;
  }
  if (op == Op::pow) {
    if (is_number(args[1])) return power(u, value(args[1]));
    if (u == one_) return one_;
    if (is_call(u, ops_.e)) return call(ops_.exp, args[1]);
    if (is_call(u, ops_.exp))
      return call(ops_.exp, multiply(Items{{forms_[u].items[0].form, 1}, {args[1], 1}}));
    return 0;
  }
  if (op == ops_.where && args.size() == 3) {
    if (args[1] == args[2]) return args[1];
    if (is_number(u)) return is_zero(u) ? args[2] : args[1];
  }
  return 0;
}

}  // namespace slope::simplification
