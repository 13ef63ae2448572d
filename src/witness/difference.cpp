// SPDX-License-Identifier: MIT
#include "difference.hpp"

#include "slope/taylor/series.hpp"
#include "walk.hpp"

namespace slope::witness {

namespace {

using S = Series<Interval>;

// The functions that are analytic on the inside of their domains.
using Analytic = RuleList<Pow, Pi, E, Exp, Expm1, Log, Log1p, Log2, Log10, Sqrt, Cbrt,                   //
                          Sin, Cos, Tan, Sec, Csc, Cot, Asin, Acos, Atan, Asec, Acsc, Acot, Atan2,       //
                          Sinh, Cosh, Tanh, Sech, Csch, Coth, Asinh, Acosh, Atanh, Asech, Acsch, Acoth,  //
                          Sigmoid, Logit, Softplus, LogSigmoid, LogAddExp, LogSumExp, Gelu, Swish, Mish, Erf,
                          Erfc, Gamma, Lgamma, Digamma, Polygamma>;

// The others are analytic functions between their kinks and jumps: which one, is told by the values. Nothing if the
// values are on both sides of a kink.
std::optional<S> between_kinks(Op op, std::span<const S> x) {
  static const Op abs_ = op_of<Abs>(), sign_ = op_of<Sign>(), relu_ = op_of<Relu>(),
                  leaky_ = op_of<LeakyRelu>(), elu_ = op_of<Elu>(), selu_ = op_of<Selu>(),
                  floor_ = op_of<Floor>(), ceil_ = op_of<Ceil>(), max_ = op_of<Max>(), min_ = op_of<Min>(),
                  clamp_ = op_of<Clamp>(), where_ = op_of<Where>();
  const auto side = [](const S& a) { return a.value().sign(); };
  const auto larger = [&](const S& a, const S& b) -> std::optional<S> {
    const int s = side(a - b);
    return s == 0 ? std::nullopt : std::optional(s > 0 ? a : b);
  };
  if (op == floor_ || op == ceil_) {
    const Interval& a = x[0].value();
    const Interval whole = op == floor_ ? floor(a) : ceil(a);
    const bool inside = whole.is_point() && (a - whole).sign() != 0;
    return inside ? std::optional(S(whole)) : std::nullopt;
  }
  if (op == max_) return larger(x[0], x[1]);
  if (op == min_) {
    const auto y = larger(-x[0], -x[1]);
    return y ? std::optional(-*y) : std::nullopt;
  }
  if (op == clamp_) {
    const auto above = larger(x[0], x[1]);
    const auto y = above ? larger(-*above, -x[2]) : std::nullopt;
    return y ? std::optional(-*y) : std::nullopt;
  }
  if (op == where_) {
    const Interval& condition = x[0].value();
    if (condition.is_defined() && !condition.contains_zero()) return x[1];
    return condition.is_point() ? std::optional(x[2]) : std::nullopt;
  }
  const int s = side(x[0]);
  if (s == 0) return std::nullopt;
  if (op == abs_) return s > 0 ? x[0] : -x[0];
  if (op == sign_) return S(Interval(s));
  if (op == relu_) return s > 0 ? x[0] : S(Interval(0));
  if (op == leaky_) return s > 0 ? x[0] : x[0] / S(Interval(100));
  if (op == elu_) return s > 0 ? x[0] : S(expm1(x[0]));
  if (op == selu_)
    return S(Selu::lambda<Interval>()) * (s > 0 ? x[0] : S(S(Selu::alpha<Interval>()) * expm1(x[0])));
  return std::nullopt;
}

bool is_comparison(Op op) { return op >= op_of<Less>() && op <= op_of<NotEqual>(); }
bool has_kinks(Op op) {
  return (op >= op_of<Relu>() && op <= op_of<Selu>()) || (op >= op_of<Abs>() && op <= op_of<Where>());
}

S compare(NodeRef n, std::span<const S> x) {
  const Op op = n.op();
  const Interval &a = x[0].value(), &b = x[1].value();
  if (op == op_of<Less>()) return S(less(a, b));
  if (op == op_of<LessEqual>()) return S(less_equal(a, b));
  if (op == op_of<Greater>()) return S(greater(a, b));
  if (op == op_of<GreaterEqual>()) return S(greater_equal(a, b));
  return op == op_of<Equal>() ? S(equal(a, b)) : S(not_equal(a, b));
}

}  // namespace

Difference::Difference(const Claim& claim)
    : roots_{claim.f.node(), claim.slope.node()}, f_(claim.f), claim_(claim.slope), order_(roots_) {}

Difference::Coefficients Difference::series(const Interval& x, int order) const {
  kink_ = false;
  const auto number = [](const Rational& q) { return S(Interval(q)); };
  const auto special = [&](NodeRef n, std::span<const S> args) -> std::optional<S> {
    if (is_comparison(n.op())) {
      const S truth = compare(n, args);
      kink_ = kink_ || !truth.value().is_point();
      return truth;
    }
    if (n.op() != op_of<Where>())
      for (const S& a : args)
        if (!a.value().is_defined()) return S(a.value());
    if (n.op() == op_of<Hypot>()) return S(sqrt(args[0] * args[0] + args[1] * args[1]));
    if (!has_kinks(n.op())) return std::nullopt;
    auto y = between_kinks(n.op(), args);
    kink_ = kink_ || !y;
    return y ? *y : args[0];
  };
  const S variable = S::variable(x, static_cast<std::size_t>(order) + 1);
  const auto value = walk<S, Analytic>(order_, variable, number, special);
  const S &f = value[order_.slot(roots_[0])], &claim = value[order_.slot(roots_[1])];
  Coefficients out;
  for (int k = 0; k <= order; ++k) {
    const auto i = static_cast<std::size_t>(k);
    // Where f is not defined it has no derivative, even if the formula of that is.
    out.f.push_back(f.value().is_defined() ? f[i + 1] * (k + 1) : f.value());
    out.claim.push_back(claim[i]);
  }
  return out;
}

Difference::Sides Difference::sides(const Interval& x) const {
  const Coefficients c = series(x, 0);
  return {c.f[0], c.claim[0]};
}

std::vector<Interval> Difference::coefficients(const Interval& x, int order) const {
  const Coefficients c = series(x, order);
  std::vector<Interval> out;
  for (std::size_t k = 0; k < c.f.size(); ++k) out.push_back(c.f[k] - c.claim[k]);
  return out;
}

}  // namespace slope::witness
