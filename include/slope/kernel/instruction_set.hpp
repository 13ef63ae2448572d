// SPDX-License-Identifier: MIT
// Which processor instructions the kernels use. The library chooses the best that the processor has, once, when
// it is loaded; the environment variable SLOPE_INSTRUCTION_SET (baseline, avx2 or avx512) asks for another.
#pragma once

#include <span>
#include <string_view>

namespace slope::kernel {

enum class InstructionSet {
  baseline,  ///< what every processor of the architecture has
  avx2,      ///< x86-64 with AVX2 and FMA
  avx512,    ///< x86-64 with AVX-512 F, DQ and VL
};

/// "baseline", "avx2", "avx512".
std::string_view name_of(InstructionSet set);

/// Those that this processor has and the library was built for, from the least to the best.
std::span<const InstructionSet> available_instruction_sets();

InstructionSet instruction_set_in_use();

/// From here on all threads use `set`: for tests and measurements. The results of avx2 and avx512 are the same to
/// the last bit, those of the baseline, which has no fused multiply-add, are as accurate.
/// @throws UsageError if `set` is not available.
void use_instruction_set(InstructionSet set);

}  // namespace slope::kernel
