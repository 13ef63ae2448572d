// SPDX-License-Identifier: MIT
#include "slope/verify/identity.hpp"

#include "slope/core/error.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/expr/simplify.hpp"

namespace slope {

namespace {

bool is_polynomial(const Expr& f) {
  for (const NodeRef n : Postorder(f.node())) {
    if (n.is_number() || n.is_symbol()) continue;
    if (n.op() == Op::pow && n.b().is_number() && n.b().value().is_integer() && n.b().value().sign() > 0)
      continue;
    if (n.op() < Op::add || n.op() > Op::negate || n.op() == Op::divide) return false;
  }
  return true;
}

}  // namespace

Verdict verify(const Expr& lhs, const Expr& rhs, const VerifyOptions&) {
  Verdict verdict;
  verdict.reason = "it is no identity of polynomials";
  const Expr difference = lhs - rhs;
  if (is_polynomial(difference) && expand(difference) == Expr(0)) {
    verdict.kind = Verdict::Kind::proved;
    verdict.reason = "both sides are the same polynomial";
  }
  return verdict;
}

}  // namespace slope
