// SPDX-License-Identifier: MIT
// The agreement in one number type.
#pragma once

#include <algorithm>

#include "by_digits.hpp"
#include "slope/dual/dual.hpp"
#include "walk.hpp"

namespace slope::witness {

// Without the gamma functions, whose series Boost.Math would prepare for every type.
using WithoutGamma =
    RuleList<Pow, Pi, E, Exp, Expm1, Log, Log1p, Log2, Log10, Sqrt, Cbrt, Hypot,                      //
             Sin, Cos, Tan, Sec, Csc, Cot, Asin, Acos, Atan, Asec, Acsc, Acot, Atan2,                 //
             Sinh, Cosh, Tanh, Sech, Csch, Coth, Asinh, Acosh, Atanh, Asech, Acsch, Acoth,            //
             Sigmoid, Logit, Softplus, LogSigmoid, LogAddExp, LogSumExp,                              //
             Relu, LeakyRelu, Elu, Selu, Gelu, Swish, Mish, Abs, Sign, Floor, Ceil, Max, Min, Clamp,  //
             Where, Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual, Erf, Erfc>;

template <class T> Agreement agree_in(const Expr& f, const Expr& claim, std::span<const double> points,
                                      const std::function<bool()>& stopped) {
  using D = Dual<T, 1>;
  const std::array roots{f.node(), claim.node()};
  const Postorder order(roots);
  Agreement result;
  for (const double at : points) {
    if (stopped()) break;
    const auto number = [](const Rational& q) { return D(q.as<T>()); };
    const auto value = walk<D, WithoutGamma>(order, D::variable(T(at)), number);
    const D& y = value[order.slot(roots[0])];
    const T lhs = isfinite(y.value) ? y.slope[0] : std::numeric_limits<T>::quiet_NaN(),
            rhs = value[order.slot(roots[1])].value;
    if (!isfinite(lhs) || !isfinite(rhs)) {
      ++(isfinite(lhs) == isfinite(rhs) || !isfinite(y.value) ? result.undefined : result.lopsided);
      continue;
    }
    ++result.points;
    const T size = std::max<T>(fabs(lhs), fabs(rhs)), distance = fabs(T(lhs - rhs));
    if (distance == 0) continue;
    const double agreed = -static_cast<double>(T(log10(distance) - log10(size)));
    if (agreed < result.digits) result.digits = agreed, result.at = at;
  }
  return result;
}

}  // namespace slope::witness
