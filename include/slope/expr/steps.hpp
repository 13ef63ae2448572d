// SPDX-License-Identifier: MIT
// A derivative with the reasoning that leads to it.
#pragma once

#include <string>
#include <vector>

#include "slope/expr/expr.hpp"
#include "slope/expr/print.hpp"

namespace slope {

/// One line of a derivation: a rule turns `before` into `after`. Derivatives still to be taken are nodes of
/// their own, printed diff(…, x) or d/dx(…). Where the rule has a general form, `law_before` = `law_after`
/// states it.
struct Step {
  std::string rule;  ///< "quotient rule", "chain rule", …
  Expr before;
  Expr after;
};

/// How ∂ⁿf/∂xⁿ comes about. The differentiation steps go from the whole to its parts; each is what the one
/// algorithm of `raw_diff` does at one node. Then `put together` gives the raw derivative, and the laws of
/// `simplify` lead to the result, which is what `diff` returns.
struct Derivation {
  Expr function;
  Expr variable;
  std::vector<Step> steps;
  Expr result;
};

/// @throws what `diff` throws; LimitError beyond `max_steps`. O(nodes) steps.
std::vector<Derivation> derive(const Expr& f, const Expr& x, std::int64_t order = 1);
inline constexpr std::size_t max_steps = 10'000;

/// The derivation as numbered lines, a rule each, and the result as the last line, exactly as `print` gives it.
/// In text both sides of every step are formulas that `parse` reads.
/// @throws UsageError for a format other than text, Unicode and LaTeX.
std::string print_steps(const std::vector<Derivation>& derivations, Format format = Format::text);

}  // namespace slope
