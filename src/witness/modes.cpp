// SPDX-License-Identifier: MIT
// The witness that compares the modes of differentiation.
#include "modes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "difference.hpp"
#include "points.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/print.hpp"
#include "timed.hpp"

namespace slope::witness {

namespace {

struct Mode {
  std::string_view name;
  std::vector<double> slopes;
  double worst = 0, at = 0;  // from the enclosure, in ulps
};

// As it is printed, read back.
std::vector<double> values_of_printed(const Claim& claim, std::span<const double> x) {
  const Expr read = lower(parse(print(claim.slope, Format::text)));
  const std::string name = print(claim.x, Format::text);
  const Postorder order(read.node());
  std::vector<double> out;
  for (const double at : x) out.push_back(detail::evaluate_nodes<double>(order, {{name, at}}).back());
  return out;
}

// 0 within the bounds, else how many doubles lie between y and the next bound.
double distance(double y, const Interval& bounds) {
  const double low = bounds.lower(), high = bounds.upper();
  if (low <= y && y <= high) return 0;
  return y < low ? ulps_between(y, low) : y > high ? ulps_between(y, high) : ulps_between(y, low);
}

// The two sides at x, with more bits where few do not suffice.
Difference::Sides sides_at(const Difference& difference, double x) {
  for (const int bits : {128, 1400}) {
    const IntervalPrecision scope(bits);
    auto sides = difference.sides(Interval(x));
    const double width = sides.derivative.width() + sides.claim.width();
    if (bits == 1400 || width <= std::ldexp(sides.derivative.magnitude(), -60)) return sides;
  }
  return {Interval(), Interval()};
}

double value_at(const Claim& claim, double x) {
  return evaluate<double>(claim.f, {{claim.x.node().name(), x}});
}

constexpr double half_the_digits = 1 << 26;  // of a double, in ulps

}  // namespace

Testimony modes(const Claim& claim, const Options& options) {
  return timed("four modes in double", [&](Testimony& t) {
    const std::vector<double> x = sample_points(options.from, options.to, options.points);
    const Expr f = lower(claim.f);
    std::array modes{Mode{"dual", {}}, Mode{"Taylor", {}}, Mode{"tape", {}}, Mode{"printed formula", {}}};
    constexpr std::size_t block = 100;
    Difference difference(claim);
    double worst = 0, worst_at = 0;
    std::string worst_pair;
    std::size_t defined = 0, heard = 0, bounded = 0;
    const Budget budget(options);
    for (std::size_t begin = 0; begin < x.size() && !options.stopped() && !budget.spent(); begin += block) {
      options.progress(t.witness, static_cast<double>(begin) / static_cast<double>(x.size()));
      const std::span<const double> some(x.data() + begin, std::min(block, x.size() - begin));
      modes[0].slopes = slopes_by_dual(f, some);
      modes[1].slopes = slopes_by_series(f, some);
      modes[2].slopes = slopes_by_tape(f, some);
      modes[3].slopes = values_of_printed(claim, some);
      for (std::size_t i = 0; i < some.size(); ++i, ++heard) {
        if (has_intervals() && !budget.half_spent()) {
          ++bounded;
          const auto sides = sides_at(difference, some[i]);
          if (!sides.derivative.is_defined() || difference.met_kink()) continue;
          if (t.kind != Verdict::Kind::refuted && apart(sides.derivative, sides.claim))
            refute_at(t, claim, some[i]);
          for (Mode& m : modes)
            if (const double d = distance(m.slopes[i], sides.derivative); d > m.worst)
              m.worst = d, m.at = some[i];
        } else if (std::isnan(modes[0].slopes[i]) || std::isnan(value_at(claim, some[i]))) continue;
        ++defined;
        for (std::size_t a = 0; a < modes.size(); ++a)
          for (std::size_t b = 0; b < a; ++b)
            if (const double d = ulps_between(modes[a].slopes[i], modes[b].slopes[i]); d > worst) {
              worst = d, worst_at = some[i];
              worst_pair = fmt::format("{} and {}", modes[b].name, modes[a].name);
            }
      }
    }
    t.coverage = fmt::format("{} points of {}{}", heard, range_text(options), early(options));
    if (defined < heard) t.notes.push_back(fmt::format("there is a derivative at {} of them", defined));
    if (t.kind == Verdict::Kind::refuted) return;
    const bool differ = !has_intervals() && worst > half_the_digits;
    if (differ)
      t.notes.push_back("they differ in more than half of their digits; without MPFI that refutes nothing");
    t.kind = defined == 0 || differ ? Verdict::Kind::unknown : Verdict::Kind::supported;
    t.worst = fmt::format("{} ulps{}", shortest(worst), worst_pair.empty() ? "" : " between " + worst_pair);
    if (worst > 0) t.where = place_text(claim, worst_at);
    if (!has_intervals()) return;
    std::string truth;
    for (const Mode& m : modes)
      truth += fmt::format("{}{} {}{}", truth.empty() ? "" : ", ", m.name, shortest(m.worst),
                           m.worst > 0 ? " (" + place_text(claim, m.at) + ")" : "");
    t.notes.push_back(fmt::format("ulps beyond rigorous bounds{}, at worst: {}",
                                  bounded < heard ? fmt::format(" at {} points", bounded) : "", truth));
  });
}

}  // namespace slope::witness
