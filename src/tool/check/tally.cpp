// SPDX-License-Identifier: MIT
#include "tally.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace slope::tool {

namespace {

constexpr std::size_t most_examples = 10;

double ulp_at(double truth, NumberType type) {
  return type == NumberType::float32 ? static_cast<double>(ulp_of(static_cast<float>(truth))) : ulp_of(truth);
}

// By how much a distance exceeds what is allowed; NaN most of all.
double excess(double computed, double ulps, double allowed) {
  return std::isnan(computed) ? HUGE_VAL : ulps / allowed;
}

std::size_t class_of(double ulps) {
  const auto& ends = Region::upper_ends;
  return static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), ulps) - ends.begin());
}

void count(Region& region, double at, double ulps, bool wrong) {
  ++region.counts[std::isnan(ulps) ? Region::upper_ends.size() : class_of(ulps)];
  ++region.numbers;
  region.wrong += wrong;
  if (region.numbers > 1 && !(ulps > region.worst)) return;
  region.worst = ulps;
  region.worst_at = at;
}

std::vector<Region> divided(const Axis& axis, std::size_t n) {
  std::vector<Region> regions(n);
  for (std::size_t i = 0; i < n; ++i) {
    regions[i].low = axis.at(static_cast<double>(i) / static_cast<double>(n));
    regions[i].high = axis.at(static_cast<double>(i + 1) / static_cast<double>(n));
  }
  return regions;
}

Region& region_at(std::vector<Region>& regions, const Axis& axis, double x) {
  const double place = axis.position(x) * static_cast<double>(regions.size());
  return regions[std::min(static_cast<std::size_t>(place), regions.size() - 1)];
}

}  // namespace

template <class Make> void Tally::Spread::offer(Make make) {
  if (offered++ % step != 0) return;
  kept.push_back(make());
  if (kept.size() < most) return;
  for (std::size_t i = 1; 2 * i < kept.size(); ++i) kept[i] = std::move(kept[2 * i]);
  kept.resize((kept.size() + 1) / 2);
  step *= 2;
}

Tally::Tally(const Question& question, Axis axis) : question_(question), axis_(axis) {
  report_.variables = question.variables;
  report_.single = question.single();
  report_.tolerance = question.bound
                          ? fmt::format("{} ulp{}", *question.bound, *question.bound == 1 ? "" : "s")
                          : "what rounding may do to the formula, derived from its conditioning";
  const bool one = question.variables.size() == 1;
  regions_ = one ? divided(axis, regions) : std::vector<Region>(question.components.size());
  columns_ = one ? divided(axis, columns) : std::vector<Region>();
}

void Tally::add(std::span<const double> point, std::span<const double> computed,
                std::span<const Judgement> judged) {
  ++report_.points;
  bool any_wrong = false, any_judged = false, kink = false;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    const Judgement& j = judged[i];
    if (!j.judged) {
      ++report_.left_out;
      continue;
    }
    any_judged = true;
    ++report_.numbers;
    all_zero_ = all_zero_ && j.truth == 0 && computed[i] == 0;
    if (std::isfinite(j.ulps)) {
      sum_ += j.ulps;
      ++finite_;
    }
    if (columns_.empty()) {
      count(regions_[i], static_cast<double>(report_.points - 1), j.ulps, j.wrong);
    } else {
      count(region_at(regions_, axis_, point[0]), point[0], j.ulps, j.wrong);
      count(region_at(columns_, axis_, point[0]), point[0], j.ulps, j.wrong);
    }
    report_.worst_ulps = std::max(report_.worst_ulps, j.ulps);
    if (j.ulps > Judge::least_allowed)
      report_.worst_share = std::max(report_.worst_share, j.ulps / j.allowed_ulps);
    if (!j.wrong) continue;
    any_wrong = true;
    ++report_.wrong;
    kink = kink || j.kink;
    const bool first = report_.examples.size() < most_examples;
    const bool worst = !report_.worst ||
                       excess(computed[i], j.ulps, j.allowed_ulps) >
                           excess(report_.worst->computed, report_.worst->ulps, report_.worst->allowed_ulps);
    if (!first && !worst) continue;
    Mismatch mismatch;
    mismatch.component = question_.components[i];
    mismatch.point.assign(point.begin(), point.end());
    mismatch.computed = computed[i];
    mismatch.truth = j.truth;
    mismatch.truth_high = j.truth_high;
    mismatch.ulps = j.ulps;
    mismatch.allowed_ulps = j.allowed_ulps;
    if (first) report_.examples.push_back(mismatch);
    if (worst) report_.worst = mismatch;
  }
  if (!any_judged) return;
  (any_wrong ? wrong_ : right_).offer([&] {
    Observation seen;
    seen.point.assign(point.begin(), point.end());
    seen.computed.assign(computed.begin(), computed.end());
    seen.kink = kink;
    for (const Judgement& j : judged) {
      // At a kink, any value between the sides is right, so it says nothing about what is wrong elsewhere.
      const bool tells = j.judged && !(j.kink && !j.wrong);
      seen.truth.push_back(tells ? j.truth : std::numeric_limits<double>::quiet_NaN());
      seen.allowed.push_back(j.allowed_ulps * ulp_at(j.truth, question_.type));
    }
    return seen;
  });
}

void Tally::finish(const Judge& judge) {
  report_.mean_ulps = finite_ > 0 ? sum_ / finite_ : 0;
  if (report_.numbers == 0)
    report_.refusal = fmt::format(
        "at none of the {} points is there a true value that arithmetic can reach: the formula is "
        "not defined there, or overflows",
        report_.points);
  else if (all_zero_ && report_.wrong == 0)
    report_.refusal =
        "all true values and all results are 0 at these points, so a program that computes nothing would "
        "pass; "
        "choose other points";
  if (report_.wrong == 0) return;
  Evidence evidence;
  evidence.observations = wrong_.kept;
  evidence.observations.insert(evidence.observations.end(), right_.kept.begin(), right_.kept.end());
  evidence.columns = judge.formulas().size();
  evidence.single = report_.single;
  evidence.variables = report_.variables;
  evidence.formulas = judge.formulas();
  if (question_.order != slope::check::Order::value) {
    evidence.functions = {question_.formula};
    evidence.derive = [&](const std::vector<Expr>& functions) {
      return judge.formulas_of(functions.front());
    };
  }
  report_.diagnosis = diagnose(evidence);
}

}  // namespace slope::tool
