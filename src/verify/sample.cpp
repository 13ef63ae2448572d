// SPDX-License-Identifier: MIT
#include "sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "slope/core/error.hpp"
#include "slope/expr/evaluate_digits.hpp"
#include "slope/expr/names.hpp"

namespace slope::algebra {

// The first points are one of each kind; later ones mix kinds.
Rational Sampler::unbounded() {
  const auto between = [&](std::int64_t a, std::int64_t b) {
    return a + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(b - a + 1));
  };
  const int kind = count_ < 4 ? static_cast<int>(count_) : static_cast<int>(random_() % 7);
  switch (kind) {
    case 0: return {between(1, 12), 4};
    case 1: return {-between(1, 12), 4};
    case 2: return {between(0, 1) == 0 ? between(9, 28) : -between(9, 28), 8};
    case 3: return {between(0, 1) == 0 ? between(1, 15) : -between(1, 15), 16};
    case 4: return between(-9, 9);
    case 5: return {between(-400, 400), 8};
    default: return {between(-999, 999), 1000};
  }
}

Place Sampler::next() {
  Place place;
  for (const std::string& name : variables_) {
    const Range& range = domain_.of(name);
    Rational x = unbounded();
    if (!range.contains(x)) {
      if (range.low && range.high)
        x = *range.low +
            (*range.high - *range.low) * Rational(1 + static_cast<std::int64_t>(random_() % 63), 64);
      else if (range.low) x = *range.low + (x.is_zero() ? Rational(1) : x.abs());
      else x = *range.high - (x.is_zero() ? Rational(1) : x.abs());
    }
    place.emplace(name, std::move(x));
  }
  ++count_;
  return place;
}

Comparison compare_at(const Expr& lhs, const Expr& rhs, const Place& place, int bits) {
  const IntervalPrecision scope(bits);
  Box box;
  for (const auto& [name, x] : place) box.emplace(name, x);
  const std::vector<Interval> sides = enclose(std::vector{lhs, rhs}, box);
  Comparison c{Comparison::Result::unclear, sides[0], sides[1]};
  const auto never = Interval::Defined::never;
  if (c.lhs.defined() == never || c.rhs.defined() == never) c.result = Comparison::Result::undefined;
  else if (apart(c.lhs, c.rhs)) c.result = Comparison::Result::apart;
  else if (c.lhs.is_bounded() && c.rhs.is_bounded()) c.result = Comparison::Result::equal;
  return c;
}

Witness witness_at(const Expr& lhs, const Expr& rhs, const Place& place, int bits, int digits,
                   const std::optional<Rational>& difference) {
  Witness w;
  for (const auto& [name, x] : place) w.point.emplace_back(name, x);
  std::sort(w.point.begin(), w.point.end(),
            [](const auto& a, const auto& b) { return natural_less(a.first, b.first); });
  const Comparison at = compare_at(lhs, rhs, place, bits);
  const auto value = [&](const Expr& side, const Interval& enclosure, int count) {
    try {
      return evaluate_digits(side, place, count);
    } catch (const Error&) {
      return enclosure.text(std::min(count, 30));
    }
  };
  // As many digits as it takes to see the difference.
  for (int count = 17;; count = std::min(count * 2, std::max(digits, 17))) {
    w.lhs = value(lhs, at.lhs, count);
    w.rhs = value(rhs, at.rhs, count);
    if (w.lhs != w.rhs || count >= digits) break;
  }
  if (difference) {
    const auto rounded = difference->as<double>();
    w.difference =
        std::isnormal(rounded) ? fmt::format("{:.6g}", rounded) : evaluate_digits(Expr(*difference), {}, 6);
    return w;
  }
  if (w.lhs == w.rhs) w.lhs = at.lhs.text(digits), w.rhs = at.rhs.text(digits);
  const IntervalPrecision scope(bits);
  const Interval bounds = at.lhs - at.rhs;
  const double low = bounds.lower(), high = bounds.upper(), middle = low / 2 + high / 2;
  const bool settled =
      std::isfinite(low) && std::isfinite(high) && middle != 0 && high - low < 1e-5 * std::fabs(middle);
  w.difference = settled ? fmt::format("{:.6g}", middle) : bounds.text(6);
  return w;
}

}  // namespace slope::algebra
