// SPDX-License-Identifier: MIT
// Derivatives as automatic differentiation computes them: for the error that an honest implementation may have.
#pragma once

#include <string>
#include <vector>

#include "slope/expr/expr.hpp"

namespace slope::check {

/// ∂fᵢ/∂xⱼ, row by row, by the chain rule in reverse mode and nothing else: the slope of every operation in its stable
/// form, products and sums of slopes as they come. Where the function as written cancels, so does this.
std::vector<Expr> straightforward_gradients(const std::vector<Expr>& results,
                                            const std::vector<std::string>& variables);

/// The same in forward mode, from the variables to the results.
std::vector<Expr> forward_gradients(const std::vector<Expr>& results,
                                    const std::vector<std::string>& variables);

/// The partial derivatives of an operation by its arguments, as stable formulas of the symbols a1, a2, ….
const std::vector<Expr>& stable_slopes(Op op, std::size_t count);
std::vector<std::string> argument_names(std::size_t count);

}  // namespace slope::check
