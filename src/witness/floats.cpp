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
#include "timed.hpp"

namespace slope::witness {

namespace {

constexpr std::uint64_t all = std::uint64_t{1} << 32;
constexpr std::uint64_t blocks = all / Block<float>::points;
constexpr std::uint64_t checked_every = 128;  // blocks, of which one input is held to rigorous bounds

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

  void measure(std::uint64_t block) {
    constexpr std::size_t n = Block<float>::points;
    for (std::size_t i = 0; i < n; ++i) {
      x_[i] = std::bit_cast<float>(static_cast<std::uint32_t>(block * n + i));
      wide_[i] = static_cast<double>(x_[i]);
    }
    std::span<const float> y = x_;
    if (kernel_) kernel_(x_, y_), y = y_;
    else y = derivative_(x_);
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
    if (has_intervals() && block % checked_every == 0)
      check(x_[block / checked_every % n], truth[block / checked_every % n]);
  }

  Count count;

 private:
  void consider(float x, float y, double truth) {
    if (truth != truth && y != y) return;
    ++count.misrounded;
    count.wrongly_zero += y == 0;
    const double error = std::fabs(static_cast<double>(y) - truth) / unit(truth);
    const double ulps = error == error ? error : std::numeric_limits<double>::infinity();
    if (!count.found || ulps > count.worst) count.worst = ulps, count.at = x, count.found = true;
  }
  void check(float x, double truth) {
    if (!std::isfinite(x) || !std::isfinite(truth)) return;
    const IntervalPrecision scope(128);
    const auto sides = difference_.sides(Interval(static_cast<double>(x)));
    if (!sides.derivative.is_bounded() || difference_.met_kink()) return;
    ++count.checked;
    if (apart(sides.derivative, sides.claim)) count.refuted = true, count.refuted_at = static_cast<double>(x);
    const double low = sides.derivative.lower(), high = sides.derivative.upper();
    const double beyond = truth < low ? low - truth : truth > high ? truth - high : 0;
    count.reference = std::max(count.reference, beyond / unit(truth));
  }

  void (*kernel_)(std::span<const float>, std::span<float>);
  Block<float> derivative_;
  Block<double> claimed_;
  Difference difference_;
  std::vector<float> x_ = std::vector<float>(Block<float>::points), y_ = x_;
  std::vector<double> wide_ = std::vector<double>(Block<float>::points);
};

}  // namespace

Testimony floats(const Claim& claim, const Options& options) {
  return timed("all floats", [&](Testimony& t) {
    std::atomic<std::uint64_t> next{0};
    const auto work = [&](Worker& worker, bool reports) {
      constexpr std::uint64_t batch = 64;
      for (std::uint64_t i; !options.stopped() && (i = next.fetch_add(batch)) < blocks;) {
        if (reports) options.progress(t.witness, static_cast<double>(i) / static_cast<double>(blocks));
        for (std::uint64_t k = i; k < i + batch; ++k) worker.measure(k);
      }
    };
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    std::vector<Count> counts(cores);
    std::vector<std::thread> threads;
    const auto run = [&](unsigned k) {
      Worker worker(claim);
      work(worker, k == 0);
      counts[k] = worker.count;
    };
    for (unsigned k = 1; k < cores; ++k) threads.emplace_back(run, k);
    run(0);
    for (std::thread& thread : threads) thread.join();
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
