// SPDX-License-Identifier: MIT
// The witness of all floats.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstdint>
#include <thread>

#include "block.hpp"
#include "difference.hpp"
#include "points.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/lower.hpp"
#include "slope/parallel/parallel.hpp"
#include "timed.hpp"

namespace slope::witness {

namespace {

constexpr std::uint64_t all = std::uint64_t{1} << 32;
constexpr std::uint64_t run = 64 * Block<float>::points;  // floats that are looked at together
constexpr std::uint64_t checked_every = 2;  // runs, of which one input is held to rigorous bounds

// The unit in the last place of float at y.
double unit(double y) {
  const std::uint64_t exponent = std::bit_cast<std::uint64_t>(y) >> 52 & 0x7ff;
  return std::bit_cast<double>((std::clamp<std::uint64_t>(exponent, 1023 - 126, 1023 + 127) - 23) << 52);
}

struct Count {
  std::uint64_t inputs = 0, defined = 0, misrounded = 0, wrongly_zero = 0, checked = 0;
  double worst = 0.5, reference = 0;  // in ulps; at most 0.5 is the nearest float
  float at = 0;
  bool found = false;  // a worst input
  bool refuted = false;
  double refuted_at = 0;

  void add(const Count& other) {
    inputs += other.inputs, defined += other.defined, misrounded += other.misrounded,
        checked += other.checked;
    wrongly_zero += other.wrongly_zero, reference = std::max(reference, other.reference);
    if (other.found && (!found || other.worst > worst)) worst = other.worst, at = other.at, found = true;
    if (other.refuted && !refuted) refuted = true, refuted_at = other.refuted_at;
  }
};

// Everything that one thread needs.
class Worker {
 public:
  explicit Worker(const Claim& claim)
      : kernel_(slope_kernel(claim.f)),
        derivative_(lower(diff(claim.f, claim.x))),
        claimed_(lower(claim.slope)),
        difference_(claim) {}

  // The floats whose bits are first to first + run − 1.
  void measure(std::uint64_t first) {
    const Truth truth = truth_on(first);
    for (std::uint64_t i = first; i < first + run; i += n) {
      for (std::size_t k = 0; k < n; ++k) x_[k] = float_of(i + k);
      if (truth.known == Truth::Known::undefined) count.inputs += n;
      else if (truth.known == Truth::Known::one_float) compare(truth.value);
      else compare();
    }
    if (has_intervals() && truth.known == Truth::Known::nothing && first / run % checked_every == 0)
      check(x_[first / run / checked_every % n]);
  }

  Count count;

 private:
  static constexpr std::size_t n = Block<float>::points;

  static float float_of(std::uint64_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits)); }

  // What bounds say of the nearest floats to the derivative on a run.
  struct Truth {
    enum class Known { nothing, one_float, undefined } known = Known::nothing;
    float value = 0;
  };
  Truth truth_on(std::uint64_t first) const {
    const auto a = static_cast<double>(float_of(first)), b = static_cast<double>(float_of(first + run - 1));
    if (!has_intervals() || !std::isfinite(a) || !std::isfinite(b)) return {};
    const IntervalPrecision scope(256);
    const auto sides = difference_.sides(Interval(std::min(a, b), std::max(a, b)));
    if (difference_.met_kink()) return {};
    if (sides.derivative.defined() == Interval::Defined::never) return {Truth::Known::undefined};
    if (!sides.claim.is_bounded() || !sides.derivative.is_bounded()) return {};
    const auto low = static_cast<float>(sides.claim.lower()), high = static_cast<float>(sides.claim.upper());
    if (low != high) return {};  // the sign of 0 is not asked
    return {Truth::Known::one_float, low};
  }

  std::span<const float> derivative() {
    if (!kernel_) return derivative_(x_);
    kernel_(x_, y_);
    return y_;
  }
  // With the one float that it is, which is cheaper than with the claim.
  void compare(float truth) {
    const std::span<const float> y = derivative();
    std::uint32_t other = 0;
    for (std::size_t i = 0; i < n; ++i) other += y[i] != truth;
    if (other > 0) return compare();
    count.inputs += n, count.defined += n;
  }
  // With the claim in double.
  void compare() {
    for (std::size_t i = 0; i < n; ++i) wide_[i] = static_cast<double>(x_[i]);
    const std::span<const float> y = derivative();
    const std::span<const double> truth = claimed_(wide_);
    count.inputs += n;
    std::uint64_t defined = 0, other = 0;
    for (std::size_t i = 0; i < n; ++i) {
      defined += truth[i] == truth[i];
      other += y[i] != static_cast<float>(truth[i]);
    }
    count.defined += defined;
    if (other > 0)
      for (std::size_t i = 0; i < n; ++i)
        if (y[i] != static_cast<float>(truth[i])) consider(x_[i], y[i], truth[i]);
  }
  void consider(float x, float y, double truth) {
    if (truth != truth && y != y) return;
    if (std::isinf(x) && (truth != truth || y != y)) return;  // a limit that one of them does not know
    ++count.misrounded;
    count.wrongly_zero += y == 0;
    const double error = std::fabs(static_cast<double>(y) - truth) / unit(truth);
    const double ulps = error == error ? error : std::numeric_limits<double>::infinity();
    if (!count.found || ulps > count.worst) count.worst = ulps, count.at = x, count.found = true;
  }
  // The claim in double, with its bounds.
  void check(float x) {
    const double at = static_cast<double>(x), truth = claimed_({&at, 1})[0];
    if (!std::isfinite(x) || !std::isfinite(truth)) return;
    const IntervalPrecision scope(128);
    const auto sides = difference_.sides(Interval(at));
    if (!sides.derivative.is_bounded() || difference_.met_kink()) return;
    ++count.checked;
    if (apart(sides.derivative, sides.claim)) count.refuted = true, count.refuted_at = at;
    const double low = sides.derivative.lower(), high = sides.derivative.upper();
    const double beyond = truth < low ? low - truth : truth > high ? truth - high : 0;
    count.reference = std::max(count.reference, beyond / unit(truth));
  }

  void (*kernel_)(std::span<const float>, std::span<float>);
  Block<float> derivative_;
  Block<double> claimed_;
  Difference difference_;
  std::vector<float> x_ = std::vector<float>(n), y_ = x_;
  std::vector<double> wide_ = std::vector<double>(n);
};

}  // namespace

Testimony floats(const Claim& claim, const Options& options) {
  return timed("all floats", [&](Testimony& t) {
    std::atomic<std::uint64_t> next{0};
    const auto work = [&](Worker& worker, bool reports) {
      for (std::uint64_t first; !options.stopped() && (first = next.fetch_add(run)) < all;) {
        if (reports) options.progress(t.witness, static_cast<double>(first) / static_cast<double>(all));
        worker.measure(first);
      }
    };
    const ThreadLimit all_cores;
    std::vector<Count> counts(thread_limit());
    const auto caller = std::this_thread::get_id();
    detail::share_out(counts.size(), 1, [&](std::size_t k, std::size_t) {
      Worker worker(claim);
      work(worker, std::this_thread::get_id() == caller);
      counts[k] = worker.count;
    });
    Count count;
    for (const Count& c : counts) count.add(c);

    t.coverage = fmt::format("{} of 2^32 floats, {} with a derivative, {}{}",
                             count.inputs == all ? "all" : std::to_string(count.inputs), count.defined,
                             slope_kernel(claim.f) ? "by the kernel" : "node by node", early(options));
    t.kind = count.defined > 0 ? Verdict::Kind::supported : Verdict::Kind::unknown;
    t.worst = count.found ? fmt::format("{:.7g} ulps", count.worst) : "no rounding but to the nearest";
    if (count.found) t.where = place_text(claim, static_cast<double>(count.at));
    t.notes.push_back(
        fmt::format("{} results are not the nearest float, {} are 0 where the nearest float is not",
                    count.misrounded, count.wrongly_zero));
    t.notes.push_back(fmt::format(
        "the truth is the claim in double; at {} inputs it was within {:.2g} ulps of rigorous bounds",
        count.checked, count.reference));
    if (count.refuted) refute_at(t, claim, count.refuted_at);
    else if (count.found && count.worst > 1) refute_at(t, claim, static_cast<double>(count.at));
  });
}

}  // namespace slope::witness
