// SPDX-License-Identifier: MIT
#include "slope/check/report.hpp"

#include <fmt/format.h>

#include <cmath>

namespace slope {

namespace {

std::string number(double x, bool single) {
  return single ? fmt::format("{}", static_cast<float>(x)) : fmt::format("{}", x);
}

std::string some_ulps(double count) {
  if (std::isinf(count)) return "infinitely many ulps";
  if (count >= 1e6) return fmt::format("{:.2g} ulps", count);
  if (count >= 100) return fmt::format("{:.0f} ulps", count);
  return fmt::format("{:.2f} ulps", count);
}

std::string plural(std::size_t n, const char* word) {
  return fmt::format("{} {}{}", n, word, n == 1 ? "" : "s");
}

// "(x, y) = (1, 2)"; of a long point the first eight coordinates.
std::string place(const std::vector<std::string>& variables, const std::vector<double>& point, bool single) {
  if (point.size() == 1)
    return fmt::format("{} = {}", variables.empty() ? "x" : variables[0], number(point[0], single));
  constexpr std::size_t most = 8;
  std::string names, values;
  for (std::size_t i = 0; i < point.size() && i < most; ++i) {
    const char* comma = i == 0 ? "" : ", ";
    names += comma + (i < variables.size() ? variables[i] : fmt::format("x{}", i + 1));
    values += comma + number(point[i], single);
  }
  const char* more = point.size() > most ? ", …" : "";
  return fmt::format("({}{}) = ({}{})", names, more, values, more);
}

std::string describe(const Mismatch& m, const CheckReport& report) {
  std::string text =
      fmt::format("{} at {}: computed {}, ", m.component, place(report.variables, m.point, report.single),
                  number(m.computed, report.single));
  if (m.truth == m.truth_high)
    text += fmt::format("the true value is {}: off by {}, allowed are {}", number(m.truth, report.single),
                        some_ulps(m.ulps), some_ulps(m.allowed_ulps));
  else
    text += fmt::format("any value from {} to {} is accepted at this kink", number(m.truth, report.single),
                        number(m.truth_high, report.single));
  return text;
}

}  // namespace

std::string CheckReport::text() const {
  std::string out = claim + ": ";
  if (!refusal.empty()) out += "refused: " + refusal + "\n";
  else if (wrong == 0)
    out += fmt::format("right: {} at {}, the worst off by {}\n", plural(numbers, "number"),
                       plural(points, "point"),
                       worst_ulps < 1e6 ? some_ulps(worst_ulps)
                                        : fmt::format("{:.0f} % of what is allowed", 100 * worst_share));
  else
    out += fmt::format("wrong: {} of {} at {}\n", wrong, plural(numbers, "number"), plural(points, "point"));
  if (worst) out += "  worst: " + describe(*worst, *this) + "\n";
  if (!examples.empty() && (examples[0].component != worst->component || examples[0].point != worst->point))
    out += "  first: " + describe(examples[0], *this) + "\n";
  if (diagnosis) {
    out += fmt::format("  diagnosis: {}: {}\n", name_of(diagnosis->cause), diagnosis->text);
    if (!diagnosis->advice.empty()) out += "  advice: " + diagnosis->advice + "\n";
  }
  if (!reference.empty()) out += "  true values: " + reference + "\n";
  out += "  tolerance: " + tolerance + "\n";
  if (left_out > 0)
    out += fmt::format("  not judged: {}, undefined or beyond the range of the type\n",
                       plural(left_out, "number"));
  if (!note.empty()) out += "  note: " + note + "\n";
  return out;
}

}  // namespace slope
