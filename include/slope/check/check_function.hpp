// SPDX-License-Identifier: MIT
// Checks a function of one number against a formula or its derivative.
#pragma once

#include "slope/check/compare.hpp"
#include "slope/check/source.hpp"

namespace slope {

/// What to check, and where.
struct FunctionOptions {
  /// 0 for the value of the formula, 1 for its derivative.
  int derivative = 0;
  /// Where; by default everywhere, densely in [−1000, 1000]. Points outside of the domain of the formula are left out.
  std::optional<SampleRange> range = {};
  /// How far a result may be off; by default what rounding may do to the formula.
  std::optional<Ulps> within = {};
  /// Every float of the range, for functions of floats.
  bool exhaustively = false;
  SampleOptions samples = {};
};

namespace check {

CheckReport check_values(const std::function<double(double)>& f, bool single, Reference& reference,
                         const std::string& title, const std::string& variable,
                         const FunctionOptions& options);
CheckReport check_every_float(const std::function<void(std::span<const float>, std::span<float>)>& f,
                              const Expr& formula, const std::string& title, const std::string& variable,
                              const FunctionOptions& options);
[[noreturn]] void refuse_exhaustive(bool is_formula);

template <class C> using ComputedType =
    std::conditional_t<std::is_same_v<std::remove_cvref_t<decltype(std::declval<const C&>()(0.0))>, float>,
                       float, double>;

}  // namespace check

/// Compares a callable double → double or float → float with a formula of one variable, or with its derivative. The
/// function may also be given as generic code instead of a formula.
/// @throws ParseError, UsageError for a formula of several variables
template <class C, class F>
CheckReport check_function(const C& computed, const F& function, const FunctionOptions& options = {}) {
  static_assert(std::is_invocable_v<const C&, double>,
                "slope: check_function needs a callable of one number");
  using T = check::ComputedType<C>;
  using X = detail::Separate<double, 1>;
  auto variables = check::variables_of<F, X>(function, 1);
  if (variables.empty()) variables = {"x"};
  if constexpr (check::is_formula<F> && std::is_same_v<T, float>)
    if (options.exhaustively)
      return check::check_every_float(
          [&](std::span<const float> x, std::span<float> y) {
            for (std::size_t i = 0; i < x.size(); ++i) y[i] = computed(x[i]);
          },
          check::formulas_of(function).results[0], check::title_of(function), variables[0], options);
  if (options.exhaustively) check::refuse_exhaustive(check::is_formula<F>);
  const auto order = options.derivative == 0 ? check::Order::value : check::Order::first;
  const auto reference = check::reference_to<F, X>(function, variables, order);
  return check::check_values([&](double x) { return static_cast<double>(computed(static_cast<T>(x))); },
                             std::is_same_v<T, float>, *reference, check::title_of(function), variables[0],
                             options);
}

}  // namespace slope
