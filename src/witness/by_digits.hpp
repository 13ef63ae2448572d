// SPDX-License-Identifier: MIT
// Dual numbers against the claimed formula in a type of many digits.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "slope/expr/expr.hpp"

namespace slope::witness {

struct Agreement {
  std::size_t points = 0;     ///< at which both sides are defined
  std::size_t undefined = 0;  ///< and at which neither is
  double digits = 1e9;        ///< that agree, at worst
  double at = 0;
  std::size_t lopsided = 0;  ///< at which one side alone is defined
};

/// f and the claim at the points, in a number type of that many digits: Boost's cpp_bin_float, at 1000 MPFR if the
/// library has it. `type` becomes its name. Stops early if `stopped`.
/// @throws UsageError for the gamma functions, which have no evaluation in these types here.
/// @{
Agreement agree_to_50(const Expr& f, const Expr& claim, std::span<const double> x,
                      const std::function<bool()>& stopped);
Agreement agree_to_100(const Expr& f, const Expr& claim, std::span<const double> x,
                       const std::function<bool()>& stopped);
Agreement agree_to_1000(const Expr& f, const Expr& claim, std::span<const double> x,
                        const std::function<bool()>& stopped);
/// @}
std::string type_of_1000_digits();

}  // namespace slope::witness
