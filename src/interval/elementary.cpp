// SPDX-License-Identifier: MIT
// Functions of one argument for which MPFI or MPFR has the bounds.
#include "enclosures.hpp"
#include "slope/function/constants.hpp"
#include "slope/function/error_function.hpp"
#include "slope/function/exponential.hpp"
#include "slope/function/hyperbolic.hpp"
#include "slope/function/inverse_hyperbolic.hpp"
#include "slope/function/inverse_trigonometric.hpp"

namespace slope::enclosures {

namespace {
using enum Interval::Defined;

Interval pi(Args) {
  return Bounds::result(always, [](mpfi_ptr y) { mpfi_const_pi(y); });
}
Interval e(Args) {
  const Interval one = 1;
  return Bounds::result(always, [&](mpfi_ptr y) { mpfi_exp(y, Bounds::of(one)); });
}
}  // namespace

void add_elementary(Table& table) {
  add<Pi, pi>(table);
  add<E, e>(table);
  add<Exp, by_mpfi<mpfi_exp>>(table);
  add<Expm1, by_mpfi<mpfi_expm1>>(table);
  add<Log, by_mpfi<mpfi_log>>(table);
  add<Log1p, by_mpfi<mpfi_log1p>>(table);
  add<Log2, by_mpfi<mpfi_log2>>(table);
  add<Log10, by_mpfi<mpfi_log10>>(table);
  add<Sqrt, by_mpfi<mpfi_sqrt>>(table);
  add<Cbrt, by_mpfi<mpfi_cbrt>>(table);
  add<Asin, by_mpfi<mpfi_asin>>(table);
  add<Acos, by_mpfi<mpfi_acos>>(table);
  add<Atan, by_mpfi<mpfi_atan>>(table);
  add<Sinh, by_mpfi<mpfi_sinh>>(table);
  add<Cosh, by_mpfi<mpfi_cosh>>(table);
  add<Tanh, by_mpfi<mpfi_tanh>>(table);
  add<Sech, by_mpfi<mpfi_sech>>(table);
  add<Csch, by_mpfi<mpfi_csch>>(table);
  add<Coth, by_mpfi<mpfi_coth>>(table);
  add<Asinh, by_mpfi<mpfi_asinh>>(table);
  add<Acosh, by_mpfi<mpfi_acosh>>(table);
  add<Atanh, by_mpfi<mpfi_atanh>>(table);
  add<Erf, rising<mpfr_erf>>(table);
  add<Erfc, falling<mpfr_erfc>>(table);
}

}  // namespace slope::enclosures
