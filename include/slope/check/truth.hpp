// SPDX-License-Identifier: MIT
// The true values of formulas at points, and how far an honest implementation may be from them.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "slope/check/ulp.hpp"
#include "slope/expr/expr.hpp"

namespace slope {

/// One number of a formula at a point. In T, `as<T>()` is its value, right to 10^-6 ulp; `allowed<T>()` is how far a
/// computation of the same formula in T may be from it: the sum over all operations of the stable form of the formula
/// of |∂value/∂result|·|result|·(the error of the operation). It is infinite where a number on the way is beyond the
/// range of T, so that no honest computation need succeed.
struct TrueNumber {
  TrueValue<double> value;
  double spread = 0;  ///< Σ |∂value/∂v|·|v|·(ulps of the operation that makes v): times ε of T, an error
  double leak = 0;     ///< Σ |∂value/∂v|: times the smallest number of T, what underflow may do
  double largest = 0;  ///< the largest |v| on the way
  double error = 0;    ///< of the value itself, where it is an estimate
  bool known = true;   ///< false: no precision up to the limit tells the value from its neighbours

  template <std::floating_point T> TrueValue<T> as() const;
  template <std::floating_point T> double allowed() const;
};

/// Formulas of some variables, ready to be evaluated at many points. Safe to use from several threads, each with its
/// own object.
class TrueFunction {
 public:
  /// Which computation `allowed` is about: that of the stable form (see `lower`), or of the formula as it is written,
  /// whose digits may cancel. The values are the same.
  enum class Form { stable, as_written };
  /// @throws UsageError if a formula has a symbol that is not among the variables
  TrueFunction(std::vector<Expr> formulas, std::vector<std::string> variables, Form form = Form::stable);
  ~TrueFunction();
  TrueFunction(TrueFunction&&) noexcept;
  TrueFunction& operator=(TrueFunction&&) noexcept;

  const std::vector<Expr>& formulas() const;
  const std::vector<std::string>& variables() const;
  /// All formulas at the point whose coordinates are exactly these doubles, computed twice with growing precision, the
  /// second time with random last places, until they agree to 25 digits. O(nodes) high-precision operations.
  std::vector<TrueNumber> at(std::span<const double> point) const;
  /// All formulas with every rounded result of an operation changed at random by up to 15 units of its last place of
  /// `bits` bits.
  std::vector<double> perturbed_at(std::span<const double> point, std::uint64_t seed, int bits) const;

 private:
  struct Program;
  std::unique_ptr<Program> program_;
};

}  // namespace slope
