// SPDX-License-Identifier: MIT
#include "reference.hpp"

#include <cmath>
#include <functional>
#include <vector>

#include "slope/expr/function.hpp"
#include "slope/expr/postorder.hpp"

namespace slope::fuzz {

namespace {

using Unary = std::function<Number(const Number&)>;

// NaN where no digit of the value would be right, and MPFR would take very long to find it.
template <class F> Number of_angle(const Number& x, const F& f) {
  return isfinite(x) && abs(x) > 1e300 ? Number(std::nan("")) : Number(f(x));
}

const std::map<std::string_view, Unary>& unary_functions() {
  static const std::map<std::string_view, Unary> table{
      {"exp", [](const Number& x) { return Number(exp(x)); }},
      {"log", [](const Number& x) { return Number(log(x)); }},
      {"sqrt", [](const Number& x) { return Number(sqrt(x)); }},
      {"sin", [](const Number& x) { return of_angle(x, [](const Number& u) { return Number(sin(u)); }); }},
      {"cos", [](const Number& x) { return of_angle(x, [](const Number& u) { return Number(cos(u)); }); }},
      {"tan", [](const Number& x) { return of_angle(x, [](const Number& u) { return Number(tan(u)); }); }},
      {"atan", [](const Number& x) { return Number(atan(x)); }},
      {"sinh", [](const Number& x) { return Number(sinh(x)); }},
      {"cosh", [](const Number& x) { return Number(cosh(x)); }},
      {"tanh", [](const Number& x) { return Number(tanh(x)); }},
      {"abs", [](const Number& x) { return Number(abs(x)); }},
      {"sign", [](const Number& x) { return Number(x > 0   ? 1
                                                   : x < 0 ? -1
                                                           : 0); }},
      {"sigmoid", [](const Number& x) { return Number(1 / (1 + exp(Number(-x)))); }},
      {"softplus", [](const Number& x) { return Number(log(Number(1 + exp(x)))); }}};
  return table;
}

Number of(const Rational& q) {
  return Number(q.numerator().to_string()) / Number(q.denominator().to_string());
}

}  // namespace

Number reference(const Expr& f, const std::map<std::string, std::string>& at, unsigned digits) {
  Number::default_precision(digits);
  const Postorder order(f.node());
  std::vector<Number> value(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    const auto arg = [&](NodeRef u) -> const Number& { return value[order.slot(u)]; };
    if (n.is_number()) value[i] = of(n.value());
    else if (n.is_symbol()) value[i] = Number(at.at(n.name()));
    else switch (n.op()) {
        case Op::add: value[i] = arg(n.a()) + arg(n.b()); break;
        case Op::subtract: value[i] = arg(n.a()) - arg(n.b()); break;
        case Op::multiply: value[i] = arg(n.a()) * arg(n.b()); break;
        case Op::divide: value[i] = arg(n.a()) / arg(n.b()); break;
        case Op::negate: value[i] = -arg(n.a()); break;
        case Op::pow: value[i] = pow(arg(n.a()), arg(n.b())); break;
        default: value[i] = unary_functions().at(function_of(n.op()).name)(arg(n.a()));
      }
  }
  return value.back();
}

}  // namespace slope::fuzz
