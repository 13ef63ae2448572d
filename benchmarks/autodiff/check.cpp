// SPDX-License-Identifier: MIT
#include "check.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace slope::bench {

namespace {

bool close(double a, double b, double relative, double absolute) {
  return std::abs(a - b) <= relative * std::abs(b) + absolute;  // false for NaN
}

[[noreturn]] void refuse(const Runner& runner, const std::string& what, double got, double expected) {
  throw std::runtime_error(runner.engine.name + " is wrong at " + runner.workload + ": " + what + " is " +
                           std::to_string(got) + ", not " + std::to_string(expected));
}

double largest(const std::vector<double>& values) {
  double found = 0;
  for (const double value : values) found = std::max(found, std::abs(value));
  return found;
}

}  // namespace

void check_engine(const Runner& engine, const Problem& by_hand) {
  Problem problem{by_hand.x, NAN, std::vector<double>(by_hand.derivatives.size(), NAN)};
  for (int call = 0; call < 2; ++call) {  // what a call leaves behind must not spoil the next
    std::fill(problem.derivatives.begin(), problem.derivatives.end(), NAN);
    engine.run(1, problem);
    if (!close(problem.value, by_hand.value, 1e-11, 0))
      refuse(engine, "the value", problem.value, by_hand.value);
    const double absolute = 1e-13 * largest(by_hand.derivatives);
    for (std::size_t i = 0; i < problem.derivatives.size(); ++i)
      if (!close(problem.derivatives[i], by_hand.derivatives[i], 1e-9, absolute))
        refuse(engine, "derivative " + std::to_string(i), problem.derivatives[i], by_hand.derivatives[i]);
  }
}

void check_adjoint(const Runner& primal, const Problem& by_hand) {
  const std::size_t n = by_hand.x.size();
  Problem problem{by_hand.x, 0, {}};
  const auto value_at = [&](std::size_t i, double step, std::size_t j, double other_step) {
    problem.x = by_hand.x;
    problem.x[i] += step;
    problem.x[j] += other_step;
    primal.run(1, problem);
    return problem.value;
  };
  const auto scale = [&](std::size_t i) { return std::max(1.0, std::abs(by_hand.x[i])); };
  const bool hessian = by_hand.derivatives.size() != n;
  if (!close(value_at(0, 0, 0, 0), by_hand.value, 1e-12, 0))
    refuse(primal, "the value", problem.value, by_hand.value);

  std::vector<double> expected, got;
  if (hessian) {
    const double h = 1e-3;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) {
        expected.push_back(by_hand.derivatives[i * n + j]);
        got.push_back(
            (value_at(i, h, j, h) - value_at(i, h, j, -h) - value_at(i, -h, j, h) + value_at(i, -h, j, -h)) /
            (4 * h * h));
      }
  } else {
    for (std::size_t i = 0; i < n; ++i) {
      const double h = 1e-5 * scale(i);
      expected.push_back(by_hand.derivatives[i] * scale(i));
      got.push_back((value_at(i, h, i, 0) - value_at(i, -h, i, 0)) / (2e-5));
    }
  }
  const double absolute = 1e-6 * largest(expected);
  for (std::size_t i = 0; i < got.size(); ++i)
    if (!close(got[i], expected[i], 1e-4, absolute))
      refuse(primal, "difference quotient " + std::to_string(i), got[i], expected[i]);
}

}  // namespace slope::bench
