// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "difference.hpp"
#include "points.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/print.hpp"
#include "timed.hpp"

namespace slope::witness {

namespace {

Expr variable_of(const Expr& f, const std::optional<Expr>& slope) {
  std::vector<std::string> names = f.symbols();
  if (slope)
    for (const std::string& name : slope->symbols())
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  if (names.size() > 1)
    throw UsageError(fmt::format("a formula of one variable is needed; got {}: put numbers for all but one",
                                 fmt::join(names, ", ")));
  return symbol(names.empty() ? "x" : names.front());
}

}  // namespace

Claim::Claim(const Expr& formula, const std::optional<Expr>& claimed)
    : f(formula), x(variable_of(formula, claimed)), slope(claimed ? *claimed : diff(formula, x)) {}

std::string Claim::text() const {
  return fmt::format("d/d{} {} = {}", print(x, Format::text), print(f, Format::text),
                     print(slope, Format::text));
}

std::string range_text(const Options& options) {
  return fmt::format("[{}, {}]", shortest(options.from), shortest(options.to));
}
std::string early(const Options& options) { return options.stopped() ? "; stopped early" : ""; }
std::string place_text(const Claim& claim, double x) {
  return fmt::format("{} = {}", print(claim.x, Format::text), shortest(x));
}

bool refute_at(Testimony& t, const Claim& claim, double x) {
  if (!has_intervals()) return false;
  const Difference difference(claim);
  for (int bits = 128; bits <= 8192; bits *= 4) {
    const IntervalPrecision scope(bits);
    const auto sides = difference.sides(Interval(x));
    if (difference.met_kink() || !apart(sides.derivative, sides.claim)) continue;
    t.kind = Verdict::Kind::refuted;
    t.where = place_text(claim, x);
    t.worst = "difference in " + sides.difference().text(4);
    t.notes.push_back(fmt::format("there the derivative is in {}, the claim in {}", sides.derivative.text(17),
                                  sides.claim.text(17)));
    return true;
  }
  return false;
}

Verdict::Kind Report::verdict() const {
  using enum Verdict::Kind;
  for (const Verdict::Kind kind : {refuted, proved, supported})
    for (const Testimony& t : testimonies)
      if (t.kind == kind) return kind;
  return unknown;
}

bool Report::contradictory() const {
  const auto says = [&](Verdict::Kind kind) {
    return std::any_of(testimonies.begin(), testimonies.end(),
                       [&](const Testimony& t) { return t.kind == kind; });
  };
  return says(Verdict::Kind::proved) && says(Verdict::Kind::refuted);
}

Report examine(const Claim& claim, const Options& options) {
  Report report{claim, {}, false};
  const auto hear = [&](auto&& witness) {
    report.interrupted = report.interrupted || options.stopped();
    if (!report.interrupted) report.testimonies.push_back(witness());
  };
  hear([&] { return symbolic_proof(claim, options); });
  const Budget budget(options);
  int waiting = 5;
  const auto share = [&] {
    Options some = options;
    some.seconds = std::max(0.0, budget.left()) / waiting--;
    return some;
  };
  hear([&] { return modes(claim, share()); });
  for (const int count : {50, 100, 1000}) hear([&] { return digits(claim, count, share()); });
  hear([&] { return enclosure(claim, share()); });
  if (options.exhaustive) hear([&] { return floats(claim, options); });
  report.interrupted = report.interrupted || options.stopped();
  return report;
}

}  // namespace slope::witness
