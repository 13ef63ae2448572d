// SPDX-License-Identifier: MIT
// Machine-checked certificates: derivatives and identities as Coq files that `coqc` accepts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "slope/core/error.hpp"
#include "slope/expr/expr.hpp"

namespace slope {

/// A claim that cannot be certified. The message says which part and why.
struct CertificateError : Error {
  using Error::Error;
};

/// ∂ⁿf/∂xⁿ is what `diff` returns.
struct DerivativeClaim {
  Expr f;
  Expr x;
  std::int64_t order = 1;
};

/// `given` > 0, >= 0 or != 0, where a claim need hold only there.
struct Condition {
  enum Kind { is_positive, is_nonnegative, is_nonzero } kind;
  Expr given;
};

/// lhs = rhs wherever the conditions hold and both sides are defined. The sides are formulas as `parse` reads
/// them; a derivative diff(u, x) in them is claimed as such, not only the equation that its result satisfies.
struct IdentityClaim {
  std::string lhs, rhs;
  std::vector<Condition> given = {};
};

/// A self-contained file for Coq 8.16 or later with Coquelicot: it states the claim for all reals and proves
/// it, with no axioms but those of Coq's reals. Hypotheses are the conditions under which the formulas are
/// defined and differentiable (denominators not 0, arguments of log and sqrt positive, cos not 0 under tan),
/// less those that follow from the others or hold everywhere. There is one lemma for each node of the
/// formula, so `coqc` takes time linear in its depth.
/// Functions: + − × ÷, powers (a positive base if the exponent is no integer), exp, log, sqrt, the
/// trigonometric functions and atan, sigmoid, softplus, the hyperbolic functions, and what is defined by them.
/// @throws CertificateError if a function has no certificate, if the claim is false, or if its proof needs
/// more than Slope can write down; ParseError, UsageError and LimitError as `parse` and `diff` do.
/// @{
std::string coq_certificate(const DerivativeClaim& claim);
std::string coq_certificate(const IdentityClaim& claim);
/// @}

/// The largest number of nodes of the formulas in a certificate.
inline constexpr std::size_t max_certificate_nodes = 5'000;

}  // namespace slope
