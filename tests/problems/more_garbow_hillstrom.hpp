// SPDX-License-Identifier: MIT
// Sums of squares by J. J. Moré, B. S. Garbow and K. E. Hillstrom, "Testing unconstrained optimization software", ACM
// Transactions on Mathematical Software 7 (1981), 17–41. Each is written once, for every scalar.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "big.hpp"
#include "jacobian.hpp"

namespace slope::problems {

template <class T> using Linearizer = std::function<Linear<T>(const std::vector<T>&)>;

struct Problem {
  std::string name;
  std::vector<double> start;
  std::vector<double> minima;  ///< published sums of squares, to six digits, one of which the start leads to

  LeastSquares forward, reverse, symbolic;
  Linearizer<Big> forward_big, reverse_big;
};

/// A problem with these residuals, a generic callable.
template <class F>
Problem problem(std::string name, std::vector<double> start, std::vector<double> minima, const F& f) {
  return {std::move(name),
          std::move(start),
          std::move(minima),
          [=](const std::vector<double>& x) { return linearization<Mode::forward>(f, x); },
          [=](const std::vector<double>& x) { return linearization<Mode::reverse>(f, x); },
          [=](const std::vector<double>& x) { return linearization<Mode::symbolic>(f, x); },
          [=](const std::vector<Big>& x) { return linearize<Mode::forward>(f, x); },
          [=](const std::vector<Big>& x) { return linearize<Mode::reverse>(f, x); }};
}

std::vector<Problem> problems_of_few_variables();   ///< 1 to 10
std::vector<Problem> problems_of_some_variables();  ///< 11 to 19
std::vector<Problem> problems_of_any_size();        ///< 20 to 35
std::vector<Problem> all_problems();

}  // namespace slope::problems
