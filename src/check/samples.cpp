// SPDX-License-Identifier: MIT
#include "slope/check/samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "random.hpp"
#include "slope/core/error.hpp"

namespace slope {

namespace {

// From where on 1 + e^−x rounds to 1, e^x overflows, e^−x becomes denormal and 0: in float, then in double.
constexpr std::array edges{8.317766166719343,
                           16.635532333438686,
                           17.328679513998633,
                           87.33654475055310,
                           88.72283905206835,
                           103.97207708399179,
                           18.714973875118524,
                           36.04365338911715,
                           36.7368005696771,
                           37.42994775023705,
                           708.3964185322641,
                           709.782712893384,
                           745.1332191019412,
                           20.0,
                           30.0,
                           710.5,
                           746.0};

void check_range(SampleRange range) {
  if (!std::isfinite(range.low) || !std::isfinite(range.high))
    throw UsageError(
        fmt::format("an interval to sample needs finite ends, not [{}, {}]", range.low, range.high));
}

template <class T> class Sampler {
 public:
  Sampler(SampleRange range, std::uint64_t seed) : range_(range), random_(seed) {
    low_ = static_cast<T>(range.low);
    if (static_cast<double>(low_) < range.low) low_ = up(low_);
    high_ = static_cast<T>(range.high);
    if (static_cast<double>(high_) > range.high) high_ = down(high_);
  }
  bool is_empty() const { return !(low_ <= high_); }
  void add(T x) {
    if (x >= low_ && x <= high_) points_.push_back(x);
  }
  // x and its neighbours, at distances that grow from one ulp to a part in 30.
  void add_around(T x) {
    add(x), add(up(x)), add(down(x));
    using Limits = std::numeric_limits<T>;
    const T size = std::max(std::fabs(x), Limits::min());
    for (T step = Limits::epsilon() * 8; step < T(0.04); step *= 16)
      add(x + size * step), add(x - size * step);
    if (std::fabs(x) < 1)
      for (const double e : {-9.0, -6.0, -4.0, -2.0}) {
        const T step = static_cast<T>(std::pow(10.0, e));
        add(x + step), add(x - step);
      }
  }
  void add_list(const std::vector<double>& special) {
    using Limits = std::numeric_limits<T>;
    add_around(low_), add_around(high_), add_around(0);
    for (const double x : special) add_around(static_cast<T>(x));
    for (const int sign : {1, -1}) {
      const T s = static_cast<T>(sign);
      for (const T x :
           {Limits::denorm_min(), Limits::min(), Limits::epsilon(), T(1), T(0.5), T(2), Limits::max()})
        add(s * x), add(s * up(x)), add(s * down(x));
      for (const double edge : edges) {
        const T x = s * static_cast<T>(edge);
        add(x), add(up(x)), add(down(x));
      }
      for (int e = Limits::min_exponent - Limits::digits; e < Limits::max_exponent;
           e += e < -60 || e > 60 ? 40 : 1)
        add(s * std::ldexp(T(1), e)), add(s * std::ldexp(T(1.37), e));
    }
  }
  T random() {
    if (low_ == high_) return low_;
    if (random_.chance(0.5)) return clamped(range_.low + (range_.high - range_.low) * random_.unit());
    // A uniform logarithm on one side of 0, down to 10^-12 of the end.
    const bool negative = low_ < 0 && (high_ <= 0 || random_.chance(0.5));
    const double far = negative ? -range_.low : range_.high;
    double near = negative ? std::max(0.0, -range_.high) : std::max(0.0, range_.low);
    near = std::max(near, far * 1e-12);
    const double x = near * std::pow(far / near, random_.unit());
    return clamped(negative ? -x : x);
  }
  std::vector<T> sorted() {
    std::sort(points_.begin(), points_.end());
    points_.erase(std::unique(points_.begin(), points_.end()), points_.end());
    return std::move(points_);
  }
  std::size_t size() const { return points_.size(); }

 private:
  static T up(T x) { return std::nextafter(x, std::numeric_limits<T>::infinity()); }
  static T down(T x) { return std::nextafter(x, -std::numeric_limits<T>::infinity()); }
  T clamped(double x) const { return std::clamp(static_cast<T>(x), low_, high_); }

  SampleRange range_;
  T low_, high_;
  check::Random random_;
  std::vector<T> points_;
};

template <class T>
std::vector<T> sample(SampleRange range, const SampleOptions& options, const std::vector<double>& special) {
  check_range(range);
  Sampler<T> sampler(range, options.seed);
  if (sampler.is_empty())
    throw UsageError(fmt::format("the interval [{}, {}] holds no number to sample", range.low, range.high));
  sampler.add_list(special);
  while (sampler.size() < options.count) sampler.add(sampler.random());
  return sampler.sorted();
}

}  // namespace

std::vector<double> sample_range(SampleRange range, const SampleOptions& options,
                                 const std::vector<double>& special) {
  return sample<double>(range, options, special);
}
std::vector<float> sample_range_float(SampleRange range, const SampleOptions& options,
                                      const std::vector<double>& special) {
  return sample<float>(range, options, special);
}

std::vector<std::vector<double>> sample_box(const std::vector<SampleRange>& box, const SampleOptions& options,
                                            const std::vector<std::vector<double>>& special) {
  if (box.empty()) throw UsageError("a box to sample needs at least one interval");
  const std::size_t n = box.size();
  std::vector<Sampler<double>> samplers;
  std::vector<std::vector<double>> lists;
  for (std::size_t i = 0; i < n; ++i) {
    check_range(box[i]);
    samplers.emplace_back(box[i], options.seed + 1000003 * i);
    if (samplers.back().is_empty())
      throw UsageError(fmt::format("the interval [{}, {}] of variable {} holds no number to sample",
                                   box[i].low, box[i].high, i + 1));
    lists.push_back(sample_range(box[i], {0, options.seed}));
  }
  check::Random random(options.seed ^ 0x5851f42d4c957f2du);
  std::vector<std::vector<double>> points = special;
  std::vector<double> point(n);
  // Ordinary points first: those at which every component says something.
  for (std::size_t i = 0; i < n; ++i) point[i] = box[i].low + (box[i].high - box[i].low) / 2;
  points.push_back(point);
  const auto corners = std::size_t{1} << std::min<std::size_t>(n, 6);
  for (std::size_t c = 0; c < corners && points.size() < options.count / 4 + 1; ++c) {
    for (std::size_t i = 0; i < n; ++i) point[i] = (c >> (i % 6)) & 1 ? box[i].high : box[i].low;
    points.push_back(point);
  }
  while (points.size() < options.count) {
    const bool listed = points.size() % 4 == 0;
    const std::size_t which = random.below(n);
    for (std::size_t i = 0; i < n; ++i) {
      const bool from_list = listed && (i == which || random.chance(0.2));
      point[i] = from_list ? lists[i][random.below(lists[i].size())] : samplers[i].random();
    }
    points.push_back(point);
  }
  return points;
}

}  // namespace slope
