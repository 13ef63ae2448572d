// SPDX-License-Identifier: MIT
#include "random_identity.hpp"

#include <vector>

#include "slope/expr/diff.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/slope.hpp"

namespace slope::fuzz {

namespace {
Expr half(const Expr& u) { return u / 2; }
Expr square(const Expr& u) { return pow(u, Expr(2)); }
}  // namespace

Pair IdentityGenerator::leaf() {
  switch (below(5)) {
    case 0: {
      const Expr c(
          Rational(static_cast<std::int64_t>(below(9)) - 4, static_cast<std::int64_t>(below(3)) + 1));
      return {c, c};
    }
    case 1:
    case 2: return {symbol("y"), symbol("y")};
    default: return {symbol("x"), symbol("x")};
  }
}

Pair IdentityGenerator::next(int depth) {
  if (depth <= 0) return leaf();
  const auto [a, b] = next(depth - 1 - static_cast<int>(below(2)));
  const auto other = [&] { return next(depth - 1 - static_cast<int>(below(2))); };
  switch (below(26)) {
    case 0: {
      const auto [c, d] = other();
      return {a + c, d + b};
    }
    case 1: {
      const auto [c, d] = other();
      return {a - c, -(d - b)};
    }
    case 2: {
      const auto [c, d] = other();
      const auto [e, f] = other();
      return {a * (c + e), b * d + b * f};
    }
    case 3: {
      const auto [c, d] = other();
      return {square(a + c), square(b) + 2 * b * d + square(d)};
    }
    case 4: {
      const auto [c, d] = other();
      return {a / (1 + square(c)), b * pow(1 + d * d, Expr(-1))};
    }
    case 5: {
      const auto [c, d] = other();
      return {square(a) - square(c), (b - d) * (b + d)};
    }
    case 6: return {sigmoid(a), 1 / (1 + exp(-b))};
    case 7: return {sigmoid(a), 1 - sigmoid(-b)};
    case 8: return {sigmoid(a), half(1 + tanh(half(b)))};
    case 9: return {tanh(a), 2 * sigmoid(2 * b) - 1};
    case 10: return {tanh(a), sinh(b) / cosh(b)};
    case 11: return {1 - square(tanh(a)), 1 / square(cosh(b))};
    case 12: {
      const auto [c, d] = other();
      return {exp(a + c), exp(b) * exp(d)};
    }
    case 13: {
      const auto [c, d] = other();
      return {sin(a + c), sin(b) * cos(d) + cos(b) * sin(d)};
    }
    case 14: return {cos(2 * a), 1 - 2 * square(sin(b))};
    case 15: return {softplus(a), log(1 + exp(b))};
    case 16: return {softplus(a), b + softplus(-b)};
    case 17: return {sqrt(square(a)), abs(b)};
    case 18: return {square(sin(a)) + square(cos(a)) + b, 1 + a};
    case 19: return {raw_diff(a, symbol("x")), raw_diff(b, symbol("x"))};
    case 20: return {exp(half(a)), sqrt(exp(b))};
    case 21: return {log(1 + square(a)), half(log(square(1 + b * b)))};
    case 22: return {cosh(a) + sinh(a), exp(b)};
    case 23:
      return {raw_diff(sigmoid(a), symbol("x")), sigmoid(b) * (1 - sigmoid(b)) * raw_diff(b, symbol("x"))};
    case 24: return {atan(-a), -atan(b)};
    default: {
      const auto [c, d] = other();
      return {a * c, d * b};
    }
  }
}

Expr IdentityGenerator::changed(const Expr& f) {
  const Postorder order(f.node());
  std::vector<NodeRef> places;
  for (const NodeRef n : order)
    if (n.op() != Op::pair && n.op() != Op::none) places.push_back(n);
  const NodeRef place = places[below(places.size())];
  const std::size_t kind = below(4);
  const Graph::Session session;
  std::vector<NodeRef> value(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    if (n.op() == Op::pair || n.op() == Op::none) continue;
    NodeRef made = rebuild(n, [&](NodeRef arg) { return value[order.slot(arg)]; });
    if (n == place) {
      const Rational tiny = Rational::from_decimal(below(2) == 0 ? "1e-30" : "1e-3");
      if (kind == 0) made = -made;
      else if (kind == 1) made = made + NodeRef(tiny);
      else if (kind == 2) made = made * NodeRef(Rational(1) + tiny);
      else if (n.op() == Op::pow && n.b().is_number())
        made = power(value[order.slot(n.a())], NodeRef(n.b().value() + Rational(1)));
      else made = made * made;
    }
    value[i] = made;
  }
  return Expr(value.back());
}

}  // namespace slope::fuzz
