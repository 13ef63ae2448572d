// SPDX-License-Identifier: MIT
#include "judge.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "slope/expr/diff.hpp"

namespace slope::tool {

namespace {

using slope::check::Order;
using slope::check::Reference;
using slope::check::Sides;

constexpr double widest_margin = 2;  // ulps: beyond, a quick value decides nothing

// A judgement of a computed number, and its own error in ulps.
struct Estimate {
  Judgement judgement;
  double margin = HUGE_VAL;
};

template <class T> Estimate estimate(QuickValue::Estimate truth, double computed) {
  const auto nearest = static_cast<T>(truth.value);
  if (!std::isfinite(truth.error) || !(std::fabs(nearest) < std::numeric_limits<T>::max())) return {};
  const auto unit = static_cast<long double>(ulp_of(nearest));
  const TrueValue<T> value{nearest, static_cast<double>((truth.value - nearest) / unit)};
  const auto shown = static_cast<double>(nearest);
  return {{.truth = shown, .truth_high = shown, .ulps = ulp_distance(static_cast<T>(computed), value)},
          static_cast<double>(truth.error / unit)};
}

template <class T>
Judgement judgement(const TrueNumber& truth, double computed, std::optional<double> bound) {
  const TrueValue<T> value = truth.as<T>();
  const auto shown = static_cast<double>(value.nearest);
  Judgement j{.truth = shown, .truth_high = shown, .ulps = ulp_distance(static_cast<T>(computed), value)};
  j.allowed_ulps = bound ? *bound : truth.allowed<T>() / static_cast<double>(ulp_of(value.nearest));
  j.judged = truth.known && std::isfinite(shown) && std::isfinite(j.allowed_ulps);
  // Where rounding may leave no digit, it may as well divide by zero.
  if (!bound && !std::isfinite(computed) && truth.allowed<T>() > std::fabs(shown) / 16) j.judged = false;
  j.wrong = j.judged && !(j.ulps <= j.allowed_ulps);
  return j;
}

std::vector<Expr> components_of(const Question& question, const Expr& formula) {
  if (question.order == Order::value) return {formula};
  std::vector<Expr> by;
  for (const std::string& name : question.by) by.push_back(symbol(name));
  return gradient(formula, by);
}

// Picks the components that are asked for out of a whole gradient.
class PickedReference : public Reference {
 public:
  PickedReference(std::unique_ptr<Reference> all, std::vector<std::size_t> picked)
      : all_(std::move(all)), picked_(std::move(picked)) {}
  std::string text() const override { return all_->text(); }
  std::vector<TrueNumber> at(slope::check::Place point) override { return pick(all_->at(point)); }
  std::vector<Sides> sides_at(slope::check::Place point, int bits) override {
    return pick(all_->sides_at(point, bits));
  }
  bool is_finite_in_double(slope::check::Place point) override { return all_->is_finite_in_double(point); }
  void widen(slope::check::Place point, std::vector<TrueNumber>& truth) override {
    if (truth.empty()) return;
    std::vector<TrueNumber> all = all_->at(point);
    for (std::size_t k = 0; k < picked_.size(); ++k) all[picked_[k]] = truth[k];
    all_->widen(point, all);
    truth = pick(all);
  }

 private:
  template <class T> std::vector<T> pick(const std::vector<T>& all) const {
    std::vector<T> out;
    for (const std::size_t i : picked_)
      if (!all.empty()) out.push_back(all[i]);
    return out;
  }
  std::unique_ptr<Reference> all_;
  std::vector<std::size_t> picked_;
};

std::unique_ptr<Reference> reference_of(const Question& question) {
  auto all = formula_reference({question.formula}, question.variables, question.order);
  if (question.order == Order::value || question.by == question.variables) return all;
  std::vector<std::size_t> picked;
  for (const std::string& name : question.by)
    picked.push_back(static_cast<std::size_t>(
        std::find(question.variables.begin(), question.variables.end(), name) - question.variables.begin()));
  return std::make_unique<PickedReference>(std::move(all), std::move(picked));
}

}  // namespace

Judge::Judge(const Question& question)
    : question_(question),
      formulas_(components_of(question, question.formula)),
      reference_(reference_of(question)),
      judgements_(formulas_.size()) {
  for (const Expr& f : formulas_) quick_.emplace_back(f, question.variables);
  if (question.order != Order::value) function_.emplace(question.formula, question.variables);
}

std::vector<Expr> Judge::formulas_of(const Expr& formula) const { return components_of(question_, formula); }

bool Judge::decide_quickly(std::size_t i, std::span<const double> point, double computed) {
  if (!quick_[i].usable()) return false;
  const auto truth = quick_[i].at(point);
  auto [found, margin] =
      question_.single() ? estimate<float>(truth, computed) : estimate<double>(truth, computed);
  const double allowed = question_.bound.value_or(least_allowed);
  found.allowed_ulps = allowed;
  found.wrong = !(found.ulps <= allowed);
  judgements_[i] = found;
  if (!(margin <= widest_margin) || std::fabs(found.ulps - allowed) <= margin) return false;
  if (found.wrong && !question_.bound) return false;
  return found.ulps + margin <= worst_ || std::isinf(worst_) || std::isinf(found.ulps);
}

void Judge::decide(std::span<const double> point, std::span<const double> computed) {
  ++precise_;
  std::vector<TrueNumber> truth = reference_->at(point);
  honest_.assign(computed.size(), 0);
  if (truth.empty()) {
    judgements_.assign(computed.size(), {.truth = NAN, .truth_high = NAN, .judged = false});
    return;
  }
  const auto judge = [&] {
    bool any_wrong = false;
    for (std::size_t i = 0; i < computed.size(); ++i) {
      honest_[i] = question_.single() ? truth[i].allowed<float>() : truth[i].allowed<double>();
      judgements_[i] = question_.single() ? judgement<float>(truth[i], computed[i], question_.bound)
                                          : judgement<double>(truth[i], computed[i], question_.bound);
      any_wrong = any_wrong || judgements_[i].wrong;
    }
    return any_wrong;
  };
  if (!judge() || question_.bound) return;
  reference_->widen(point, truth);
  judge();
}

// Whether some value differs much between neighbouring points.
bool Judge::may_jump(std::span<const double> point) {
  std::vector<double> there(point.begin(), point.end());
  for (QuickValue& f : quick_) {
    if (!f.usable()) return true;
    const long double here = f.at(point).value;
    for (std::size_t k = 0; k < point.size(); ++k) {
      for (const double to : {-HUGE_VAL, HUGE_VAL}) {
        there[k] = std::nextafter(point[k], to);
        if (!(std::fabs(f.at(there).value - here) <= 1e-9L * std::fabs(here))) return true;
      }
      there[k] = point[k];
    }
  }
  return false;
}

// At a kink, any value between those on its sides is right.
void Judge::look_for_kinks(std::span<const double> point, std::span<const double> computed) {
  if (!may_jump(point)) return;
  decide(point, computed);
  const std::vector<Sides> sides = reference_->sides_at(
      point, question_.single() ? std::numeric_limits<float>::digits : std::numeric_limits<double>::digits);
  for (std::size_t i = 0; i < computed.size(); ++i) {
    Judgement& j = judgements_[i];
    if (!j.wrong || !(sides[i].high - sides[i].low > 64 * honest_[i])) continue;
    j.kink = true;
    j.truth = sides[i].low;
    j.truth_high = sides[i].high;
    j.wrong = !(computed[i] >= j.truth - honest_[i] && computed[i] <= j.truth_high + honest_[i]);
    if (!j.wrong) j.ulps = 0;
  }
}

std::span<const Judgement> Judge::of(std::span<const double> point, std::span<const double> computed) {
  bool decided = !function_ || (function_->usable() && !std::isnan(function_->at(point).value));
  for (std::size_t i = 0; i < computed.size() && decided; ++i)
    decided = decide_quickly(i, point, computed[i]);
  if (!decided) decide(point, computed);
  const auto wrong = [](const Judgement& j) { return j.wrong; };
  if (std::any_of(judgements_.begin(), judgements_.end(), wrong)) look_for_kinks(point, computed);
  for (const Judgement& j : judgements_)
    if (j.judged) worst_ = std::max(worst_, j.ulps);
  return judgements_;
}

}  // namespace slope::tool
