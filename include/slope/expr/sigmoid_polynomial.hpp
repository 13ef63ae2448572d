// SPDX-License-Identifier: MIT
// Derivatives of any order of the sigmoid and of tanh, as integer polynomials.
//
// With σ = σ(x) and p = σ(1 − σ): p′ = p(1 − 2σ), (1 − 2σ)′ = −2p and (1 − 2σ)² = 1 − 4p. So an odd
// derivative of σ is a polynomial in p, and an even one is 1 − 2σ times a polynomial in p:
//
//   σ⁽¹⁾ = p          σ⁽²⁾ = (1 − 2σ)·p          σ⁽³⁾ = p − 6p²          σ⁽⁴⁾ = (1 − 2σ)·(p − 12p²)
//
// In p rather than in σ there are half as many terms, and neither tail cancels.
#pragma once

#include <optional>
#include <vector>

#include "slope/expr/node_ref.hpp"

namespace slope {

/// Coefficients c with σ⁽ⁿ⁾ = Σ c[k]·p^k for odd n and (1 − 2σ)·Σ c[k]·p^k for even n; p = σ(1 − σ), c[0] =
/// 0. O(n²) operations on integers of O(n log n) bits. @throws LimitError unless 1 ≤ n ≤ max_order.
std::vector<Rational> sigmoid_polynomial(std::int64_t n);

/// Coefficients c with tanh⁽ⁿ⁾ = Σ c[k]·q^k for odd n and tanh·Σ c[k]·q^k for even n; q = 1 − tanh², c[0] =
/// 0. Cost and limit of `sigmoid_polynomial`.
std::vector<Rational> tanh_polynomial(std::int64_t n);

/// ∂ⁿf/∂xⁿ where f is σ(u), tanh(u) or a constant multiple of one, u is linear in the symbol x, and n ≥ 1;
/// nothing for any other f. Written in the factors σ(u), 1 − σ(u), 1 − 2σ(u) and a polynomial in p = σ(u)*(1
/// − σ(u)), whose powers are written p^k:
///
///   n = 3   σ*(1 - σ)*(1 - 6*σ*(1 - σ))          n = 5   σ*(1 - σ)*(1 - 30*σ*(1 - σ) + 120*(σ*(1 - σ))^2)
///
/// Needs a session. @throws LimitError beyond max_order.
std::optional<NodeRef> sigmoid_derivative(NodeRef f, NodeRef x, std::int64_t n);

}  // namespace slope
