// SPDX-License-Identifier: MIT
#include "slope/check/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "slope/core/error.hpp"

namespace slope::check {

namespace {

constexpr std::size_t most_examples = 10, most_observations = 300, most_repeated = 2000;

// One number as the type it was computed in sees it.
struct Judged {
  double nearest, ulps, allowed_ulps, allowed;
};

template <class T> Judged judge(double computed, const TrueNumber& truth, const Tolerance& within) {
  const TrueValue<T> value = truth.as<T>();
  const auto unit = static_cast<double>(ulp_of(value.nearest));
  Judged out{static_cast<double>(value.nearest), ulp_distance(static_cast<T>(computed), value), 0, 0};
  out.allowed_ulps = within ? within->count : truth.allowed<T>() / unit;
  out.allowed = out.allowed_ulps * unit;
  return out;
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

class Comparison {
 public:
  Comparison(const Subject& subject, Reference& reference, Tolerance within)
      : subject_(subject),
        reference_(reference),
        within_(within),
        bits_(subject.single ? std::numeric_limits<float>::digits : std::numeric_limits<double>::digits) {
    report_.claim = subject.claim;
    report_.variables = subject.variables;
    report_.single = subject.single;
    report_.tolerance = within ? fmt::format("{} ulps", within->count)
                               : "what rounding may do to the formula, derived from its conditioning";
    evidence_.rows = subject.rows;
    evidence_.columns = subject.columns;
    evidence_.single = subject.single;
    evidence_.variables = subject.variables;
  }

  CheckReport run(const std::vector<Numbers>& points) {
    if (points.empty()) {
      report_.refusal = "there is no point to check at";
      return report_;
    }
    std::vector<Numbers> first;
    for (const Numbers& point : points) first.push_back(computed_at(point));
    // Again in another order, so that what depends on the calls before is seen too.
    std::vector<char> differs(points.size(), false);
    std::vector<Numbers> again(points.size());
    for (std::size_t i = std::min(points.size(), most_repeated); i-- > 0;) {
      again[i] = computed_at(points[i]);
      differs[i] = !std::equal(first[i].begin(), first[i].end(), again[i].begin(), again[i].end(), same);
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
      std::vector<TrueNumber> truth = reference_.at(points[i]);
      if (!truth.empty()) check_size(truth.size(), subject_.rows * subject_.columns, "the reference has");
      if (!within_ && is_beyond(first[i], truth)) reference_.widen(points[i], truth);
      const std::size_t wrong_before = report_.wrong;
      look(points[i], first[i], truth);
      if (!differs[i]) continue;
      ++varying_;
      if (report_.wrong == wrong_before) look(points[i], again[i], truth);
      varying_is_wrong_ = varying_is_wrong_ || report_.wrong > wrong_before;
    }
    finish();
    return report_;
  }

 private:
  void check_size(std::size_t got, std::size_t expected, const char* who) const {
    if (got != expected)
      throw UsageError(fmt::format("{}: {} {} numbers, expected {}", subject_.claim, who, got, expected));
  }
  Numbers computed_at(const Numbers& point) const {
    Numbers out = subject_.compute(point);
    check_size(out.size(), subject_.rows * subject_.columns, "the code under test returned");
    return out;
  }

  Judged judged(double computed, const TrueNumber& truth) const {
    return subject_.single ? judge<float>(computed, truth, within_) : judge<double>(computed, truth, within_);
  }
  bool is_beyond(const Numbers& computed, const std::vector<TrueNumber>& truth) const {
    for (std::size_t i = 0; i < truth.size(); ++i)
      if (const Judged j = judged(computed[i], truth[i]); !(j.ulps <= j.allowed_ulps)) return true;
    return false;
  }

  void look(const Numbers& point, const Numbers& computed, const std::vector<TrueNumber>& truth) {
    ++report_.points;
    if (truth.empty()) {
      report_.left_out += computed.size();
      return;
    }
    Observation seen{point, computed, {}, {}, false};
    std::vector<Sides> sides;  // computed when first needed
    bool any_wrong = false;
    for (std::size_t i = 0; i < computed.size(); ++i) {
      const TrueNumber& t = truth[i];
      const Judged j = judged(computed[i], t);
      seen.truth.push_back(j.nearest);
      seen.allowed.push_back(j.allowed);
      // Where rounding may leave no digit, it may as well divide by zero.
      const bool may_fail = !std::isfinite(computed[i]) &&
                            (j.allowed > std::fabs(j.nearest) / 16 || !reference_.is_finite_in_double(point));
      if (!t.known || !std::isfinite(t.value.nearest) || !std::isfinite(j.allowed_ulps) || may_fail) {
        ++report_.left_out;
        seen.truth.back() = std::numeric_limits<double>::quiet_NaN();
        continue;
      }
      ++report_.numbers;
      anything_but_zero_ = anything_but_zero_ || j.nearest != 0 || computed[i] != 0;
      if (j.ulps > 0) report_.worst_share = std::max(report_.worst_share, j.ulps / j.allowed_ulps);
      if (j.ulps <= j.allowed_ulps) {
        worst_right_ = std::max(worst_right_, j.ulps), sum_ += j.ulps;
        continue;
      }
      if (sides.empty()) sides = reference_.sides_at(point, bits_);
      // The values on all sides differ by more than rounding explains: a kink, where any value between them is right.
      const double honest = subject_.single ? t.allowed<float>() : t.allowed<double>();
      const bool kink = sides[i].high - sides[i].low > 64 * honest;
      if (kink && computed[i] >= sides[i].low - honest && computed[i] <= sides[i].high + honest) {
        seen.truth.back() = computed[i];
        continue;
      }
      seen.kink = seen.kink || kink;
      any_wrong = true;
      ++report_.wrong;
      if (std::isfinite(j.ulps)) sum_ += j.ulps;
      worst_wrong_ = std::max(worst_wrong_, j.ulps);
      Mismatch m{subject_.components[i], point, computed[i], j.nearest, j.nearest, j.ulps, j.allowed_ulps};
      if (kink) m.truth = sides[i].low, m.truth_high = sides[i].high;
      if (!report_.worst || m.ulps / m.allowed_ulps > report_.worst->ulps / report_.worst->allowed_ulps ||
          (std::isnan(m.computed) && !std::isnan(report_.worst->computed)))
        report_.worst = m;
      if (report_.examples.size() < most_examples) report_.examples.push_back(std::move(m));
    }
    keep(std::move(seen), any_wrong);
  }

  // Some wrong and some right points, from everywhere, for the diagnosis.
  void keep(Observation seen, bool is_wrong) {
    Kept& kept = is_wrong ? wrong_ : right_;
    if (kept.met++ % kept.stride != 0) return;
    kept.some.push_back(std::move(seen));
    if (kept.some.size() < 2 * most_observations) return;
    std::vector<Observation> half;
    for (std::size_t i = 0; i < kept.some.size(); i += 2) half.push_back(std::move(kept.some[i]));
    kept.some = std::move(half);
    kept.stride *= 2;
  }

  void finish() {
    report_.reference = reference_.text();
    for (Kept* kept : {&wrong_, &right_})
      for (Observation& o : kept->some) evidence_.observations.push_back(std::move(o));
    report_.worst_ulps = std::max(worst_right_, worst_wrong_);
    report_.mean_ulps = report_.numbers > 0 ? sum_ / static_cast<double>(report_.numbers) : 0;
    if (report_.wrong > 0) {
      if (varying_is_wrong_)
        report_.diagnosis = Diagnosis{
            Cause::non_determinism,
            fmt::format("the same arguments gave different results at {} of {} points", varying_,
                        std::min(report_.points, most_repeated)),
            "look for uninitialised memory, static variables, random numbers and races between threads"};
      else {
        const auto wrong_at = std::find_if(
            evidence_.observations.begin(), evidence_.observations.end(), [](const Observation& o) {
              for (std::size_t i = 0; i < o.computed.size(); ++i)
                if (!(std::fabs(o.computed[i] - o.truth[i]) <= o.allowed[i]) && !std::isnan(o.truth[i]))
                  return true;
              return false;
            });
        if (wrong_at != evidence_.observations.end()) {
          evidence_.formulas = reference_.formulas_at(wrong_at->point);
          evidence_.functions = reference_.functions_at(wrong_at->point);
          evidence_.derive = [&](const std::vector<Expr>& f) { return reference_.derive(f); };
        }
        report_.diagnosis = diagnose(evidence_);
      }
      return;
    }
    if (report_.numbers == 0)
      report_.refusal = fmt::format(
          "at none of the {} points is there a true value that arithmetic can reach: the "
          "function is not defined there, or overflows",
          report_.points);
    else if (!anything_but_zero_)
      report_.refusal =
          "all true values and all computed ones are 0 at these points, so code that computes nothing "
          "would pass; choose other points";
    if (varying_ > 0)
      report_.note =
          fmt::format("the results differ from call to call, within the tolerance, at {} points", varying_);
  }

  const Subject& subject_;
  Reference& reference_;
  Tolerance within_;
  const int bits_;  // of the type in which the code under test computes
  CheckReport report_;
  Evidence evidence_;
  struct Kept {
    std::vector<Observation> some;
    std::size_t met = 0, stride = 1;
  };
  Kept wrong_, right_;
  std::size_t varying_ = 0;
  double worst_right_ = 0, worst_wrong_ = 0, sum_ = 0;
  bool anything_but_zero_ = false, varying_is_wrong_ = false;
};

}  // namespace

CheckReport compare(const Subject& subject, Reference& reference, const std::vector<Numbers>& points,
                    Tolerance within) {
  return Comparison(subject, reference, within).run(points);
}

}  // namespace slope::check
