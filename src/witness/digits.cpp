// SPDX-License-Identifier: MIT
// The witnesses of high precision.
#include <fmt/format.h>

#include <cmath>

#include "by_digits.hpp"
#include "definition.hpp"
#include "points.hpp"
#include "slope/expr/lower.hpp"
#include "timed.hpp"

namespace slope::witness {

Testimony digits(const Claim& claim, int count, const Options& options) {
  return timed(fmt::format("{} digits", count), [&](Testimony& t) {
    options.progress(t.witness, 0);
    const bool few = count > 100 && type_of_1000_digits() != "MPFR";
    const std::size_t points = count <= 50 ? 2000 : count <= 100 ? 1000 : few ? 20 : 200;
    const std::vector<double> x = sample_points(options.from, options.to, points);
    const Expr f = by_definition(claim.f), slope = lower(claim.slope);
    const auto agree = count <= 50 ? agree_to_50 : count <= 100 ? agree_to_100 : agree_to_1000;
    const Budget budget(options);
    const auto enough = [&] { return options.stopped() || budget.spent(); };
    const Agreement found = agree(f, slope, x, enough);
    t.coverage = fmt::format("{} points of {}, in {}{}", found.points, range_text(options),
                             count <= 100 ? "cpp_bin_float" : type_of_1000_digits(), early(options));
    if (found.undefined) t.notes.push_back(fmt::format("there is no derivative at {} more", found.undefined));
    if (found.lopsided)
      t.notes.push_back(fmt::format("one side alone is a number at {} more", found.lopsided));
    const bool never_apart = found.digits > 2 * count;
    t.worst = found.points == 0 ? ""
              : never_apart     ? "no difference"
                                : fmt::format("{} digits agree", std::floor(found.digits));
    if (!never_apart) t.where = place_text(claim, found.at);
    const bool agreed = found.points > 0 && found.digits > count / 2.0;
    t.kind = agreed ? Verdict::Kind::supported : Verdict::Kind::unknown;
    if (!agreed && found.points > 0 && !refute_at(t, claim, found.at))
      t.notes.push_back("rigorous bounds do not tell whether the sides differ there, or digits were lost");
  });
}

}  // namespace slope::witness
