// SPDX-License-Identifier: MIT
// Enclosures of the built-in rules, by groups; each function reads its arguments, which are all defined and in the
// domain of their rule.
#pragma once

#include <algorithm>
#include <map>

#include "bounds.hpp"

namespace slope::enclosures {

using Args = std::span<const Interval>;
using Table = std::map<std::type_index, Enclosure>;

template <class F> Domain domain_of([[maybe_unused]] std::size_t i) {
  if constexpr (requires { F::domain.size(); }) return F::domain[i];
  else if constexpr (requires { F::domain; }) return F::domain;
  else return everywhere;
}

/// `enclose` where every argument is inside of the rule's domain.
template <class F, Enclosure enclose> Interval inside(Args args) {
  auto how = Interval::Defined::always;
  for (std::size_t i = 0; i < args.size(); ++i) how = std::max(how, place(args[i], domain_of<F>(i)));
  return how == Interval::Defined::always ? enclose(args) : Interval::undefined(how);
}

template <class F, Enclosure enclose> void add(Table& table) {
  table.emplace(typeid(F), &inside<F, enclose>);
}

void add_arithmetic(Table&);
void add_elementary(Table&);
void add_trigonometric(Table&);
void add_piecewise(Table&);
void add_several(Table&);  ///< of several arguments
void add_gamma(Table&);

/// By MPFI, or by MPFR rounded down at one end and up at the other.
/// @{
template <int (*f)(mpfi_ptr, mpfi_srcptr)> Interval by_mpfi(Args x) {
  return Bounds::result(x[0].defined(), [&](mpfi_ptr y) { f(y, Bounds::of(x[0])); });
}
template <int (*f)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t)> Interval rising(Args x) {
  return Bounds::result(x[0].defined(), [&](mpfi_ptr y) {
    f(&y->left, Bounds::low(x[0]), MPFR_RNDD);
    f(&y->right, Bounds::high(x[0]), MPFR_RNDU);
  });
}
template <int (*f)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t)> Interval falling(Args x) {
  return Bounds::result(x[0].defined(), [&](mpfi_ptr y) {
    f(&y->left, Bounds::high(x[0]), MPFR_RNDD);
    f(&y->right, Bounds::low(x[0]), MPFR_RNDU);
  });
}
/// @}

}  // namespace slope::enclosures
