// SPDX-License-Identifier: MIT
// Residuals and their derivatives in each mode.
#pragma once

#include <span>
#include <vector>

#include "examples/levenberg_marquardt.hpp"
#include "slope/calculus/jacobian.hpp"
#include "slope/calculus/symbolic.hpp"

namespace slope::problems {

/// Residuals and their Jacobian, row by row.
template <class T> struct Linear { std::vector<T> residuals, jacobian; };

/// The residuals f(x), a generic callable of one span, and their Jacobian.
template <Mode mode, class F, class T> Linear<T> linearize(const F& f, const std::vector<T>& x) {
  const std::span<const T> at(x);
  Linear<T> out{f(at), {}};
  for (const auto& row : jacobian<mode>(f, at))
    out.jacobian.insert(out.jacobian.end(), row.begin(), row.end());
  return out;
}

/// The same as the least-squares solver takes it.
template <Mode mode, class F> Linearization linearization(const F& f, const std::vector<double>& x) {
  Linear<double> out = linearize<mode>(f, x);
  return {std::move(out.residuals), std::move(out.jacobian)};
}

}  // namespace slope::problems
