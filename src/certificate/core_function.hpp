// SPDX-License-Identifier: MIT
// The functions that certificates are about; all others that have one are written in terms of them.
#pragma once

#include "slope/expr/node_ref.hpp"

namespace slope::certificate {

enum class Core { none, exp, log, sqrt, sin, cos, tan, atan, sigmoid, softplus, tanh, sinh, cosh, pi };

/// The function of a node; none for anything else.
Core core_of(NodeRef n);
/// Its name in Coq.
std::string_view coq_name(Core f);
/// The function of that argument, without any rewriting.
NodeRef apply(Core f, NodeRef argument);

/// `root` with its other functions written in terms of the core ones: a^b as e^(b log a) where b is no integer,
/// sec as 1/cos, …. @throws CertificateError for a function that has no such form.
NodeRef in_core_functions(NodeRef root);

/// The v of 1 + e^v and of 1 − σ(v); no node for anything else.
/// @{
NodeRef after_one_plus_exp(NodeRef n);
NodeRef after_complement(NodeRef n);
/// @}

/// The exponent, where it is an integer that a certificate writes out.
std::optional<std::int64_t> integer_exponent(NodeRef power);
inline constexpr std::int64_t max_certificate_exponent = 1000;

}  // namespace slope::certificate
