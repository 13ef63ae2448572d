// SPDX-License-Identifier: MIT
// The order of the decision: enclosures at a few points, exact arithmetic, enclosures of higher precision, and
// differentiation. Only the second and the fourth can prove, only the first and the third refute.
#include "slope/verify/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "exact.hpp"
#include "sample.hpp"
#include "slope/core/error.hpp"

namespace slope {

namespace {

using namespace algebra;

constexpr std::size_t first_points = 4, max_points = 60, wanted_points = 24, max_notes = 6;
// A point at `bits` costs about nodes·bits/64 steps.
constexpr std::size_t max_enclosure_work = 8'000'000;

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
        sampler_(variables_, options.domain, random_()) {}

  Verdict decide() {
    if (nodes_ > max_verified_nodes)
      return unknown(
          fmt::format("the formulas have {} nodes, and the limit is {}", nodes_, max_verified_nodes));
    if (refuted_at_points(first_points)) return verdict_;
    Budget budget(options_.budget);
    Exactly exact = decide_exactly(lhs_, rhs_, options_.domain, budget, random_);
    note(exact.requirements);
    if (exact.undefined) return unknown(exact.reason);
    if (exact.equal)
      return proved(exact.form.empty() ? "both sides reduce to the same form by exact arithmetic"
                                       : "both sides are " + exact.form);
    if (refuted_at_points(max_points) || refuted_precisely()) return verdict_;
    std::string reason;
    try {
      if (!equal_.empty() &&
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
    if (equal_.empty()) return unknown("no point was found at which both sides are defined and can be enclosed");
    verdict_.kind = Verdict::Kind::proved;
    verdict_.reason = std::move(reason);
    return verdict_;
  }

  Verdict refuted(const Place& place, int bits) {
    verdict_.kind = Verdict::Kind::refuted;
    verdict_.witness = witness_at(lhs_, rhs_, place, std::max(bits, 256), options_.digits);
    return verdict_;
  }

  bool affordable(std::size_t points, int bits) const {
    return points * nodes_ * static_cast<std::size_t>(std::max(1, bits / 64)) <= max_enclosure_work;
  }

  // Up to that many points in all, at 64 bits.
  bool refuted_at_points(std::size_t count) {
    if (variables_.empty()) count = 1;
    for (; tried_ < count && (tried_ < 2 || affordable(tried_ + 1, 64)); ++tried_) {
      const Place place = sampler_.next();
      const Comparison at = compare_at(lhs_, rhs_, place, 64);
      if (at.result == Comparison::Result::apart) return refuted(place, 64).refuted();
      if (at.result == Comparison::Result::equal) equal_.push_back(place);
      else if (at.result == Comparison::Result::unclear) unclear_.push_back(place);
    }
    return false;
  }

  bool refuted_precisely() {
    std::vector<Place> places(equal_.begin(), equal_.begin() + static_cast<std::ptrdiff_t>(
                                                                   std::min<std::size_t>(equal_.size(), 6)));
    places.insert(places.end(), unclear_.begin(),
                  unclear_.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(unclear_.size(), 4)));
    for (const int bits : {128, 512, 2048, 8192, 16384})
      for (const Place& place : places) {
        if (!affordable(16, bits)) return false;
        const Comparison at = compare_at(lhs_, rhs_, place, bits);
        if (at.result == Comparison::Result::apart) return refuted(place, bits).refuted();
        if (at.result == Comparison::Result::equal && equal_.empty()) equal_.push_back(place);
      }
    return false;
  }

  Verdict supported(const std::string& reason) {
    const int bits = 64 + options_.digits * 10 / 3 + 64;
    const double close = std::pow(10.0, -std::min(options_.digits, 300));
    double worst = 0;
    std::size_t count = 0;
    for (const Place& place : equal_) {
      if (count == wanted_points || !affordable(wanted_points, bits)) break;
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
    if (count == 0)
      return unknown(equal_.empty() ? "no point was found at which both sides can be enclosed; " + reason
                                    : reason);
    verdict_.kind = Verdict::Kind::supported;
    verdict_.reason = reason;
    verdict_.support = {options_.digits, count, worst == 0 ? "0" : fmt::format("{:.1e}", worst)};
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
