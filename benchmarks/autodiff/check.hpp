// SPDX-License-Identifier: MIT
// Is a derivative right? Nothing is timed before it is.
#pragma once

#include "engine.hpp"

namespace slope::bench {

/// Compares value and derivatives with those of the adjoint by hand. @throws std::runtime_error if they differ
void check_engine(const Runner& engine, const Problem& by_hand);

/// Compares the adjoint by hand with difference quotients of the primal, of the first order for gradients and
/// the second for Hessians. @throws std::runtime_error if they differ
void check_adjoint(const Runner& primal, const Problem& by_hand);

}  // namespace slope::bench
