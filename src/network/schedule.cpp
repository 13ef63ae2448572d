// SPDX-License-Identifier: MIT
#include "slope/network/schedule.hpp"

#include "names.hpp"
#include "number.hpp"

namespace slope {

namespace {

// (1 + cos(πt))/2 for t from 0 to 1: cos²(πt/2), by its Taylor series at the nearer end.
double half_cosine(double t) {
  if (t > 0.5) return 1 - half_cosine(1 - t);
  const double x = 1.5707963267948966 * t, square = x * x;
  double term = 1, sum = 1;
  for (int k = 2; k <= 22; k += 2) {
    term *= -square / (k * (k - 1));
    sum += term;
  }
  return sum * sum;
}

struct Factor {
  std::size_t epoch, epochs;
  double operator()(const ConstantRate&) const { return 1; }
  double operator()(const StepDecay& s) const {
    return s.epochs == 0 ? 1 : detail::power(s.factor, epoch / s.epochs);
  }
  double operator()(const ExponentialDecay& s) const { return detail::power(s.factor, epoch); }
  double operator()(const CosineDecay& s) const {
    const double t = epochs < 2 ? 0 : static_cast<double>(epoch) / static_cast<double>(epochs);
    return s.last + (1 - s.last) * half_cosine(t);
  }
};

constexpr std::array<std::string_view, 4> names{"constant", "step", "exponential", "cosine"};

}  // namespace

double rate_factor(const Schedule& schedule, std::size_t epoch, std::size_t epochs) {
  return std::visit(Factor{epoch, epochs}, schedule);
}

std::string_view name_of(const Schedule& schedule) { return names[schedule.index()]; }

Schedule schedule(std::string_view name) {
  static const std::array<detail::Named<Schedule>, 4> all{{{names[0], ConstantRate{}},
                                                           {names[1], StepDecay{}},
                                                           {names[2], ExponentialDecay{}},
                                                           {names[3], CosineDecay{}}}};
  return detail::value_named(all, "schedule", name);
}

std::vector<std::string_view> schedule_names() { return {names.begin(), names.end()}; }

}  // namespace slope
