// SPDX-License-Identifier: MIT
// What each function of the catalog is in the field.
#include <algorithm>

#include "reduction.hpp"
#include "slope/expr/function.hpp"
#include "slope/function/catalog.hpp"

namespace slope::algebra {

namespace {

constexpr std::size_t max_together = 200;

// The catalog's functions by number, so that a call is one jump.
enum class Known1 : std::uint8_t {
  none,
  exp,
  expm1,
  log,
  log1p,
  log2,
  log10,
  sqrt,
  cbrt,
  sin,
  cos,
  tan,
  sec,
  csc,
  cot,
  asin,
  acos,
  atan,
  asec,
  acsc,
  acot,
  sinh,
  cosh,
  tanh,
  sech,
  csch,
  coth,
  asinh,
  acosh,
  atanh,
  asech,
  acsch,
  acoth,
  sigmoid,
  logit,
  softplus,
  log_sigmoid,
  relu,
  leaky_relu,
  swish,
  mish,
  gelu,
  abs,
  sign,
  erf,
  erfc
};

Known1 known(Op op) {
  using K = Known1;
  static const std::map<Op, Known1> table{
      {op_of<Exp>(), K::exp},           {op_of<Expm1>(), K::expm1},
      {op_of<Log>(), K::log},           {op_of<Log1p>(), K::log1p},
      {op_of<Log2>(), K::log2},         {op_of<Log10>(), K::log10},
      {op_of<Sqrt>(), K::sqrt},         {op_of<Cbrt>(), K::cbrt},
      {op_of<Sin>(), K::sin},           {op_of<Cos>(), K::cos},
      {op_of<Tan>(), K::tan},           {op_of<Sec>(), K::sec},
      {op_of<Csc>(), K::csc},           {op_of<Cot>(), K::cot},
      {op_of<Asin>(), K::asin},         {op_of<Acos>(), K::acos},
      {op_of<Atan>(), K::atan},         {op_of<Asec>(), K::asec},
      {op_of<Acsc>(), K::acsc},         {op_of<Acot>(), K::acot},
      {op_of<Sinh>(), K::sinh},         {op_of<Cosh>(), K::cosh},
      {op_of<Tanh>(), K::tanh},         {op_of<Sech>(), K::sech},
      {op_of<Csch>(), K::csch},         {op_of<Coth>(), K::coth},
      {op_of<Asinh>(), K::asinh},       {op_of<Acosh>(), K::acosh},
      {op_of<Atanh>(), K::atanh},       {op_of<Asech>(), K::asech},
      {op_of<Acsch>(), K::acsch},       {op_of<Acoth>(), K::acoth},
      {op_of<Sigmoid>(), K::sigmoid},   {op_of<Logit>(), K::logit},
      {op_of<Softplus>(), K::softplus}, {op_of<LogSigmoid>(), K::log_sigmoid},
      {op_of<Relu>(), K::relu},         {op_of<LeakyRelu>(), K::leaky_relu},
      {op_of<Swish>(), K::swish},       {op_of<Mish>(), K::mish},
      {op_of<Gelu>(), K::gelu},         {op_of<Abs>(), K::abs},
      {op_of<Sign>(), K::sign},         {op_of<Erf>(), K::erf},
      {op_of<Erfc>(), K::erfc}};
  const auto found = table.find(op);
  return found == table.end() ? K::none : found->second;
}

}  // namespace

bool Reduction::is_reversed(const Fraction& u) const {
  const auto whole = field_.together(u, max_together);
  const auto& parts = u.parts;
  if (parts.empty() || (whole && whole->numerator.is_zero())) return false;
  return (whole ? whole->numerator : parts[0].numerator).terms()[0].coefficient.sign() < 0;
}

Fraction Reduction::opaque(Op op, std::vector<Fraction> args) {
  if (const Function& f = function_of(op); f.exact && args.size() <= 3) {
    std::vector<Rational> numbers;
    for (const Fraction& a : args)
      if (const auto c = a.constant()) numbers.push_back(*c);
    if (numbers.size() == args.size() && !args.empty())
      if (const auto y = f.exact(numbers)) return field_.number(*y);
  }
  Lanes lanes;
  for (const Fraction& a : args) {  // a hash of all arguments
    const Lanes at = field_.lanes(a);
    for (std::size_t k = 0; k < Lanes::count; ++k)
      lanes.value[k] =
          field_.prime_field().add(field_.prime_field().multiply(lanes.value[k], 3), at.value[k]);
    lanes.valid &= at.valid;
  }
  auto& calls = calls_[op];
  field_.budget().spend(1 + calls.size());
  for (const Call& c : calls) {
    if (c.args.size() != args.size()) continue;
    bool may_be_same = true;
    for (std::size_t k = 0; k < Lanes::count; ++k)
      if ((c.lanes.valid & lanes.valid) >> k & 1)
        may_be_same = may_be_same && c.lanes.value[k] == lanes.value[k];
    if (may_be_same && std::equal(args.begin(), args.end(), c.args.begin(),
                                  [&](const Fraction& a, const Fraction& b) { return field_.equal(a, b); }))
      return field_.variable(c.atom);
  }
  Lanes random;
  for (auto& v : random.value) v = field_.prime_field().random(field_.random());
  std::string text = std::string(function_of(op).name) + "(" + (args.empty() ? "" : this->text(args[0])) +
                     (args.size() > 1 ? ", ...)" : ")");
  const AtomId atom = field_.add_atom({std::move(text), {}, 0, {}, random});
  calls.push_back({std::move(args), lanes, atom});
  return field_.variable(atom);
}

// base^exponent
Fraction Reduction::raised(NodeRef node, const Fraction& base, const Fraction& exponent) {
  if (const auto q = exponent.constant()) {
    if (q->is_integer()) {
      const auto n = q->as_int64();
      if (!n) throw OutOfBudget();
      return field_.power(base, *n);
    }
    return root_of_size(base, *q);
  }
  static const Op e = op_of<E>();
  if (node.a().op() == e) return exponential(exponent);
  if (const auto whole = field_.together(base, 200); whole && sign(*whole) > 0)
    return exponential(field_.multiply(exponent, logarithm(base)));
  return opaque(Op::pow, {base, exponent});
}

// max, min and comparisons by the sign of a difference.
std::optional<Fraction> Reduction::comparison(NodeRef node, std::span<const Fraction* const> args) {
  static const Op max = op_of<Max>(), min = op_of<Min>(), clamp = op_of<Clamp>(), where = op_of<Where>();
  static const std::map<Op, std::pair<Op, bool>> order{
      // a > b is b < a
      {op_of<Less>(), {op_of<Less>(), false}},           {op_of<Greater>(), {op_of<Less>(), true}},
      {op_of<LessEqual>(), {op_of<LessEqual>(), false}}, {op_of<GreaterEqual>(), {op_of<LessEqual>(), true}},
      {op_of<Equal>(), {op_of<Equal>(), false}},         {op_of<NotEqual>(), {op_of<NotEqual>(), false}}};
  const Op op = node.op();
  if (op == max || op == min) return larger(*args[0], *args[1], op == max ? 1 : -1);
  if (op == clamp) return larger(larger(*args[0], *args[1], 1), *args[2], -1);
  if (op == where) {
    if (const auto c = args[0]->constant()) return *args[c->is_zero() ? 2 : 1];
    return std::nullopt;
  }
  const auto found = order.find(op);
  if (found == order.end()) return std::nullopt;
  const auto [as, swapped] = found->second;
  Fraction difference = swapped ? field_.subtract(*args[1], *args[0]) : field_.subtract(*args[0], *args[1]);
  const bool symmetric = as == op_of<Equal>() || as == op_of<NotEqual>();
  if (symmetric && is_reversed(difference)) difference = field_.negate(difference);
  return opaque(as, {difference, Fraction()});
}

Fraction Reduction::call(NodeRef node, std::span<const Fraction* const> args) {
  static const Op pi_op = op_of<Pi>(), e = op_of<E>(), hypot = op_of<Hypot>(), log_add = op_of<LogAddExp>(),
                  log_sum = op_of<LogSumExp>();
  const Op op = node.op();
  if (op == Op::multiply) return field_.multiply(*args[0], *args[1]);
  if (op == Op::divide) return field_.divide(*args[0], *args[1]);
  if (op == Op::pow) return raised(node, *args[0], *args[1]);
  if (op == pi_op) return pi();
  if (op == e) return exponential(field_.number(1));
  if (op == hypot)
    return root_of_size(field_.add(field_.power(*args[0], 2), field_.power(*args[1], 2)), Rational(1, 2));
  if (op == log_add || op == log_sum) {
    std::vector<Fraction> terms;
    for (const Fraction* a : args) terms.push_back(exponential(*a));
    return logarithm(field_.sum(std::move(terms)));
  }
  if (args.size() == 1) return unary(node, *args[0]);
  if (auto compared = comparison(node, args)) return *compared;
  std::vector<Fraction> list;
  for (const Fraction* a : args) list.push_back(*a);
  return opaque(op, std::move(list));
}

Fraction Reduction::unary(NodeRef node, const Fraction& u) {
  using K = Known1;
  const Field& constants = field_;
  const Fraction one = constants.number(1);
  const auto add = [&](const Fraction& a, const Fraction& b) { return field_.add(a, b); };
  const auto subtract = [&](const Fraction& a, const Fraction& b) { return field_.subtract(a, b); };
  const auto times = [&](const Fraction& a, const Fraction& b) { return field_.multiply(a, b); };
  const auto over = [&](const Fraction& a, const Fraction& b) { return field_.divide(a, b); };
  const auto half = [&](const Fraction& a) { return field_.scale(a, Rational(1, 2)); };
  const auto sqrt = [&](const Fraction& a) { return root_of_size(a, Rational(1, 2)); };
  const auto square = [&](const Fraction& a) { return field_.multiply(a, a); };
  const auto inverse_argument = [&] { return field_.inverse(u); };
  const auto asinh = [&](const Fraction& a) { return logarithm(add(a, sqrt(add(square(a), one)))); };
  const auto acosh = [&](const Fraction& a) { return logarithm(add(a, sqrt(subtract(square(a), one)))); };
  const auto half_pi = [&] { return half(pi()); };
  switch (known(node.op())) {
    case K::exp: return exponential(u);
    case K::expm1: return subtract(exponential(u), one);
    case K::log: return logarithm(u);
    case K::log1p: return logarithm(add(u, one));
    case K::log2: return over(logarithm(u), logarithm(constants.number(2)));
    case K::log10: return over(logarithm(u), logarithm(constants.number(10)));
    case K::sqrt: return sqrt(u);
    case K::cbrt: return cube_root(u);
    case K::sin: return angle(u).second;
    case K::cos: return angle(u).first;
    case K::tan: {
      const Angle a = angle(u);
      return over(a.second, a.first);
    }
    case K::cot: {
      const Angle a = angle(u);
      return over(a.first, a.second);
    }
    case K::sec: return field_.inverse(angle(u).first);
    case K::csc: return field_.inverse(angle(u).second);
    case K::asin: return arc_sine(u);
    case K::acos: return subtract(half_pi(), arc_sine(u));
    case K::atan: return arc_tangent(u);
    case K::acot: return subtract(half_pi(), arc_tangent(u));
    case K::asec: return subtract(half_pi(), arc_sine(inverse_argument()));
    case K::acsc: return arc_sine(inverse_argument());
    case K::sinh: return half(subtract(exponential(u), exponential(field_.negate(u))));
    case K::cosh: return half(add(exponential(u), exponential(field_.negate(u))));
    case K::tanh: return subtract(field_.scale(sigmoid(field_.scale(u, 2)), 2), one);
    case K::coth: return field_.inverse(subtract(field_.scale(sigmoid(field_.scale(u, 2)), 2), one));
    case K::sech: return field_.inverse(half(add(exponential(u), exponential(field_.negate(u)))));
    case K::csch: return field_.inverse(half(subtract(exponential(u), exponential(field_.negate(u)))));
    case K::asinh: return asinh(u);
    case K::acosh: return acosh(u);
    case K::asech: return acosh(inverse_argument());
    case K::acsch: return asinh(inverse_argument());
    case K::atanh:
    case K::acoth: return half(subtract(logarithm(add(u, one)), logarithm(subtract(u, one))));
    case K::sigmoid: return sigmoid(u);
    case K::logit: return subtract(logarithm(u), logarithm(subtract(one, u)));
    case K::softplus: return logarithm(add(one, exponential(u)));
    case K::log_sigmoid: return logarithm(sigmoid(u));
    case K::swish: return times(u, sigmoid(u));
    case K::mish: {  // tanh(log(1 + e^u))
      const Fraction a = square(add(one, exponential(u)));
      return times(u, over(subtract(a, one), add(a, one)));
    }
    case K::gelu: {
      static const Op erf = op_of<Erf>();
      const Fraction z = over(u, sqrt(constants.number(2)));
      const bool reversed = is_reversed(z);
      const Fraction y = opaque(erf, {reversed ? field_.negate(z) : z});
      return half(times(u, reversed ? subtract(one, y) : add(one, y)));
    }
    case K::erf:
    case K::erfc: {
      static const Op erf = op_of<Erf>();
      const bool reversed = is_reversed(u);
      Fraction y = opaque(erf, {reversed ? field_.negate(u) : u});
      if (reversed) y = field_.negate(y);
      return node.op() == erf ? y : subtract(one, y);
    }
    case K::relu: return larger(u, Fraction(), 1);
    case K::leaky_relu: return larger(u, field_.scale(u, Rational(1, 100)), 1);
    case K::abs: return root_of_size(u, 1);
    case K::sign: {
      if (const auto whole = field_.together(u, 200))
        if (const int s = sign(*whole); s != 0) return constants.number(s);
      return is_reversed(u) ? field_.negate(opaque(node.op(), {field_.negate(u)})) : opaque(node.op(), {u});
    }
    case K::none: break;
  }
  return opaque(node.op(), {u});
}

}  // namespace slope::algebra
