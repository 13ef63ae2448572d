// SPDX-License-Identifier: MIT
// What a check adds up over its points: the report, the regions, the columns of the plot, the evidence.
#pragma once

#include <array>
#include <vector>

#include "axis.hpp"
#include "judge.hpp"
#include "slope/check/report.hpp"

namespace slope::tool {

/// Numbers in a part of the axis, or of one component.
struct Region {
  double low = 0, high = 0;
  /// Classes of error: up to `upper_ends[i]` ulps, and in the last one the rest, NaN and infinities among it.
  static constexpr std::array<double, 6> upper_ends = {0.5, 1, 4, 100, 1e6, 1e12};
  std::array<std::size_t, 7> counts{};
  std::size_t numbers = 0, wrong = 0;
  double worst = 0, worst_at = 0;
};

class Tally {
 public:
  static constexpr std::size_t regions = 10, columns = 600;

  Tally(const Question& question, Axis axis);

  void add(std::span<const double> point, std::span<const double> computed,
           std::span<const Judgement> judged);
  /// Completes the report: mean, refusal, diagnosis.
  void finish(const Judge& judge);

  const CheckReport& report() const { return report_; }
  CheckReport& report() { return report_; }
  const Axis& axis() const { return axis_; }
  /// Of the axis, if there is one variable; else one for each component.
  const std::vector<Region>& by_region() const { return regions_; }
  /// The same, finer.
  const std::vector<Region>& by_column() const { return columns_; }
  /// Some wrong results, spread over all.
  const std::vector<Observation>& wrong_ones() const { return wrong_.kept; }

 private:
  // Every 2^k-th of the observations offered, so many that they are neither few nor more than `most`.
  struct Spread {
    static constexpr std::size_t most = 300;
    std::vector<Observation> kept;
    std::size_t offered = 0, step = 1;
    template <class Make> void offer(Make make);
  };

  const Question& question_;
  Axis axis_;
  CheckReport report_;
  std::vector<Region> regions_, columns_;
  Spread right_, wrong_;
  double sum_ = 0, finite_ = 0;
  bool all_zero_ = true;
};

}  // namespace slope::tool
