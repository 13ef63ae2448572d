// SPDX-License-Identifier: MIT
// The symbolic witness.
#include "definition.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/expr/print.hpp"
#include "slope/function/catalog.hpp"
#include "slope/verify/identity.hpp"
#include "timed.hpp"

namespace slope::witness {

Expr by_definition(const Expr& f) {
  const Graph::Session session;
  const Postorder order(f.node());
  std::vector<NodeRef> made(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    const auto of = [&](NodeRef arg) { return made[order.slot(arg)]; };
    if (n.op() == op_of<Sigmoid>()) made[i] = NodeRef(1) / (NodeRef(1) + exp(-of(n.a())));
    else if (n.op() == op_of<Swish>()) made[i] = of(n.a()) / (NodeRef(1) + exp(-of(n.a())));
    else if (n.op() == op_of<Softplus>()) made[i] = log(NodeRef(1) + exp(of(n.a())));
    else if (n.is_function()) made[i] = rebuild(n, of);
    else made[i] = n;
  }
  return Expr(made.back());
}

Testimony symbolic_proof(const Claim& claim, const Options& options) {
  return timed("symbolic proof", [&](Testimony& t) {
    options.progress(t.witness, 0);
    const Expr definition = by_definition(claim.f);
    const bool expanded = !(definition == claim.f);
    Verdict verdict = verify(raw_diff(definition, claim.x), claim.slope);
    if (expanded && !verdict.decided()) {
      t.notes.push_back("not from the definition by exponentials: " + verdict.reason);
      verdict = verify(raw_diff(claim.f, claim.x), claim.slope);
    } else if (expanded) t.notes.push_back("the derivative is taken of " + print(definition, Format::text));
    if (verdict.proved() && !verify(claim.f, claim.f).proved()) {
      verdict.kind = Verdict::Kind::unknown;
      verdict.reason = "no point was found at which the formula has a value";
    }
    t.kind = verdict.kind;
    t.coverage = verdict.proved()
                     ? "every real " + print(claim.x, Format::text) + " at which both sides are defined"
                     : verdict.reason;
    if (verdict.proved()) t.notes.push_back(verdict.reason), t.worst = "0";
    if (verdict.refuted()) {
      for (const auto& [name, value] : verdict.witness.point)
        t.where += (t.where.empty() ? "" : ", ") + name + " = " + value.to_string();
      t.worst = verdict.witness.difference;
      t.coverage = "one point, with rigorous bounds";
    }
    t.notes.insert(t.notes.end(), verdict.notes.begin(), verdict.notes.end());
  });
}

}  // namespace slope::witness
