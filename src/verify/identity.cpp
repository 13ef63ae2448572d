// SPDX-License-Identifier: MIT
// The order of the decision: enclosures at a few points, exact arithmetic, enclosures of higher precision, and
// differentiation. Only the second and the fourth can prove; the first and the third refute, and the second where
// the difference is rational in the variables. Without intervals values are computed instead of the first and third.
#include "slope/verify/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "exact.hpp"
#include "sample.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/evaluate_digits.hpp"

namespace slope {

namespace {

using namespace algebra;

constexpr std::size_t first_points = 4, max_points = 60, wanted_points = 24, least_points = 2, max_notes = 6;
// A step of an enclosure is one node at 64 bits, about a microsecond. So much is done at most, and so much of it for the
// sake of more points or more bits than the least.
constexpr std::size_t max_steps = 500'000, max_extra_steps = 60'000;
// Where enclosures agree to this relative distance, more bits are not tried.
constexpr double close_enough = 1e-290;
// Of values that are computed without enclosures.
constexpr int first_digits = 40;

std::vector<std::string> symbols_of(const Expr& lhs, const Expr& rhs) {
  std::vector<std::string> names = lhs.symbols();
  for (const std::string& name : rhs.symbols())
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  return names;
}

class Decision {
 public:
  Decision(const Expr& lhs, const Expr& rhs, const VerifyOptions& options)
      : lhs_(lhs),
        rhs_(rhs),
        options_(options),
        random_(options.seed != 0 ? options.seed : std::random_device()()),
        variables_(symbols_of(lhs, rhs)),
        nodes_(lhs.node_count() + rhs.node_count()),
        sampler_(variables_, options.domain, options.seed != 0 ? options.seed : 1) {}

  Verdict decide() {
    if (nodes_ > max_verified_nodes)
      return unknown(
          fmt::format("the formulas have {} nodes, and the limit is {}", nodes_, max_verified_nodes));
    if (refuted_at_points(first_points)) return verdict_;
    Budget budget(options_.budget);
    const std::span<const Place> defined = has_intervals() ? equal_ : std::span<const Place>();
    Exactly exact = decide_exactly(lhs_, rhs_, options_.domain, budget, random_, defined);
    note(exact.requirements);
    if (exact.undefined) return unknown(exact.reason);
    if (exact.equal)
      return proved(exact.form.empty() ? "both sides reduce to the same form by exact arithmetic"
                                       : "both sides are " + exact.form);
    if (exact.apart) return refuted(exact.apart->first, 256, exact.apart->second);
    if (refuted_at_points(max_points) || refuted_precisely()) return verdict_;
    std::string reason;
    try {
      if (has_intervals() && !equal_.empty() &&
          decide_by_differentiation(lhs_, rhs_, options_.domain, exact.requirements, budget, random_, reason))
        return proved(reason);
    } catch (const OutOfBudget&) {
    }
    return supported(exact.reason);
  }

 private:
  Verdict unknown(std::string reason) {
    verdict_.kind = Verdict::Kind::unknown;
    verdict_.reason = std::move(reason);
    return verdict_;
  }

  // An identity that holds nowhere because nothing is defined is not proved.
  Verdict proved(std::string reason) {
    if (equal_.empty()) refuted_at_points(max_points);
    if (verdict_.refuted())
      throw std::logic_error("verify: proved, but refuted at a point: " + verdict_.text());
    if (equal_.empty())
      return unknown("no point was found at which both sides are defined and can be computed");
    verdict_.kind = Verdict::Kind::proved;
    verdict_.reason = std::move(reason);
    return verdict_;
  }

  Verdict refuted(const Place& place, int bits, const std::optional<Rational>& difference = std::nullopt) {
    verdict_.kind = Verdict::Kind::refuted;
    verdict_.witness = witness_at(lhs_, rhs_, place, std::max(bits, 256), options_.digits, difference);
    return verdict_;
  }

  // Steps of one point.
  std::size_t cost(int bits) const {
    return static_cast<std::size_t>(static_cast<double>(nodes_) * std::pow(std::max(1.0, bits / 64.0), 1.5));
  }

  bool affordable(std::size_t points, int bits) const {
    return points * cost(bits) <= (points <= least_points ? max_steps : max_extra_steps);
  }

  // Without enclosures nothing is refuted; that computed values differ is only remembered.
  void compute_at(const Place& place) {
    try {
      const std::string a = evaluate_digits(lhs_, place, first_digits),
                        b = evaluate_digits(rhs_, place, first_digits);
      if (a.find('n') != a.npos || b.find('n') != b.npos) return;  // inf or nan
      equal_.push_back(place);
      if (same_value(a, b) || !difference_.empty()) return;
      for (const auto& [name, x] : place)
        difference_ += fmt::format("{}{} = {}", difference_.empty() ? "" : ", ", name, x.to_string());
      difference_ = fmt::format("computed{}{}, the sides are {} and {}", difference_.empty() ? "" : " at ",
                                difference_, a, b);
    } catch (const Error&) {
      unclear_.push_back(place);
    }
  }

  // `0.25` and `0.2500` are the same.
  static bool same_value(const std::string& a, const std::string& b) {
    return a == b || Rational::from_decimal(a) == Rational::from_decimal(b);
  }

  // Up to that many points in all, at 64 bits.
  bool refuted_at_points(std::size_t count) {
    if (variables_.empty()) count = 1;
    if (!has_intervals()) count = std::min(count, wanted_points);
    for (; tried_ < count && affordable(tried_ + 1, 64); ++tried_) {
      const Place place = sampler_.next();
      if (!has_intervals()) {
        compute_at(place);
        continue;
      }
      const Comparison at = compare_at(lhs_, rhs_, place, 64);
      if (at.result == Comparison::Result::apart) return refuted(place, 64).refuted();
      if (at.result == Comparison::Result::equal) equal_.push_back(place);
      else if (at.result == Comparison::Result::unclear) unclear_.push_back(place);
    }
    return false;
  }

  // With more and more bits at fewer and fewer points, until the enclosures are narrow or the steps used up.
  bool refuted_precisely() {
    if (!has_intervals()) return false;
    const auto some = [](const std::vector<Place>& from, std::size_t count) {
      return std::vector<Place>(from.begin(),
                                from.begin() + static_cast<std::ptrdiff_t>(std::min(from.size(), count)));
    };
    std::vector<Place> places = some(equal_, 6);
    for (Place& place : some(unclear_, 4)) places.push_back(std::move(place));
    std::size_t steps = 0, points = 0;
    for (const auto& [bits, count] : {std::pair{128, 10}, std::pair{512, 4}, std::pair{1024, 2},
                                      std::pair{4096, 1}, std::pair{16384, 1}}) {
      std::vector<Place> open;
      for (const Place& place : some(places, static_cast<std::size_t>(count))) {
        steps += cost(bits);
        if (steps > (++points <= least_points ? max_steps : max_extra_steps)) return false;
        const Comparison at = compare_at(lhs_, rhs_, place, bits);
        if (at.result == Comparison::Result::apart) return refuted(place, bits).refuted();
        if (at.result == Comparison::Result::equal && equal_.empty()) equal_.push_back(place);
        const IntervalPrecision scope(bits);
        if (at.result != Comparison::Result::equal ||
            (at.lhs - at.rhs).magnitude() > close_enough * std::max(at.lhs.magnitude(), at.rhs.magnitude()))
          open.push_back(place);
      }
      places = std::move(open);
    }
    return false;
  }

  Verdict supported(const std::string& reason) {
    if (!has_intervals()) return computed(reason);
    const int bits = 64 + options_.digits * 10 / 3 + 64;
    const double close = std::pow(10.0, -std::min(options_.digits, 300));
    double worst = 0;
    std::size_t count = 0;
    for (const Place& place : equal_) {
      if (count == wanted_points || !affordable(count + 1, bits)) break;
      const Comparison at = compare_at(lhs_, rhs_, place, bits);
      if (at.result == Comparison::Result::apart) return refuted(place, bits);
      if (at.result != Comparison::Result::equal) continue;
      const IntervalPrecision scope(bits);
      const double scale = std::max({1.0, at.lhs.magnitude(), at.rhs.magnitude()});
      const double distance = (at.lhs - at.rhs).magnitude() / scale;
      if (distance > close) continue;
      worst = std::max(worst, distance);
      ++count;
    }
    return supported(reason, count, worst == 0 ? "0" : fmt::format("{:.1e}", worst));
  }

  // The same without enclosures: from values that are rounded correctly as far as is known, which refute nothing.
  Verdict computed(const std::string& reason) {
    verdict_.notes.push_back("refutation by intervals is left out: this Slope was built without MPFI");
    if (!difference_.empty()) return unknown(difference_ + "; without intervals that refutes nothing");
    std::size_t count = 0;
    for (const Place& place : equal_) try {
        if (!affordable(count + 1, 64 + options_.digits * 10 / 3)) break;
        if (same_value(evaluate_digits(lhs_, place, options_.digits),
                       evaluate_digits(rhs_, place, options_.digits)))
          ++count;
        else
          return unknown(
              "the sides differ in the last of the digits asked for; without intervals that refutes nothing");
      } catch (const Error&) {
      }
    return supported(reason, count, fmt::format("below 1e-{}", options_.digits - 1));
  }

  Verdict supported(const std::string& reason, std::size_t points, std::string worst) {
    if (points == 0)
      return unknown(equal_.empty() ? "no point was found at which both sides can be computed; " + reason
                                    : reason);
    verdict_.kind = Verdict::Kind::supported;
    verdict_.reason = reason;
    verdict_.support = {options_.digits, points, std::move(worst)};
    return verdict_;
  }

  void note(const std::vector<Requirement>& requirements) {
    std::vector<std::string> seen;
    for (const Requirement& r : requirements) {
      const std::string text =
          fmt::format("the {} side is defined only where {}", r.side == 0 ? "left" : "right", r.text);
      if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
      seen.push_back(text);
    }
    const std::size_t more = seen.size() > max_notes ? seen.size() - max_notes : 0;
    if (more > 0) seen.resize(max_notes), seen.push_back(fmt::format("and {} more conditions", more));
    verdict_.notes = std::move(seen);
  }

  const Expr &lhs_, &rhs_;
  const VerifyOptions& options_;
  std::mt19937_64 random_;
  std::vector<std::string> variables_;
  std::size_t nodes_;
  Sampler sampler_;
  Verdict verdict_;
  std::size_t tried_ = 0;
  std::string difference_;  // between computed values, without enclosures
  std::vector<Place> equal_,
      unclear_;  // points where the enclosures overlap; where a side is perhaps undefined
};

}  // namespace

Verdict verify(const Expr& lhs, const Expr& rhs, const VerifyOptions& options) {
  if (options.digits < 1 || options.digits > max_verify_digits)
    throw UsageError(fmt::format("digits must be from 1 to {}, not {}", max_verify_digits, options.digits));
  return Decision(lhs, rhs, options).decide();
}

}  // namespace slope
