// SPDX-License-Identifier: MIT
// The witness of rigorous bounds: every point of the range lies in a piece on which the difference is enclosed.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "difference.hpp"
#include "points.hpp"
#include "slope/function/exponential.hpp"
#include "timed.hpp"

namespace slope::witness {

namespace {

constexpr int order = 8, bits = 128;
constexpr double tolerance = 1e-15;

enum class Outcome { enclosed, refuted, undefined, kink, wide };

struct Piece {
  double from, to;
};

struct Found {
  Outcome outcome;
  double bound = 0;     // of |difference|
  bool taylor = false;  // by the Taylor form, not by plain evaluation
};

// Bounds on D = df/dx − claim on a piece. By Taylor's theorem D(X) lies in Σ Dₖ(m) (X − m)ᵏ + Dₙ(X) (X − m)ⁿ, with Dₖ
// the coefficients at the middle m and Dₙ(X) the enclosure of the last on all of X.
Found bounds_on(const Difference& difference, const Piece& piece) {
  const Interval x(piece.from, piece.to);
  const auto plain = difference.sides(x);
  if (difference.met_kink()) return {Outcome::kink};
  if (plain.derivative.defined() == Interval::Defined::never) return {Outcome::undefined};
  Interval d = plain.difference();
  if (!d.is_defined()) return {Outcome::wide};
  if (!d.contains_zero()) return {Outcome::refuted};
  const double scale =
      std::max(1.0, std::min(std::fabs(plain.claim.lower()), std::fabs(plain.claim.upper())));
  if (d.magnitude() <= tolerance * scale) return {Outcome::enclosed, d.magnitude() / scale};
  const double middle = piece.from / 2 + piece.to / 2;
  const Interval last = difference.coefficients(x, order).back(), step = x - Interval(middle);
  if (!last.is_bounded()) return {Outcome::wide};
  const auto at_middle = difference.coefficients(Interval(middle), order);
  if (!at_middle[0].is_bounded()) return {Outcome::wide};
  if (!at_middle[0].contains_zero()) return {Outcome::refuted};
  Interval sum = last * pow(step, Interval(order));
  for (int k = 0; k < order; ++k) sum += at_middle[static_cast<std::size_t>(k)] * pow(step, Interval(k));
  d = intersection(d, sum);
  if (!d.contains_zero()) return {Outcome::refuted};
  return {d.magnitude() <= tolerance * scale ? Outcome::enclosed : Outcome::wide, d.magnitude() / scale,
          true};
}

// What has been seen of the range so far.
struct Cover {
  std::size_t pieces = 0, by_taylor = 0;
  double worst = 0, worst_at = 0;             // of what is enclosed
  double undefined = 0, kinks = 0, left = 0;  // lengths
  std::size_t kink_count = 0;
  std::string first_left;
};

std::string length_text(double length) { return fmt::format("{:.3g}", length); }

void close_tails(Testimony& t, const Claim& claim, const Difference& difference, const Options& options) {
  const IntervalPrecision scope(1400);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const std::array tails{Interval(-infinity, options.from), Interval(options.to, infinity)};
  for (std::size_t i = 0; i < tails.size(); ++i) {
    const auto sides = difference.sides(tails[i]);
    const std::string name = i == 0 ? fmt::format("below {}", shortest(options.from))
                                    : fmt::format("above {}", shortest(options.to));
    const Interval d = sides.difference();
    if (difference.met_kink() || !d.is_bounded() || d.magnitude() > tolerance)
      t.notes.push_back(fmt::format("{}: not closed", name));
    else if (!d.contains_zero()) refute_at(t, claim, i == 0 ? options.from : options.to);
    else
      t.notes.push_back(
          fmt::format("{}: |difference| <= {:.2g}, since its monotone parts stay between their value there "
                      "and their limit",
                      name, d.magnitude()));
  }
}

}  // namespace

Testimony enclosure(const Claim& claim, const Options& options) {
  return timed("rigorous enclosure", [&](Testimony& t) {
    if (!has_intervals()) throw UsageError("not heard: this Slope was built without MPFI");
    const IntervalPrecision scope(bits);
    const Difference difference(claim);
    const double length = options.to - options.from, least = std::ldexp(length, -40);
    Cover cover;
    double reached = options.from;
    std::vector<Piece> todo{{options.from, options.to}};
    const Budget budget(options);
    while (!todo.empty() && !options.stopped() && !budget.spent()) {
      const Piece piece = todo.back();
      todo.pop_back();
      if (cover.pieces % 64 == 0) options.progress(t.witness, (reached - options.from) / length);
      ++cover.pieces;
      const Found found = bounds_on(difference, piece);
      const double middle = piece.from / 2 + piece.to / 2, size = piece.to - piece.from;
      const bool divisible = size > least && piece.from < middle && middle < piece.to;
      if (found.outcome == Outcome::refuted && refute_at(t, claim, middle)) return;
      if (found.outcome != Outcome::enclosed && found.outcome != Outcome::undefined && divisible) {
        todo.push_back({middle, piece.to});
        todo.push_back({piece.from, middle});
        continue;
      }
      reached = piece.to;
      switch (found.outcome) {
        case Outcome::enclosed:
          cover.by_taylor += found.taylor;
          if (found.bound > cover.worst) cover.worst = found.bound, cover.worst_at = middle;
          break;
        case Outcome::undefined: cover.undefined += size; break;
        case Outcome::kink: cover.kinks += size, ++cover.kink_count; break;
        default:
          cover.left += size;
          if (cover.first_left.empty()) cover.first_left = place_text(claim, middle);
      }
    }
    const double not_reached = options.to - reached;
    const bool complete = cover.left == 0 && cover.kinks == 0 && not_reached <= 0;
    t.coverage = fmt::format("{}{}, {} pieces, {} in Taylor form of order {}{}", complete ? "all of " : "",
                             range_text(options), cover.pieces, cover.by_taylor, order, early(options));
    t.kind = cover.undefined + cover.left + not_reached < length ? Verdict::Kind::supported
                                                                 : Verdict::Kind::unknown;
    t.worst = fmt::format("|difference| <= {:.2g}", cover.worst);
    if (cover.worst > 0) t.where = place_text(claim, cover.worst_at);
    if (cover.undefined > 0)
      t.notes.push_back(fmt::format("no derivative on a length of {}", length_text(cover.undefined)));
    if (cover.kinks > 0)
      t.notes.push_back(fmt::format("not covered: {} pieces with kinks or jumps, of length {} in all",
                                    cover.kink_count, length_text(cover.kinks)));
    if (cover.left > 0)
      t.notes.push_back(
          fmt::format("not covered: a length of {} near {}", length_text(cover.left), cover.first_left));
    if (not_reached > 0) t.notes.push_back(fmt::format("not reached: from {} on", shortest(reached)));
    else close_tails(t, claim, difference, options);
  });
}

}  // namespace slope::witness
