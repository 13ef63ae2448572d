// SPDX-License-Identifier: MIT
// How far the kernels are from the truth, over many inputs, on every instruction set of this processor.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "reference.hpp"
#include "slope/kernel/instruction_set.hpp"

namespace slope::accuracy {

/// The errors of values, or of slopes.
struct Errors {
  double worst =
      0.49;  ///< in ulps, 0.49 if less; infinite for a NaN or an infinity that should not be, or should
  double at = 0;
  std::uint64_t misrounded = 0;    ///< results that are not the nearest number of the type
  std::uint64_t wrongly_zero = 0;  ///< results that are 0 though the nearest number is not
  void add(const Errors& other);
};

/// One function in one type.
struct Report {
  std::string_view function, type;
  struct OfSet {
    kernel::InstructionSet set;
    Errors value, slope;
  };
  std::vector<OfSet> sets;
  std::uint64_t inputs = 0, exact = 0;
  /// The worst error of the wider formulas among the inputs at which MPFR was asked to check them, in ulps of T.
  double reference_error = 0;
};

using Progress = std::function<void(double)>;  ///< told the part that is done, from 0 to 1

/// All floats whose bits are `first` modulo `stride`: stride 1 is all of them.
Report measure_floats(const Subject& subject, std::uint64_t stride, std::uint64_t first,
                      const Progress& progress);

/// `count` doubles, dense where formulas break; always the same ones.
Report measure_doubles(const Subject& subject, std::uint64_t count, const Progress& progress);

/// The i-th of these doubles.
double sample(const Subject& subject, std::uint64_t i);

/// The worst known error of the wider formulas, in ulps of T: closer results than this to what matters are asked
/// of MPFR.
inline constexpr double margin_float = 1e-6, margin_double = 0.008;

}  // namespace slope::accuracy
