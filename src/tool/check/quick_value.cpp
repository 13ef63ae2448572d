// SPDX-License-Identifier: MIT
#include "quick_value.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "slope/expr/lower.hpp"
#include "slope/expr/postorder.hpp"

namespace slope::tool {

namespace {

using Limits = std::numeric_limits<long double>;

// Whether long double holds the number exactly: an integer, or a small one over a power of two.
bool is_exact(const Rational& q) {
  if (q.bits() > 64) return false;
  return q.is_integer() || (q.is_small() && (q.small_denominator() & (q.small_denominator() - 1)) == 0);
}

}  // namespace

QuickValue::QuickValue(const Expr& f, const std::vector<std::string>& variables) : stable_(lower(f)) {
  usable_ = Limits::digits >= std::numeric_limits<double>::digits + 11;
  const Postorder order(stable_.node());
  constexpr auto none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> slot(order.size(), none);  // lists of arguments have no step of their own
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    if (n.op() == Op::none || n.op() == Op::pair) continue;
    Step step{};
    if (n.is_number()) {
      step.number = n.value().as<Number>();
      step.error = is_exact(n.value()) ? 0 : Limits::epsilon();
    } else if (n.is_symbol()) {
      const auto found = std::find(variables.begin(), variables.end(), n.name());
      step.first = static_cast<std::size_t>(found - variables.begin());
      step.count = none;
    } else {
      const Function& function = function_of(n.op());
      step.evaluate = function.evaluator<Number>();
      usable_ = usable_ && step.evaluate && !function.cancels;
      step.error = Limits::epsilon() * static_cast<Number>(1 + function.ulps);
      step.first = operands_.size();
      n.each_arg([&](NodeRef argument) { operands_.push_back(slot[order.slot(argument)]); });
      step.count = operands_.size() - step.first;
    }
    slot[i] = steps_.size();
    steps_.push_back(step);
  }
  for (auto& values : values_) values.resize(steps_.size());
}

// y, moved up or down by one to four times the error.
long double QuickValue::moved(Number y, Number error) {
  random_ = random_ * 6364136223846793005u + 1442695040888963407u;
  const Number factor = 1 + static_cast<Number>(random_ >> 32 & 0xffffu) * 3 / 0xffff;
  return y + y * error * (random_ >> 63 ? factor : -factor);
}

QuickValue::Estimate QuickValue::at(std::span<const double> point) {
  random_ = 1;  // the same point always gives the same estimate
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    for (int lane = 0; lane < 3; ++lane) {
      auto& values = values_[lane];
      Number y;
      if (step.evaluate) {
        arguments_.clear();
        for (std::size_t k = 0; k < step.count; ++k) arguments_.push_back(values[operands_[step.first + k]]);
        y = step.evaluate(arguments_);
      } else {
        y = step.count > 0 ? static_cast<Number>(point[step.first]) : step.number;
      }
      values[i] = lane > 0 && step.error > 0 ? moved(y, step.error) : y;
    }
  }
  const Number y = values_[0].back(), a = values_[1].back(), b = values_[2].back();
  const Number error =
      12 * std::max(std::fabs(a - y), std::fabs(b - y)) + 2 * Limits::epsilon() * std::fabs(y);
  return {y, std::isfinite(error) && y != 0 ? error : Limits::infinity()};
}

}  // namespace slope::tool
