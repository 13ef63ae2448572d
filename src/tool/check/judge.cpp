// SPDX-License-Identifier: MIT
#include "judge.hpp"

#include <algorithm>
#include <cmath>

namespace slope::tool {

namespace {

constexpr double widest_margin = 2;  // ulps

// A judgement of a computed number, and its own error in ulps.
struct Estimate {
  Judgement judgement;
  double margin = HUGE_VAL;
};

template <class T> Estimate estimate(QuickValue::Estimate truth, double computed) {
  using Limits = std::numeric_limits<T>;
  const auto nearest = static_cast<T>(truth.value);
  if (!std::isfinite(truth.error) || !(std::fabs(nearest) < Limits::max())) return {};
  const auto unit = static_cast<long double>(ulp_of(nearest));
  const TrueValue<T> value{nearest, static_cast<double>((truth.value - nearest) / unit)};
  return {{static_cast<double>(nearest), ulp_distance(static_cast<T>(computed), value), true},
          static_cast<double>(truth.error / unit)};
}

template <class T> Judgement judgement(const TrueNumber& truth, double computed) {
  const TrueValue<T> value = truth.as<T>();
  if (!truth.known || std::isnan(value.nearest)) return {NAN, 0, false};
  return {static_cast<double>(value.nearest), ulp_distance(static_cast<T>(computed), value), true};
}

}  // namespace

Judge::Judge(std::vector<Expr> formulas, std::vector<std::string> variables, NumberType type, double bound)
    : type_(type),
      bound_(bound),
      exact_(std::move(formulas), std::move(variables)),
      judgements_(exact_.formulas().size()) {
  for (const Expr& f : exact_.formulas()) quick_.emplace_back(f, exact_.variables());
}

bool Judge::decide_quickly(std::size_t i, std::span<const double> point, double computed) {
  if (!quick_[i].usable()) return false;
  const auto truth = quick_[i].at(point);
  const auto [found, margin] =
      type_ == NumberType::float32 ? estimate<float>(truth, computed) : estimate<double>(truth, computed);
  judgements_[i] = found;
  return margin <= widest_margin && std::fabs(found.ulps - bound_) > margin &&
         (found.ulps + margin <= worst_ || std::isinf(worst_) || std::isinf(found.ulps));
}

void Judge::decide(std::span<const double> point, std::span<const double> computed) {
  ++precise_;
  const std::vector<TrueNumber> truth = exact_.at(point);
  for (std::size_t i = 0; i < computed.size(); ++i)
    judgements_[i] = type_ == NumberType::float32 ? judgement<float>(truth[i], computed[i])
                                                  : judgement<double>(truth[i], computed[i]);
}

std::span<const Judgement> Judge::of(std::span<const double> point, std::span<const double> computed) {
  bool decided = true;
  for (std::size_t i = 0; i < computed.size() && decided; ++i)
    decided = decide_quickly(i, point, computed[i]);
  if (!decided) decide(point, computed);
  for (const Judgement& j : judgements_)
    if (j.judged) worst_ = std::max(worst_, j.ulps);
  return judgements_;
}

}  // namespace slope::tool
