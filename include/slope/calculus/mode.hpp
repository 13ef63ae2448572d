// SPDX-License-Identifier: MIT
// The ways to a derivative.
#pragma once

#include <cstddef>

namespace slope {

/// How a derivative is computed. All modes give the same number, up to rounding; they differ in cost. A derivative within
/// one by a tape goes forward whatever is asked.
enum class Mode {
  automatic,  ///< forward where at most `forward_inputs` inputs are known to the compiler, else reverse
  forward,    ///< duals: one evaluation for every few inputs, no memory
  reverse,    ///< a tape: one recording and one sweep for each output, however many inputs
  symbolic,   ///< the formula of f, derived as a formula and evaluated: for short functions without branches
};

/// Up to that many inputs one forward evaluation carries all derivatives.
inline constexpr std::size_t forward_inputs = 8;

}  // namespace slope
