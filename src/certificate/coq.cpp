// SPDX-License-Identifier: MIT
#include "slope/certificate/coq.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

#include "chain_rule.hpp"
#include "conditions.hpp"
#include "core_function.hpp"
#include "differentials.hpp"
#include "prover.hpp"
#include "slope/calculus/enclose.hpp"
#include "slope/expr/names.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/expr/print.hpp"

namespace slope {

namespace certificate {

namespace {

struct Derivative {
  NodeRef f, x, result;
};
struct Equation {
  NodeRef lhs, rhs;
};

// What a file states: derivatives and equations, all of them.
struct Statement {
  std::string title;
  std::vector<Derivative> derivatives;
  std::vector<Equation> equations;
  std::vector<Condition> given;
};

class File {
 public:
  explicit File(const Statement& s)
      : statement_(s), symbols_(all_symbols()), names_(symbols_), hypotheses_(all_hypotheses()) {}

  std::string text() {
    require_values();
    std::string sections;
    std::vector<std::string> claims, proofs;
    for (const Derivative& d : statement_.derivatives) {
      claims.push_back(written_claim(d));
      proofs.push_back(name("derivative", proofs.size()));
      Script script(names_, preamble_, d.x, prefix(proofs.size()));
      sections += section(script, proofs.back(), claims.back(), [&](Signs& signs, Prover& prover) {
        const auto chain = ChainRule(script, signs, d.x).of(d.f);
        require_equal(signs, chain.value, d.result);
        const std::string equal = prover.equal(chain.value, d.result);
        return fmt::format("{} {} {} _ {} {} {}", script.need("derive_as"), script.function(d.f),
                           names_.of(d.x), script.at(d.result), chain.fact, equal);
      });
    }
    for (const Equation& e : statement_.equations) {
      claims.push_back(fmt::format("{} = {}", written(e.lhs, names_), written(e.rhs, names_)));
      proofs.push_back(name("identity", proofs.size()));
      Script script(names_, preamble_, std::nullopt, prefix(proofs.size()));
      sections += section(script, proofs.back(), claims.back(), [&](Signs& signs, Prover& prover) {
        require_equal(signs, e.lhs, e.rhs);
        return prover.equal(e.lhs, e.rhs);
      });
    }
    return head() + preamble_.text() + sections + theorem(claims, proofs);
  }

 private:
  static std::string name(std::string_view kind, std::size_t i) {
    return fmt::format("{}_of_part_{}", kind, i + 1);
  }
  std::string prefix(std::size_t part) const {
    const bool alone = statement_.derivatives.size() + statement_.equations.size() == 1;
    return alone ? "" : fmt::format("part_{}_", part);
  }

  std::vector<NodeRef> roots() const {
    std::vector<NodeRef> list;
    for (const Derivative& d : statement_.derivatives) list.insert(list.end(), {d.f, d.x, d.result});
    for (const Equation& e : statement_.equations) list.insert(list.end(), {e.lhs, e.rhs});
    return list;
  }

  std::vector<NodeRef> all_symbols() const {
    std::vector<NodeRef> list, all = roots();
    for (const Condition& c : statement_.given) all.push_back(c.given.node());
    std::size_t nodes = 0;
    for (const NodeRef n : Postorder(all)) {
      if (n.is_symbol()) list.push_back(n);
      if (++nodes > max_certificate_nodes)
        throw LimitError(
            fmt::format("a certificate has at most {} nodes in its formulas", max_certificate_nodes));
    }
    std::sort(list.begin(), list.end(),
              [](NodeRef a, NodeRef b) { return natural_less(a.name(), b.name()); });
    return list;
  }

  // What is claimed of a formula without any value is true, and says nothing.
  void require_values() const {
    if (!has_intervals()) return;
    Box everywhere;
    for (const NodeRef s : symbols_)
      everywhere.emplace(s.name(), Interval(-std::numeric_limits<double>::infinity(),
                                            std::numeric_limits<double>::infinity()));
    std::vector<Expr> formulas;
    for (const NodeRef root : roots()) formulas.emplace_back(root);
    const std::vector<Interval> bounds = enclose(formulas, everywhere);
    for (std::size_t i = 0; i < bounds.size(); ++i)
      if (bounds[i].defined() == Interval::Defined::never)
        throw CertificateError(
            fmt::format("no certificate: {} has no value anywhere, so nothing would be said",
                        print(formulas[i], Format::text)));
  }

  std::vector<Hypothesis> all_hypotheses() const {
    auto needed = for_values(roots());
    for (const Derivative& d : statement_.derivatives) {
      const auto more = for_derivative(d.f, d.x);
      needed.insert(needed.end(), more.begin(), more.end());
    }
    return hypotheses_for(needed, statement_.given, names_);
  }

  std::string written_claim(const Derivative& d) const {
    const std::string& x = names_.of(d.x);
    return fmt::format("is_derive (fun {0} => {1}) {0} ({2})", x, written(d.f, names_),
                       written(d.result, names_));
  }

  std::string written_hypothesis(const Hypothesis& h) const {
    const std::string e = written(h.node, names_);
    if (h.kind == Condition::is_nonzero) return e + " <> 0";
    return fmt::format("{} {}", h.kind == Condition::is_positive ? "0 <" : "0 <=", e);
  }

  std::string variables() const {
    std::string list;
    for (const NodeRef s : symbols_) (list += ' ') += names_.of(s);
    return list;
  }

  // The signs of square roots are random: √(x²) is x at one point in two. So a claim with roots is tried often.
  static void require_equal(Signs& signs, NodeRef a, NodeRef b) {
    const Postorder order(std::array{a, b});
    if (std::none_of(order.begin(), order.end(), [](NodeRef n) { return core_of(n) == Core::sqrt; })) return;
    const auto positive = [&](NodeRef n) { return signs.lemma(Sign::positive, n).has_value(); };
    for (std::uint64_t seed = 10'000, points = 0; points < 24 && seed < 20'000; ++seed) try {
        Values values(seed, positive);
        values.require_equal(a, b);
        ++points;
      } catch (const Values::NoRoot&) {
      }
  }

  // Values of all formulas at points where square roots exist.
  std::unique_ptr<Values> values(Signs& signs) const {
    constexpr std::uint64_t tries = 4000;
    const auto positive = [&](NodeRef n) { return signs.lemma(Sign::positive, n).has_value(); };
    for (std::uint64_t seed = 1; seed <= tries; ++seed) {
      auto values = std::make_unique<Values>(seed, positive);
      try {
        for (const NodeRef root : roots()) values->of(root);
        return values;
      } catch (const Values::NoRoot&) {
      }
    }
    throw CertificateError("no certificate: there are too many square roots");
  }

  template <class Proof>
  std::string section(Script& script, const std::string& lemma, const std::string& claim, Proof&& prove) {
    std::string text = fmt::format("Section Part_{}.\n", lemma);
    if (!symbols_.empty()) text += fmt::format("Variables{} : R.\n", variables());
    for (const Hypothesis& h : hypotheses_)
      text += fmt::format("Hypothesis {} : {}.\n", h.name, written_hypothesis(h));
    Signs signs(script, hypotheses_);
    const auto values = this->values(signs);
    Prover prover(script, *values, signs);
    const std::string proof = prove(signs, prover);
    script.prefer_nodes();
    const std::string_view using_all = symbols_.empty() ? "Proof." : "Proof using All.";
    return fmt::format("{}{}Lemma {} : {}.\n{} exact ({}). Qed.\nEnd Part_{}.\n\n", text, script.text(),
                       lemma, claim, using_all, proof, lemma);
  }

  std::string head() const {
    std::string text = fmt::format(
        "(* {}\n"
        "   Written by Slope; to be checked by coqc 8.16 or later, with the library Coquelicot.\n"
        "   The last theorem, certificate, states the claim; what stands before it leads there. *)\n",
        statement_.title);
    for (const NodeRef s : names_.renamed())
      text += fmt::format("(* {} is written {}. *)\n", s.name(), names_.of(s));
    return text +
           "Set Warnings \"-ambiguous-paths\".\n"
           "Require Import Reals Lra.\n"
           "From Coquelicot Require Import Coquelicot.\n"
           "Local Open Scope R_scope.\n\n";
  }

  std::string theorem(const std::vector<std::string>& claims, const std::vector<std::string>& proofs) const {
    std::string arguments = variables(), hypotheses;
    for (const Hypothesis& h : hypotheses_) {
      (arguments += ' ') += h.name;
      hypotheses += fmt::format("  {} ->\n", written_hypothesis(h));
    }
    std::vector<std::string> terms;
    for (const std::string& p : proofs)
      terms.push_back(arguments.empty() ? p : fmt::format("({}{})", p, arguments));
    std::string proof = terms.back();
    for (std::size_t i = terms.size() - 1; i-- > 0;) proof = fmt::format("(conj {} {})", terms[i], proof);
    std::string text = "Theorem certificate :\n";
    if (!symbols_.empty()) text += fmt::format("  forall{} : R,\n", variables());
    text += hypotheses;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      const bool last = i + 1 == claims.size();
      const std::string claim = claims.size() > 1 ? fmt::format("({})", claims[i]) : claims[i];
      text += fmt::format("  {}{}\n", claim, last ? "." : " /\\");
    }
    return text + fmt::format("Proof.{} exact {}. Qed.\nPrint Assumptions certificate.\n",
                              arguments.empty() ? "" : fmt::format(" intros{}.", arguments), proof);
  }

  const Statement& statement_;
  std::vector<NodeRef> symbols_;
  SymbolNames names_;
  Preamble preamble_;
  std::vector<Hypothesis> hypotheses_;
};

Derivative core(const Differential& d) {
  return {in_core_functions(d.f.node()), d.x.node(), in_core_functions(d.result.node())};
}

}  // namespace

}  // namespace certificate

using namespace certificate;

std::string coq_certificate(const DerivativeClaim& claim) {
  const Graph::Session session;
  const auto links = differentials(claim.f, claim.x, claim.order);
  Statement s;
  s.title = fmt::format("The derivative by {} of {} is {}.", claim.x.node().name(), print(claim.f),
                        print(links.back().result));
  for (const Differential& d : links) s.derivatives.push_back(core(d));
  return File(s).text();
}

std::string coq_certificate(const IdentityClaim& claim) {
  const Graph::Session session;
  Formula lhs = read_formula(claim.lhs), rhs = read_formula(claim.rhs);
  Statement s;
  s.title = fmt::format("{} = {}", claim.lhs, claim.rhs);
  s.given = claim.given;
  const bool left = lhs.is_derivative && rhs.contained.empty(),
             right = rhs.is_derivative && lhs.contained.empty();
  if (left) lhs.contained.back().result = rhs.value;
  if (right) rhs.contained.back().result = lhs.value;
  for (const Formula* side : {&lhs, &rhs})
    for (const Differential& d : side->contained) s.derivatives.push_back(core(d));
  if (!left && !right)
    s.equations.push_back({in_core_functions(lhs.value.node()), in_core_functions(rhs.value.node())});
  return File(s).text();
}

}  // namespace slope
