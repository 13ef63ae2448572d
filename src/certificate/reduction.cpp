// SPDX-License-Identifier: MIT
// Functions in terms of atoms.
#include "prover.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/expr/print.hpp"

namespace slope::certificate {

namespace {

constexpr std::int64_t max_angles = 8, max_factor = 200;

std::int64_t whole(const Rational& factor, std::int64_t divisor, std::int64_t limit) {
  const auto k = (factor * divisor).as_int64();
  if (!k || std::abs(*k) > limit)
    throw CertificateError(
        fmt::format("no certificate: the factor {} in an argument of a function is too large",
                    shortened(NodeRef(factor))));
  return *k;
}

}  // namespace

const std::string& Prover::reduced(NodeRef call) {
  if (const auto found = reduced_.find(call.id); found != reduced_.end()) return found->second;
  std::string lemma = reduce(call);
  return reduced_[call.id] = std::move(lemma);
}

std::string Prover::reduce(NodeRef call) {
  switch (core_of(call)) {
    case Core::exp:
    case Core::sigmoid:
    case Core::tanh:
    case Core::sinh:
    case Core::cosh: return reduce_exponential(call);
    case Core::sin:
    case Core::cos:
    case Core::tan: return reduce_trigonometric(call);
    default: return reduce_remembered(call);
  }
}

std::string Prover::unit(const Basis& basis, std::size_t i) {
  const std::string m = script_.at(basis.monomials[i]);
  return basis.divisors[i] == 1 ? m : fmt::format("({} / {})", m, basis.divisors[i]);
}

std::string Prover::exponential_atom(std::size_t i) {
  if (const auto found = exponential_atoms_.find(i); found != exponential_atoms_.end()) return found->second;
  const std::string unit_text = unit(values_.exponents(), i), name = script_.fresh("exp");
  script_.add(fmt::format("Definition {} : R := exp {}.", name, unit_text));
  script_.add(fmt::format("Lemma {0}_pos : 0 < {0}.\nProof. exact (exp_pos _). Qed.", name));
  return exponential_atoms_[i] = name;
}

std::string Prover::reduce_exponential(NodeRef call) {
  const NodeRef u = call.a();
  const Basis& basis = values_.exponents();
  // u as a sum, e^u as a product, and the proof of each factor.
  std::vector<std::string> terms, factors, steps;
  std::vector<NodeRef> involved{u};
  const auto add = [&](std::int64_t k, const std::string& of, const std::string& power_of,
                       const std::string& step) {
    const std::int64_t n = std::abs(k);
    terms.push_back(k < 0 ? fmt::format("- ({} * {})", n, of) : fmt::format("{} * {}", n, of));
    factors.push_back(fmt::format("{}{} ^ {}", k < 0 ? "/ " : "", power_of, n));
    steps.push_back(fmt::format("apply {}; simpl; lra", step));
  };
  for (const Multiple& m : values_.exponent(u)) {
    const NodeRef monomial = basis.monomials[m.basis];
    involved.push_back(monomial);
    const auto [integer, part] = values_.parts(m);
    if (!integer.is_zero()) {
      const std::int64_t k = whole(integer, 1, max_factor);
      const NodeRef inner = monomial.a();
      const std::string positive = signs_.lemma(Sign::positive, inner).value();
      add(k, script_.at(monomial), script_.at(inner),
          fmt::format("({} _ _ _ {})", script_.need(k < 0 ? "exp_ln_down" : "exp_ln_up"), positive));
      facts_[call.id].push_back(fmt::format("({} : 0 < {})", positive, script_.at(inner)));
      mentioned_[call.id].push_back(inner);
    }
    if (!part.is_zero()) {
      const std::int64_t k = whole(part, basis.divisors[m.basis], max_factor);
      const std::string atom = exponential_atom(m.basis);
      add(k, unit(basis, m.basis), atom, script_.need(k < 0 ? "exp_down" : "exp_up"));
      facts_[call.id].push_back(atom + "_pos");
    }
  }
  std::string sum = "0", product = "1", proof = "exact exp_0";
  for (std::size_t i = terms.size(); i-- > 0;) {
    const bool last = i + 1 == terms.size();
    sum = last ? terms[i] : fmt::format("{} + ({})", terms[i], sum);
    product = last ? factors[i] : fmt::format("{} * ({})", factors[i], product);
    proof = last ? steps[i] : fmt::format("apply {}; [{} | {}]", script_.need("exp_sum"), steps[i], proof);
  }
  const std::string exponent =
      script_.lemma("exponent", fmt::format("{} = {}", script_.at(u), sum), by_field(involved, {}));
  std::string form = product, start;
  const auto in_terms_of_exp = [&](std::string_view lemma, fmt::format_string<std::string&> pattern) {
    form = fmt::format(pattern, product);
    start = fmt::format("apply {}. ", script_.need(lemma));
  };
  switch (core_of(call)) {
    case Core::sigmoid: in_terms_of_exp("sigmoid_by_exp", "({0}) / (1 + {0})"); break;
    case Core::tanh: in_terms_of_exp("tanh_by_exp", "(({0}) ^ 2 - 1) / (({0}) ^ 2 + 1)"); break;
    case Core::sinh: in_terms_of_exp("sinh_by_exp", "({0} - / ({0})) / 2"); break;
    case Core::cosh: in_terms_of_exp("cosh_by_exp", "({0} + / ({0})) / 2"); break;
    default: break;
  }
  return state_reduced(call, form,
                       fmt::format("{}apply (eq_trans (f_equal exp {})). {}.", start, exponent, proof));
}

std::string Prover::state_reduced(NodeRef call, const std::string& form, const std::string& proof) {
  form_[call.id] = form;
  return script_.lemma("reduced", fmt::format("{} = {}", script_.at(call), form),
                       fmt::format("unfold {}. {}", script_.name(call), proof));
}

std::string Prover::angle_atom(std::size_t i) {
  if (const auto found = angle_atoms_.find(i); found != angle_atoms_.end()) return found->second;
  const std::string unit_text = unit(values_.angles(), i), name = script_.fresh("angle");
  script_.add(
      fmt::format("Definition sin_{0} : R := sin {1}.\nDefinition cos_{0} : R := cos {1}.", name, unit_text));
  script_.add(fmt::format("Lemma {0}_square : sin_{0} ^ 2 = 1 - cos_{0} ^ 2.\nProof. exact ({1} _). Qed.",
                          name, script_.need("pythagoras")));
  return angle_atoms_[i] = name;
}

std::string Prover::reduce_trigonometric(NodeRef call) {
  const NodeRef u = call.a();
  const Basis& basis = values_.angles();
  std::string sum, sine = "0", cosine = "1";
  std::vector<NodeRef> involved{u};
  std::vector<std::string> unfolded;
  const auto terms = values_.angle(u);
  std::int64_t count = 0;
  for (const Multiple& m : terms) {
    const std::int64_t k = whole(m.factor, basis.divisors[m.basis], max_angles);
    count += std::abs(k);
    if (count > max_angles)
      throw CertificateError(
          fmt::format("no certificate: {} is an angle of more than {} parts", shortened(u), max_angles));
    const std::string atom = angle_atom(m.basis),
                      part = (k < 0 ? "(- " : "") + unit(basis, m.basis) + (k < 0 ? ")" : "");
    involved.push_back(basis.monomials[m.basis]);
    unfolded.push_back(fmt::format("sin_{0}, cos_{0}", atom));
    relations_[call.id].push_back(atom + "_square");
    const std::string s = (k < 0 ? "(- sin_" : "sin_") + atom + (k < 0 ? ")" : ""), c = "cos_" + atom;
    for (std::int64_t j = 0; j < std::abs(k); ++j) {
      if (sum.empty()) sum = part, sine = s, cosine = c;
      else {
        const std::string before = sine;
        sum = fmt::format("({} + {})", sum, part);
        sine = fmt::format("({} * {} + {} * {})", before, c, cosine, s);
        cosine = fmt::format("({} * {} - {} * {})", cosine, c, before, s);
      }
    }
  }
  if (sum.empty()) sum = "0";
  const std::string angle =
      script_.lemma("angle", fmt::format("{} = {}", script_.at(u), sum), by_field(involved, {}));
  std::string open = unfolded.empty() ? "" : fmt::format("unfold {}; ", fmt::join(unfolded, ", "));
  open += "repeat (rewrite sin_plus || rewrite cos_plus); rewrite ?sin_neg, ?cos_neg, ?sin_0, ?cos_0; ring";
  const auto of = [&](std::string_view function) {
    return fmt::format("apply (eq_trans (f_equal {} {})); {}", function, angle, open);
  };
  switch (core_of(call)) {
    case Core::sin: return state_reduced(call, sine, of("sin") + ".");
    case Core::cos: return state_reduced(call, cosine, of("cos") + ".");
    default:
      return state_reduced(
          call, fmt::format("{} / {}", sine, cosine),
          fmt::format("apply {}; [{} | {}].", script_.need("tan_by_parts"), of("sin"), of("cos")));
  }
}

std::string Prover::reduce_log(NodeRef call) {
  const NodeRef u = call.a();
  const auto positive = [&](NodeRef n) { return signs_.lemma(Sign::positive, n); };
  const auto inherit = [&](NodeRef inner) {
    std::string lemma = reduced(inner);
    for (const auto& fact : facts_[inner.id]) facts_[call.id].push_back(fact);
    for (const auto& relation : relations_[inner.id]) relations_[call.id].push_back(relation);
    for (const NodeRef n : mentioned_[inner.id]) mentioned_[call.id].push_back(n);
    return lemma;
  };
  if (core_of(u) == Core::exp) {
    mentioned_[call.id].push_back(u.a());
    return state_reduced(call, script_.at(u.a()), "exact (ln_exp _).");
  }
  if (const NodeRef v = after_one_plus_exp(u)) {
    const bool in_order = u.a().is_one();
    return log_one_plus_exp(call, v, in_order ? "" : "rewrite Rplus_comm. ");
  }
  const bool of_sigmoid = core_of(u) == Core::sigmoid;
  if (const NodeRef v = of_sigmoid ? NodeRef::raw(Op::negate, u.a()) : after_complement(u)) {
    const NodeRef plus = apply(Core::softplus, v);
    const std::string inner = inherit(plus);
    return state_reduced(call, fmt::format("- ({})", form_[plus.id]),
                         fmt::format("exact (eq_trans ({} {}) (f_equal Ropp {})).",
                                     script_.need(of_sigmoid ? "ln_sigmoid" : "ln_complement"),
                                     script_.at(of_sigmoid ? u.a() : v), inner));
  }
  if (u.op() == Op::multiply || u.op() == Op::divide) {
    const auto a = positive(u.a()), b = positive(u.b());
    if (a && b) {
      const NodeRef log_a = apply(Core::log, u.a()), log_b = apply(Core::log, u.b());
      const std::string first = inherit(log_a), second = inherit(log_b);
      const bool product = u.op() == Op::multiply;
      return state_reduced(call,
                           fmt::format("({}) {} ({})", form_[log_a.id], product ? "+" : "-", form_[log_b.id]),
                           fmt::format("exact (eq_trans ({} _ _ {} {}) (f_equal2 {} {} {})).",
                                       script_.need(product ? "ln_of_product" : "ln_of_quotient"), *a, *b,
                                       product ? "Rplus" : "Rminus", first, second));
    }
  }
  if (u.op() == Op::pow && positive(u.a())) {
    const NodeRef log_a = apply(Core::log, u.a());
    const std::int64_t k = *integer_exponent(u);
    const std::string first = inherit(log_a), n = std::to_string(std::abs(k));
    return state_reduced(
        call, fmt::format("{}({} * ({}))", k < 0 ? "- " : "", n, form_[log_a.id]),
        fmt::format("apply ({} _ _ _ _ {}); [simpl; lra | exact {}].",
                    script_.need(k < 0 ? "ln_of_inverse_power" : "ln_of_power"), *positive(u.a()), first));
  }
  if (core_of(u) == Core::sqrt && positive(u.a())) {
    const NodeRef log_a = apply(Core::log, u.a());
    const std::string first = inherit(log_a);
    return state_reduced(
        call, fmt::format("({}) / 2", form_[log_a.id]),
        fmt::format("exact ({} _ _ {} {}).", script_.need("ln_of_root"), *positive(u.a()), first));
  }
  return remembered(call, Core::log, u, "");
}

std::string Prover::reduce_remembered(NodeRef call) {
  const Core f = core_of(call);
  if (f == Core::log) return reduce_log(call);
  if (f == Core::softplus) return log_one_plus_exp(call, call.a(), "");
  return remembered(call, f, call.a(), "");
}

std::string Prover::log_one_plus_exp(NodeRef call, NodeRef u, const std::string& start) {
  const NodeRef v = values_.is_flipped(u) ? NodeRef::raw(Op::negate, u) : u;
  const NodeRef sum = NodeRef::raw(Op::add, NodeRef(1), apply(Core::exp, v));
  const std::string as_sum = fmt::format("{}refine (eq_trans (y := ln {}) eq_refl _). ", start,
                                         script_.at(NodeRef::raw(Op::add, NodeRef(1), apply(Core::exp, u))));
  if (v == u) return remembered(call, Core::log, sum, as_sum);
  const NodeRef log = apply(Core::log, sum);
  const std::string inner = reduced(log);
  facts_[call.id] = facts_[log.id];
  mentioned_[call.id] = mentioned_[log.id];
  mentioned_[call.id].push_back(u);
  return state_reduced(call, fmt::format("{} + {}", form_[log.id], script_.at(u)),
                       fmt::format("{}rewrite <- {}. exact ({} {}).", as_sum, inner,
                                   script_.need("ln_one_plus_exp"), script_.at(u)));
}

// log, sqrt, atan: one atom for each value of the argument.
std::string Prover::remembered(NodeRef call, Core f, NodeRef u, const std::string& start) {
  const auto [at, is_new] = remembered_.try_emplace({f, values_.of(u)});
  auto& [first, atom] = at->second;
  if (is_new) {
    first = u;
    atom = script_.fresh(f == Core::log ? "log" : f == Core::sqrt ? "root" : "arc");
    script_.add(fmt::format("Definition {} : R := {} {}.", atom, coq_name(f), script_.at(u)));
  }
  const NodeRef inner = first;
  const std::string name = atom, argument = equal(u, inner);
  if (f == Core::sqrt) {
    if (const auto sign = signs_.lemma(Sign::positive, inner))
      facts_[call.id].push_back(fmt::format("(sqrt_lt_R0 _ {} : 0 < {})", *sign, name));
    if (const auto sign = signs_.lemma(Sign::nonnegative, inner)) {
      mentioned_[call.id].push_back(inner);
      relations_[call.id].push_back(fmt::format("({} _ {} : {} ^ 2 = {})", script_.need("root_square"), *sign,
                                                name, script_.at(inner)));
    }
  }
  return state_reduced(call, name, fmt::format("{}exact (f_equal {} {}).", start, coq_name(f), argument));
}

}  // namespace slope::certificate
