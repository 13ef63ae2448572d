// SPDX-License-Identifier: MIT
// All floats of a range: the true values in double, block by block; what seems wrong, again in high precision.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <memory>

#include "blocks.hpp"
#include "slope/check/check_function.hpp"
#include "slope/core/error.hpp"

namespace slope::check {

namespace {

constexpr double default_ulps = 4;
constexpr std::size_t most_precise = 200'000, most_kept = 300;

// Floats in order: −0 and 0 are neighbours.
std::int64_t place_of(float x) {
  const auto bits = std::bit_cast<std::int32_t>(x);
  return bits < 0 ? std::int64_t{std::numeric_limits<std::int32_t>::min()} - bits - 1 : std::int64_t{bits};
}
float float_at(std::int64_t place) {
  const std::int64_t bits =
      place < 0 ? std::int64_t{std::numeric_limits<std::int32_t>::min()} - place - 1 : place;
  return std::bit_cast<float>(static_cast<std::int32_t>(bits));
}

// One ulp of float at a double, by its exponent.
double float_ulp(double t) {
  constexpr double smallest = 0x1p-126;
  const double power = std::bit_cast<double>(std::bit_cast<std::uint64_t>(t) & 0x7ff0000000000000u);
  return std::max(power, smallest) * 0x1p-23;
}

struct Tally {
  std::size_t numbers = 0, wrong = 0, left_out = 0, precise = 0;
  double worst = 0, sum = 0;
  std::vector<float> wrong_at;
};

class EveryFloat {
 public:
  EveryFloat(const Expr& function, const std::string& variable, Order order, double allowed)
      : reference_(formula_reference({function}, {variable}, order)),
        blocks_(reference_->formulas_at({})[0], variable),
        allowed_(allowed) {}

  Reference& reference() { return *reference_; }

  // The true values are taken in double: are they good enough for floats?
  void check_double(const std::vector<float>& samples) {
    for (const float x : samples) {
      const auto at = static_cast<double>(x);
      const std::vector<TrueNumber> truth = reference_->at(std::span(&at, 1));
      if (truth.empty() || !truth[0].known || !std::isfinite(truth[0].value.nearest)) continue;
      const double t = truth[0].value.nearest, d = blocks_.at(std::span(&at, 1))[0];
      if (std::fabs(t) > static_cast<double>(std::numeric_limits<float>::max())) continue;
      if (!(std::fabs(d - t) <= 0.01 * float_ulp(t)))
        throw UsageError(
            fmt::format("the formula loses too many digits in double, as at {}, to check every float by it; "
                        "check samples instead, without Exhaustively",
                        x));
    }
  }

  void look(std::span<const float> x, std::span<const float> y, Tally& tally) {
    std::array<double, Blocks::size> wide;
    const std::size_t n = x.size();
    for (std::size_t i = 0; i < n; ++i) wide[i] = static_cast<double>(x[i]);
    const std::span<const double> points(wide.data(), n);
    const std::span<const double> truth = blocks_.at(points);
    std::array<double, Blocks::size> distance;
    double worst = 0, sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double d = std::fabs(static_cast<double>(y[i]) - truth[i]) / float_ulp(truth[i]);
      distance[i] = d;
      worst = d <= worst ? worst : d;  // NaN goes through
      sum += d;
    }
    if (worst <= allowed_) {
      tally.numbers += n, tally.sum += sum, tally.worst = std::max(tally.worst, worst);
      return;
    }
    for (std::size_t i = 0; i < n; ++i) {
      if (distance[i] <= allowed_) {
        ++tally.numbers, tally.sum += distance[i], tally.worst = std::max(tally.worst, distance[i]);
      } else look_closely(x[i], y[i], distance[i], tally);
    }
  }

 private:
  void look_closely(float x, float y, double fast, Tally& tally) {
    const auto at = static_cast<double>(x);
    const Place point(&at, 1);
    if (tally.precise >= most_precise) {
      if (std::isnan(fast) && !std::isnan(y)) ++tally.left_out;
      else count(x, std::isnan(fast) ? std::numeric_limits<double>::infinity() : fast, tally);
      return;
    }
    ++tally.precise;
    const std::vector<TrueNumber> truth = reference_->at(point);
    if (truth.empty() || !truth[0].known || !std::isfinite(truth[0].value.nearest)) {
      ++tally.left_out;
      return;
    }
    const double d = ulp_distance(y, truth[0].as<float>());
    if (d > allowed_) {
      const Sides sides = reference_->sides_at(point, std::numeric_limits<float>::digits)[0];
      const double honest = truth[0].allowed<float>();
      const auto value = static_cast<double>(y);
      if (sides.high - sides.low > 64 * honest && value >= sides.low - honest &&
          value <= sides.high + honest) {
        ++tally.numbers;
        return;
      }
    }
    count(x, d, tally);
  }
  void count(float x, double distance, Tally& tally) {
    ++tally.numbers;
    tally.worst = std::max(tally.worst, distance);
    if (std::isfinite(distance)) tally.sum += distance;
    if (distance <= allowed_) return;
    // Of all wrong numbers some: more and more rarely.
    if (std::has_single_bit(++tally.wrong) || tally.wrong <= most_kept) tally.wrong_at.push_back(x);
  }

  std::unique_ptr<Reference> reference_;
  Blocks blocks_;
  double allowed_;
};

}  // namespace

CheckReport check_every_float(const std::function<void(std::span<const float>, std::span<float>)>& f,
                              const Expr& formula, const std::string& title, const std::string& variable,
                              const FunctionOptions& options) {
  constexpr float most = std::numeric_limits<float>::max();
  const SampleRange range =
      options.range.value_or(SampleRange{-static_cast<double>(most), static_cast<double>(most)});
  const Ulps within = options.within.value_or(Ulps{default_ulps});
  const bool derived = options.derivative != 0;
  EveryFloat check(formula, variable, derived ? Order::first : Order::value, within.count);

  std::vector<float> samples = sample_range_float(range, options.samples);
  check.check_double(samples);
  Tally tally;
  std::array<float, Blocks::size> x, y;
  const std::int64_t last = place_of(samples.back());
  for (std::int64_t next = place_of(samples.front()); next <= last;) {
    std::size_t n = 0;
    for (; n < x.size() && next <= last; ++n, ++next) x[n] = float_at(next);
    f(std::span(x.data(), n), std::span(y.data(), n));
    check.look(std::span<const float>(x.data(), n), std::span<const float>(y.data(), n), tally);
  }

  // The samples and some of the wrong floats once more, for examples and a diagnosis.
  Subject subject;
  subject.claim = (derived ? "derivative of " : "value of ") + title;
  subject.variables = {variable};
  subject.components = {derived ? "d/d" + variable : "value"};
  subject.single = true;
  subject.compute = [&](Place p) {
    const auto one = static_cast<float>(p[0]);
    float out;
    f(std::span(&one, 1), std::span(&out, 1));
    return Numbers{static_cast<double>(out)};
  };
  samples.insert(samples.end(), tally.wrong_at.begin(), tally.wrong_at.end());
  std::sort(samples.begin(), samples.end());
  samples.erase(std::unique(samples.begin(), samples.end()), samples.end());
  std::vector<Numbers> points;
  for (const float s : samples) points.push_back({static_cast<double>(s)});
  CheckReport report = compare(subject, check.reference(), points, within);
  const bool was_right = report.wrong == 0;
  report.points = tally.numbers + tally.left_out;
  report.numbers = tally.numbers;
  report.wrong = std::max(tally.wrong, was_right ? 0 : report.wrong);
  report.left_out = tally.left_out;
  report.worst_ulps = std::max(report.worst_ulps, tally.worst);
  report.mean_ulps = tally.numbers > 0 ? tally.sum / static_cast<double>(tally.numbers) : 0;
  report.note = fmt::format("every float from {} to {}", samples.front(), samples.back());
  return report;
}

}  // namespace slope::check
