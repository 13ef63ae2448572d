// SPDX-License-Identifier: MIT
// One step of L-BFGS (Nocedal and Wright, Numerical Optimization, 2006, chapters 3 and 7).
#pragma once

#include <cmath>
#include <optional>
#include <utility>

#include "slope/network/optimizer.hpp"

namespace slope::detail {

template <class T> double inner(std::span<const T> a, std::span<const T> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return sum;
}

// −H g, H the approximate inverse Hessian made from pairs s, y = changes of parameters and gradient, oldest first
// (algorithm 7.4).
template <class T>
std::vector<T> lbfgs_direction(const std::vector<std::vector<T>>& pairs, std::span<const T> g) {
  std::vector<T> d(g.begin(), g.end());
  const auto add = [&](double factor, const std::vector<T>& x) {
    for (std::size_t i = 0; i < d.size(); ++i) d[i] += static_cast<T>(factor * static_cast<double>(x[i]));
  };
  const std::size_t count = pairs.size() / 2;
  std::vector<double> alpha(count), curvature(count);
  for (std::size_t k = count; k-- > 0;) {
    curvature[k] = inner<T>(pairs[2 * k], pairs[2 * k + 1]);
    alpha[k] = inner<T>(pairs[2 * k], d) / curvature[k];
    add(-alpha[k], pairs[2 * k + 1]);
  }
  if (count > 0) {
    const double scale = curvature[count - 1] / inner<T>(pairs.back(), pairs.back());
    for (T& x : d) x = static_cast<T>(scale * static_cast<double>(x));
  }
  for (std::size_t k = 0; k < count; ++k)
    add(alpha[k] - inner<T>(pairs[2 * k + 1], d) / curvature[k], pairs[2 * k]);
  for (T& x : d) x = -x;
  return d;
}

// A point on the line of the search.
template <class T> struct LinePoint {
  double step, value, slope;
  std::vector<T> parameters, gradient;
};

// Where a cubic through both points, with their slopes, is least; the middle if that is not well inside.
template <class T> double between(const LinePoint<T>& a, const LinePoint<T>& b) {
  const double h = b.step - a.step, p = a.slope + b.slope - 3 * (b.value - a.value) / h;
  const double root = std::sqrt(p * p - a.slope * b.slope) * (h > 0 ? 1 : -1);
  const double t = 1 - (b.slope + root - p) / (b.slope - a.slope + 2 * root);
  return a.step + (t > 0.1 && t < 0.9 ? t : 0.5) * h;
}

// A step that satisfies the strong Wolfe conditions, or the best found (algorithms 3.5 and 3.6).
template <class T, class At>
LinePoint<T> line_search(const At& at, const LinePoint<T>& start, double first, std::size_t evaluations) {
  constexpr double decrease = 1e-4, curvature = 0.9;
  const auto too_high = [&](const LinePoint<T>& p) {
    return !(p.value <= start.value + decrease * p.step * start.slope);
  };
  const auto flat = [&](const LinePoint<T>& p) { return std::fabs(p.slope) <= -curvature * start.slope; };

  LinePoint<T> low = start;
  std::optional<LinePoint<T>> high;
  for (double step = first; evaluations > 0; --evaluations) {
    LinePoint<T> p = at(high ? between(low, *high) : step);
    if (too_high(p) || (p.value >= low.value && low.step > 0)) {
      high = std::move(p);
    } else if (flat(p)) {
      return p;
    } else if (high) {
      if (p.slope * (high->step - low.step) >= 0) high = std::move(low);
      low = std::move(p);
    } else if (p.slope >= 0) {
      high = std::exchange(low, std::move(p));
    } else {
      low = std::move(p);
      step = 2 * low.step;
    }
  }
  return low;
}

template <class T> T lbfgs_step(const Lbfgs& options, double scale, OptimizerState<T>& state,
                                std::span<T> parameters, const typename Optimizer<T>::Evaluate& evaluate) {
  const std::vector<T> x0(parameters.begin(), parameters.end());
  std::vector<T> g0(x0.size());
  const T value = evaluate(x0, g0);
  std::vector<T> d = lbfgs_direction<T>(state.slots, g0);
  double slope = inner<T>(g0, d);
  if (!(slope < 0)) {  // not downhill, by rounding: start anew
    state.slots.clear();
    d = lbfgs_direction<T>(state.slots, g0);
    slope = inner<T>(g0, d);
    if (!(slope < 0)) return value;
  }
  const auto at = [&](double step) {
    LinePoint<T> p{step, 0, 0, x0, std::vector<T>(x0.size())};
    for (std::size_t i = 0; i < x0.size(); ++i)
      p.parameters[i] += static_cast<T>(step * static_cast<double>(d[i]));
    p.value = static_cast<double>(evaluate(p.parameters, p.gradient));
    p.slope = inner<T>(p.gradient, d);
    return p;
  };
  // Nothing is known of the scale before the first step.
  const double size = state.slots.empty() ? std::fmin(1, 1 / std::sqrt(-slope)) : 1;
  const LinePoint<T> start{0, static_cast<double>(value), slope, x0, g0};
  const LinePoint<T> best = line_search<T>(at, start, scale * options.rate * size, options.evaluations);
  if (best.step == 0) {
    state.slots.clear();
    return value;
  }
  std::vector<T> s(x0.size()), y(x0.size());
  for (std::size_t i = 0; i < x0.size(); ++i) {
    s[i] = best.parameters[i] - x0[i];
    y[i] = best.gradient[i] - g0[i];
    parameters[i] = best.parameters[i];
  }
  if (inner<T>(s, y) > 1e-10 * inner<T>(y, y)) {
    if (state.slots.size() == 2 * options.memory)
      state.slots.erase(state.slots.begin(), state.slots.begin() + 2);
    state.slots.push_back(std::move(s));
    state.slots.push_back(std::move(y));
  }
  return static_cast<T>(best.value);
}

}  // namespace slope::detail
