// SPDX-License-Identifier: MIT
#include "chain_rule.hpp"

#include "core_function.hpp"
#include "slope/expr/postorder.hpp"

namespace slope::certificate {

namespace {

NodeRef raw(Op op, NodeRef a, NodeRef b = {}) { return NodeRef::raw(op, a, b); }

// d/du of the function of u, as its lemma states it.
NodeRef slope_of(Core f, NodeRef u, NodeRef y) {
  const NodeRef one = 1, square = raw(Op::pow, y, NodeRef(2));
  switch (f) {
    case Core::exp: return y;
    case Core::log: return raw(Op::divide, one, u);
    case Core::sqrt: return raw(Op::divide, one, raw(Op::multiply, NodeRef(2), y));
    case Core::sin: return apply(Core::cos, u);
    case Core::cos: return raw(Op::negate, apply(Core::sin, u));
    case Core::tan: return raw(Op::add, one, square);
    case Core::atan: return raw(Op::divide, one, raw(Op::add, one, raw(Op::pow, u, NodeRef(2))));
    case Core::sigmoid: return raw(Op::multiply, y, raw(Op::subtract, one, y));
    case Core::softplus: return apply(Core::sigmoid, u);
    case Core::tanh: return raw(Op::subtract, one, square);
    case Core::sinh: return apply(Core::cosh, u);
    default: return apply(Core::sinh, u);
  }
}

}  // namespace

ChainRule::Derivative ChainRule::of(NodeRef f) {
  for (const NodeRef n : Postorder(f)) {
    if (depends(n)) continue;
    if (n == x_) {
      known_[n.id] = {NodeRef(1), fmt::format("(is_derive_id {})", script_.at(x_))};
      continue;
    }
    bool constant = true;
    n.each_arg([&](NodeRef arg) { constant = constant && !depends(arg); });
    if (constant) continue;
    Derivative d = core_of(n) != Core::none ? call(n) : n.op() == Op::pow ? power(n) : operation(n);
    const std::string statement =
        fmt::format("is_derive {} {} {}", script_.function(n), script_.at(x_), script_.at(d.value));
    d.fact = script_.lemma("derivative", statement, fmt::format("exact {}.", d.fact));
    known_[n.id] = std::move(d);
  }
  if (depends(f)) return known_[f.id];
  return {NodeRef(0), fmt::format("(is_derive_const {} {})", script_.at(f), script_.at(x_))};
}

ChainRule::Derivative ChainRule::operation(NodeRef n) {
  const NodeRef a = n.a(), b = n.b();
  if (n.op() == Op::negate)
    return {raw(Op::negate, known_[a.id].value), fmt::format("({} {} _ _ {})", script_.need("derive_opp"),
                                                             script_.function(a), known_[a.id].fact)};
  const NodeRef da = depends(a) ? known_[a.id].value : NodeRef(),
                db = depends(b) ? known_[b.id].value : NodeRef();
  const auto by = [&](std::string_view rule, bool needs_denominator = false) {
    std::string text = fmt::format("({} ", script_.need(rule));
    text += depends(a) ? script_.function(a) : depends(b) && !depends(a) ? script_.function(b) : "";
    if (depends(a) && depends(b)) text += fmt::format(" {} _ _ _", script_.function(b));
    else text += fmt::format(" {} _ _", script_.at(depends(a) ? b : a));
    if (needs_denominator) text += " " + signs_.lemma(Sign::nonzero, b).value();
    if (depends(a)) text += " " + known_[a.id].fact;
    if (depends(b)) text += " " + known_[b.id].fact;
    return text + ")";
  };
  switch (n.op()) {
    case Op::add:
      if (!db) return {da, by("derive_plus_constant")};
      if (!da) return {db, by("derive_constant_plus")};
      return {raw(Op::add, da, db), by("derive_plus")};
    case Op::subtract:
      if (!db) return {da, by("derive_minus_constant")};
      if (!da) return {raw(Op::negate, db), by("derive_constant_minus")};
      return {raw(Op::subtract, da, db), by("derive_minus")};
    case Op::multiply:
      if (!db) return {raw(Op::multiply, da, b), by("derive_mult_constant")};
      if (!da) return {raw(Op::multiply, a, db), by("derive_constant_mult")};
      return {raw(Op::add, raw(Op::multiply, da, b), raw(Op::multiply, a, db)), by("derive_mult")};
    default: {
      if (!db) return {raw(Op::divide, da, b), by("derive_div_constant")};
      const NodeRef square = raw(Op::pow, b, NodeRef(2));
      if (!da)
        return {raw(Op::divide, raw(Op::negate, raw(Op::multiply, a, db)), square),
                by("derive_constant_div", true)};
      return {raw(Op::divide, raw(Op::subtract, raw(Op::multiply, da, b), raw(Op::multiply, a, db)), square),
              by("derive_div", true)};
    }
  }
}

ChainRule::Derivative ChainRule::power(NodeRef n) {
  const NodeRef u = n.a();
  const std::int64_t k = *integer_exponent(n);
  const Derivative& du = known_[u.id];
  if (k == 0) return {NodeRef(0), fmt::format("(is_derive_const 1 {})", script_.at(x_))};
  const NodeRef below = raw(Op::pow, u, NodeRef(Rational(k - 1)));
  const auto times_slope = [&](NodeRef factor) {
    return raw(Op::multiply, raw(Op::multiply, factor, below), du.value);
  };
  // INR (S n) = k
  const std::string count = script_.fresh("count"), size = std::to_string(std::abs(k));
  script_.add(
      fmt::format("Lemma {0} : INR {1} = {1}.\nProof. rewrite INR_IZR_INZ. reflexivity. Qed.", count, size));
  if (k > 0)
    return {times_slope(n.b()), fmt::format("({} {} _ _ {} _ {} {})", script_.need("derive_pow"),
                                            script_.function(u), k - 1, count, du.fact)};
  const NodeRef minus = raw(Op::negate, NodeRef(Rational(-k)));
  return {times_slope(minus),
          fmt::format("({} {} _ _ {} _ {} {} {})", script_.need("derive_inverse_pow"), script_.function(u),
                      -k - 1, count, signs_.lemma(Sign::nonzero, u).value(), du.fact)};
}

ChainRule::Derivative ChainRule::call(NodeRef n) {
  const NodeRef u = n.a();
  const Core f = core_of(n);
  const Derivative& du = known_[u.id];
  std::string slope = fmt::format("{} {}", script_.need(fmt::format("slope_{}", coq_name(f))), script_.at(u));
  if (f == Core::log || f == Core::sqrt) slope += " " + signs_.lemma(Sign::positive, u).value();
  if (f == Core::tan) slope += " " + signs_.lemma(Sign::nonzero, apply(Core::cos, u)).value();
  return {raw(Op::multiply, slope_of(f, u, n), du.value),
          fmt::format("({} {} {} _ _ _ ({}) {})", script_.need("derive_call"), coq_name(f),
                      script_.function(u), slope, du.fact)};
}

}  // namespace slope::certificate
