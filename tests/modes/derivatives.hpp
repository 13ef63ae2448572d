// SPDX-License-Identifier: MIT
// Independent reference values of the derivatives of every rule, and the comparison of an evaluator with them.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "reference.hpp"
#include "slope/function/catalog.hpp"

namespace slope::reference {

/// One line of derivative_values.tsv: the derivatives of order 1 to 4 by one of the arguments.
struct DerivativeRow {
  std::string name;
  std::vector<double> args;
  std::size_t by;
  std::array<Big, 4> derivatives;
  std::string text() const;
};

const std::vector<DerivativeRow>& derivative_rows();

using Fifty = boost::multiprecision::cpp_bin_float_50;
using NumberTypes = testing::Types<float, double, long double, Fifty>;

/// Derivatives of a rule by one of its arguments, from the first order on, as many as the mode has.
template <class R> using Derivatives = std::vector<R> (*)(std::span<const double> args, std::size_t by);

/// Ulps: those of the derivative, and beyond the first order at least those of |x·f⁽ᵏ⁺¹⁾|, which is what an ulp of the
/// argument is worth. For 50 digits a hundred times as many: Boost's exp errs by |x|/7 ulps.
struct Bounds {
  double first;
  double higher = 0;
  /// Beyond the first order, count in ulps of the largest derivative up to it: of expressions, whose terms cancel.
  bool of_largest = false;
};

namespace detail {
template <class Mode, class F>
std::vector<typename Mode::Number> derive(std::span<const double> x, std::size_t by) {
  if constexpr (requires(double a) { F::value(a); }) return Mode::template derive<F>(x[0]);
  else if constexpr (requires(double a) { F::value(a, a); })
    return by == 0 ? Mode::template derive<F, 0>(x[0], x[1]) : Mode::template derive<F, 1>(x[0], x[1]);
  else if constexpr (requires { F::template value<double>(); }) return {};
  else if (by == 0) return Mode::template derive<F, 0>(x[0], x[1], x[2]);
  else if (by == 1) return Mode::template derive<F, 1>(x[0], x[1], x[2]);
  else return Mode::template derive<F, 2>(x[0], x[1], x[2]);
}

template <class Mode, class... F>
std::map<std::string_view, Derivatives<typename Mode::Number>> table(RuleList<F...>) {
  return {{F::name, &derive<Mode, F>}...};
}

template <class R>
void compare(const std::map<std::string_view, Derivatives<R>>& table, const Bounds& bounds);
}  // namespace detail

/// Expects Mode::derive<F, by>(x…), the derivatives of F by one argument, to be right wherever Mode::Number represents
/// the arguments, for every rule of the catalog.
template <class Mode> void compare(const Bounds& bounds) {
  detail::compare<typename Mode::Number>(detail::table<Mode>(Catalog()), bounds);
}

}  // namespace slope::reference
