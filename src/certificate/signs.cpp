// SPDX-License-Identifier: MIT
#include "signs.hpp"

#include "core_function.hpp"

namespace slope::certificate {

namespace {

// The negative of a sign that a product's sign is made of.
Sign opposite(Sign s) { return s == Sign::positive ? Sign::negative : Sign::positive; }

bool is_even(std::int64_t k) { return k % 2 == 0; }

// factor·symbol + constant.
struct Line {
  Rational factor = 0, constant = 0;
};

std::optional<Line> line_of(NodeRef n, NodeRef symbol) {
  if (n == symbol) return Line{1, 0};
  if (n.is_number()) return Line{0, n.value()};
  if (n.op() != Op::add && n.op() != Op::subtract && n.op() != Op::negate) return std::nullopt;
  const bool one = n.op() == Op::negate;
  const auto a = one ? Line() : line_of(n.a(), symbol), b = line_of(one ? n.a() : n.b(), symbol);
  if (!a || !b) return std::nullopt;
  const Rational sign = n.op() == Op::add ? 1 : -1;
  return Line{a->factor + sign * b->factor, a->constant + sign * b->constant};
}

}  // namespace

std::string Signs::statement(Sign sign, NodeRef n) {
  const std::string value = script_.at(n);
  switch (sign) {
    case Sign::positive: return "0 < " + value;
    case Sign::negative: return value + " < 0";
    case Sign::nonnegative: return "0 <= " + value;
    default: return value + " <> 0";
  }
}

std::string Signs::unfold(NodeRef n) {
  return Script::is_defined(n) ? fmt::format("unfold {}. ", script_.name(n)) : "";
}

std::optional<std::string> Signs::lemma(Sign sign, NodeRef n) {
  const std::pair key(sign, n.id);
  if (const auto known = found_.find(key); known != found_.end()) return known->second;
  found_[key] = std::nullopt;  // while it is looked for
  Found found = find(sign, n);
  found_[key] = found;
  return found;
}

Signs::Found Signs::from_given(Sign sign, NodeRef n) const {
  for (const Hypothesis& h : given_) {
    if (!(h.node == n)) continue;
    if (h.kind == Condition::is_positive && sign == Sign::positive) return h.name;
    if (h.kind == Condition::is_nonnegative && sign == Sign::nonnegative) return h.name;
    if (h.kind == Condition::is_nonzero && sign == Sign::nonzero) return h.name;
  }
  return std::nullopt;
}

Signs::Found Signs::find(Sign sign, NodeRef n) {
  if (Found given = from_given(sign, n)) return given;
  if (n.is_number()) return of_number(sign, n);
  if (sign == Sign::nonzero) {
    if (const Found p = lemma(Sign::positive, n)) return "(Rgt_not_eq _ _ " + *p + ")";
    if (const Found m = lemma(Sign::negative, n)) return "(Rlt_not_eq _ _ " + *m + ")";
  }
  if (sign == Sign::nonnegative)
    if (const Found p = lemma(Sign::positive, n)) return "(Rlt_le _ _ " + *p + ")";
  switch (n.op()) {
    case Op::symbol: return of_symbol(sign, n);
    case Op::add:
    case Op::subtract: return of_sum(sign, n);
    case Op::negate: {
      const Sign of_operand = sign == Sign::nonzero ? sign : opposite(sign);
      if (sign == Sign::nonnegative) return std::nullopt;
      const Found a = lemma(of_operand, n.a());
      return a ? Found(state(sign, n, fmt::format("{}pose proof {}. lra.", unfold(n), *a))) : std::nullopt;
    }
    case Op::multiply:
    case Op::divide: return of_product(sign, n);
    case Op::pow: return of_power(sign, n);
    default: return of_function(sign, n);
  }
}

Signs::Found Signs::of_number(Sign sign, NodeRef n) {
  const int s = n.value().sign();
  const bool holds = sign == Sign::positive      ? s > 0
                     : sign == Sign::negative    ? s < 0
                     : sign == Sign::nonnegative ? s >= 0
                                                 : s != 0;
  return holds ? Found(state(sign, n, "lra.")) : std::nullopt;
}

Signs::Found Signs::of_function(Sign sign, NodeRef n) {
  if (sign != Sign::positive && sign != Sign::nonnegative) return std::nullopt;
  const Core f = core_of(n);
  if (f == Core::pi) return state(sign, n, unfold(n) + "pose proof PI_RGT_0. lra.");
  const std::string u = script_.at(n.a());
  const auto by = [&](const std::string& fact) {
    return Found(state(sign, n, fmt::format("{}exact ({}).", unfold(n), fact)));
  };
  if (f == Core::sqrt) {
    if (sign == Sign::nonnegative) return by("sqrt_pos " + u);
    const Found inner = lemma(Sign::positive, n.a());
    return inner ? by(fmt::format("sqrt_lt_R0 {} {}", u, *inner)) : std::nullopt;
  }
  if (sign != Sign::positive) return std::nullopt;
  switch (f) {
    case Core::exp: return by("exp_pos " + u);
    case Core::sigmoid: return by(script_.need("sigmoid_pos") + " " + u);
    case Core::softplus: return by(script_.need("softplus_pos") + " " + u);
    case Core::cosh: return by(script_.need("cosh_positive") + " " + u);
    default: return std::nullopt;
  }
}

Signs::Found Signs::of_power(Sign sign, NodeRef n) {
  const std::int64_t k = *integer_exponent(n);
  const std::string up = k < 0 ? "apply Rinv_0_lt_compat. " : "";
  const auto by = [&](const std::string& before, std::string_view lemma, const std::string& fact) {
    return Found(state(sign, n, fmt::format("{}{}apply {}. exact {}.", unfold(n), before, lemma, fact)));
  };
  if (sign == Sign::positive) {
    if (const Found base = lemma(Sign::positive, n.a())) return by(up, "pow_lt", *base);
    if (!is_even(k)) return std::nullopt;
    const Found base = lemma(Sign::nonzero, n.a());
    if (!base) return std::nullopt;
    return Found(state(sign, n,
                       fmt::format("{}{}exact ({} {} _ {}).", unfold(n), up, script_.need("even_power_pos"),
                                   std::abs(k) / 2, *base)));
  }
  if (sign == Sign::nonzero) {
    const Found base = lemma(Sign::nonzero, n.a());
    return base ? by(k < 0 ? "apply Rinv_neq_0_compat. " : "", "pow_nonzero", *base) : std::nullopt;
  }
  if (sign == Sign::nonnegative && k > 0) {
    if (is_even(k))
      return Found(state(
          sign, n, fmt::format("{}exact ({} {} _).", unfold(n), script_.need("even_power_nonneg"), k / 2)));
    if (const Found base = lemma(Sign::nonnegative, n.a())) return by("", "pow_le", *base);
  }
  return std::nullopt;
}

Signs::Found Signs::of_product(Sign sign, NodeRef n) {
  const bool quotient = n.op() == Op::divide;
  const std::string start = unfold(n) + (quotient ? "unfold Rdiv. " : "");
  if (sign == Sign::nonzero) {
    const Found a = lemma(sign, n.a()), b = a ? lemma(sign, n.b()) : std::nullopt;
    if (!b) return std::nullopt;
    const std::string second = quotient ? fmt::format("(Rinv_neq_0_compat _ {})", *b) : *b;
    return state(
        sign, n,
        fmt::format("{}exact (Rmult_integral_contrapositive_currified _ _ {} {}).", start, *a, second));
  }
  if (sign == Sign::nonnegative) {
    if (!quotient && n.a() == n.b()) return state(sign, n, start + "apply Rle_0_sqr.");
    const Found a = lemma(sign, n.a()), b = a ? lemma(quotient ? Sign::positive : sign, n.b()) : std::nullopt;
    if (!b) return std::nullopt;
    const std::string second = quotient ? fmt::format("(Rlt_le _ _ (Rinv_0_lt_compat _ {}))", *b) : *b;
    return state(sign, n, fmt::format("{}exact (Rmult_le_pos _ _ {} {}).", start, *a, second));
  }
  for (const Sign first : {Sign::positive, Sign::negative}) {
    const Sign second = sign == Sign::positive ? first : opposite(first);
    const Found a = lemma(first, n.a()), b = a ? lemma(second, n.b()) : std::nullopt;
    if (!b) continue;
    std::string fact = *b;
    if (quotient)
      fact = fmt::format("({} _ {})", second == Sign::positive ? "Rinv_0_lt_compat" : "Rinv_lt_0_compat", *b);
    return state(sign, n, fmt::format("{}pose proof {}. pose proof {}. nra.", start, *a, fact));
  }
  return std::nullopt;
}

// The nearest number below a symbol (above it, if `above`) that a hypothesis such as 0 < x - 2 states.
std::optional<Signs::Bound> Signs::bound_given(NodeRef symbol, bool above, Rational& value) const {
  std::optional<Bound> best;
  for (const Hypothesis& h : given_) {
    if (h.kind == Condition::is_nonzero) continue;
    const auto line = line_of(h.node, symbol);
    if (!line || line->factor.sign() != (above ? -1 : 1)) continue;
    const Rational end = -line->constant / line->factor;
    const bool strict = h.kind == Condition::is_positive;
    const bool nearer = !best || (above ? end < value : end > value) || (end == value && strict);
    if (!nearer) continue;
    best = Bound{strict, {h.name}};
    value = end;
  }
  return best;
}

Signs::Found Signs::of_symbol(Sign sign, NodeRef n) {
  Rational end = 0;
  const auto bound = bound_given(n, sign == Sign::negative, end);
  if (!bound || sign == Sign::nonzero) return std::nullopt;
  const int s = sign == Sign::negative ? -end.sign() : end.sign();
  const bool holds = s > 0 || (s == 0 && (bound->strict || sign == Sign::nonnegative));
  return holds ? Found(state(sign, n, fmt::format("pose proof {}. lra.", bound->facts[0]))) : std::nullopt;
}

// A number below a term (above it, if `above`), with the facts that show it.
std::optional<Signs::Bound> Signs::bound_below(NodeRef n, bool above, Rational& value) {
  const auto from = [&](int bound, bool strict, std::string fact) {
    value = bound;
    return Bound{strict, {std::move(fact)}};
  };
  if (n.is_symbol())
    if (auto given = bound_given(n, above, value)) return given;
  if (const Found known = lemma(above ? Sign::negative : Sign::positive, n)) return from(0, true, *known);
  const bool square = n.op() == Op::pow && n.b().is_number() && n.b().value() == Rational(2);
  const NodeRef call = square ? n.a() : n;
  const Core f = core_of(call);
  if (square && !above) {
    if (const Found nonnegative = lemma(Sign::nonnegative, n)) return from(0, false, *nonnegative);
  }
  if (f == Core::none || f == Core::pi) {
    if (!above)
      if (const Found nonnegative = lemma(Sign::nonnegative, n)) return from(0, false, *nonnegative);
    return std::nullopt;
  }
  // In terms of the names of nodes, so that lra sees the same term in the sum.
  const auto stated = [&](std::string_view general, int bound, bool strict) {
    const std::string order = strict ? "<" : "<=";
    const std::string text = above ? fmt::format("{} {} {}", script_.at(n), order, bound)
                                   : fmt::format("{} {} {}", bound, order, script_.at(n));
    const std::string inner = square ? unfold(n) : "";
    return from(bound, strict,
                script_.lemma("bound", text,
                              fmt::format("{}unfold {}. pose proof ({} {}). lra.", inner, script_.name(call),
                                          general, script_.at(call.a()))));
  };
  const int low = -1;
  switch (f) {
    case Core::sigmoid:
      if (above && !square) return stated(script_.need("sigmoid_below_1"), 1, true);
      return std::nullopt;
    case Core::tanh:
      if (square) return stated(script_.need("tanh_square_below_1"), 1, true);
      return stated(script_.need("tanh_bounds"), above ? 1 : low, true);
    case Core::sin:
      if (square) return stated(script_.need("sin_square_bound"), 1, false);
      return stated("SIN_bound", above ? 1 : low, false);
    case Core::cos:
      if (square) return stated(script_.need("cos_square_bound"), 1, false);
      return stated("COS_bound", above ? 1 : low, false);
    case Core::sqrt:
      if (!above && !square) return from(0, false, *lemma(Sign::nonnegative, n));
      return std::nullopt;
    default: return std::nullopt;
  }
}

Signs::Found Signs::of_sum(Sign sign, NodeRef n) {
  if (sign == Sign::nonzero) return std::nullopt;
  const bool above = sign == Sign::negative;
  struct Term {
    Rational factor;
    NodeRef node;
  };
  std::vector<Term> todo{{1, n}};
  std::string unfolded;
  std::vector<std::string> facts;
  Rational bound = 0;
  bool strict = false;
  while (!todo.empty()) {
    const Term t = todo.back();
    todo.pop_back();
    const NodeRef m = t.node;
    const auto open = [&] { unfolded += (unfolded.empty() ? "" : ", ") + script_.name(m); };
    if (m.is_number()) {
      bound += t.factor * m.value();
    } else if (m.op() == Op::add || m.op() == Op::subtract) {
      open();
      todo.push_back({t.factor, m.a()});
      todo.push_back({m.op() == Op::add ? t.factor : -t.factor, m.b()});
    } else if (m.op() == Op::negate) {
      open();
      todo.push_back({-t.factor, m.a()});
    } else if (m.op() == Op::multiply && m.a().is_number()) {
      open();
      todo.push_back({t.factor * m.a().value(), m.b()});
    } else {
      Rational value = 0;
      const auto found = bound_below(m, above != (t.factor.sign() < 0), value);
      if (!found) return std::nullopt;
      bound += t.factor * value;
      strict = strict || found->strict;
      facts.insert(facts.end(), found->facts.begin(), found->facts.end());
    }
  }
  const int s = above ? -bound.sign() : bound.sign();
  if (s < 0 || (s == 0 && sign != Sign::nonnegative && !strict)) return std::nullopt;
  std::string proof = fmt::format("unfold {}. ", unfolded);
  for (const std::string& fact : facts) proof += fmt::format("pose proof {}. ", fact);
  return state(sign, n, proof + "lra.");
}

}  // namespace slope::certificate
