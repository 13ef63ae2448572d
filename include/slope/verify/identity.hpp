// SPDX-License-Identifier: MIT
// Are two expressions equal?
#pragma once

#include <cstdint>

#include "slope/expr/expr.hpp"
#include "slope/verify/assumptions.hpp"
#include "slope/verify/verdict.hpp"

namespace slope {

struct VerifyOptions {
  Assumptions domain = {};  ///< such as "x in [-50, 50], w > 0"
  int digits = 50;          ///< for `supported`, and for the values of a witness; 1 … `max_verify_digits`
  std::size_t budget = 2'000'000;  ///< elementary steps of exact arithmetic; about a second
  std::uint64_t seed = 0;          ///< of points and primes; 0: the same points, but fresh primes, every time
};
inline constexpr int max_verify_digits = 2000;
/// Larger expressions are `unknown`.
inline constexpr std::size_t max_verified_nodes = 200'000;

/// Decides whether lhs = rhs at every point of the domain at which both are defined.
///
/// Proved means: both sides reduce to the same quotient of polynomials in the variables, exponentials, sines
/// and cosines, roots, logarithms and other functions of reduced arguments, by exact arithmetic; or all partial
/// derivatives of lhs − rhs are proved to be 0 on a box, and so is its value at a point of the box. Refuted means:
/// at one point, rigorous enclosures of the two sides have no number in common, or show both defined where their
/// difference, if it is rational in the variables, is exactly not 0. Everything else is `supported` or `unknown`. Points at which a side may be undefined are named in the notes.
/// @throws UsageError if an option is out of range.
/// Time: bounded by the budget and by `max_verified_nodes`; a few seconds at most.
Verdict verify(const Expr& lhs, const Expr& rhs, const VerifyOptions& options = {});

}  // namespace slope
