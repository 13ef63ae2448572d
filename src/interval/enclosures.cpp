// SPDX-License-Identifier: MIT
// The table of enclosures.
#include "enclosures.hpp"

#include "slope/function/arithmetic.hpp"

namespace slope {

namespace enclosures {
namespace {
Interval sum(Args x) { return x[0] + x[1]; }
Interval difference(Args x) { return x[0] - x[1]; }
Interval product(Args x) { return x[0] * x[1]; }
Interval quotient(Args x) { return x[0] / x[1]; }
Interval negative(Args x) { return -x[0]; }
}  // namespace

void add_arithmetic(Table& table) {
  add<Add, sum>(table);
  add<Subtract, difference>(table);
  add<Multiply, product>(table);
  add<Divide, quotient>(table);
  add<Negate, negative>(table);
}

namespace {
Table all() {
  Table table;
  add_arithmetic(table);
  add_elementary(table);
  add_trigonometric(table);
  add_piecewise(table);
  add_several(table);
  add_gamma(table);
  return table;
}
}  // namespace
}  // namespace enclosures

Enclosure enclosure_of(std::type_index rule) {
  static const enclosures::Table& table = *new enclosures::Table(enclosures::all());
  const auto found = table.find(rule);
  return found == table.end() ? nullptr : found->second;
}

}  // namespace slope
