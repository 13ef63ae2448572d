// SPDX-License-Identifier: MIT
// Causes that show in the numbers alone.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "suspect.hpp"

namespace slope::check {

Finding find_lost(const Suspects& s) {
  const double normal = s.evidence.single ? static_cast<double>(std::numeric_limits<float>::min())
                                          : std::numeric_limits<double>::min();
  if (s.not_finite > 0) return {};
  for (const auto& numbers : s.numbers)
    for (const Seen& seen : numbers)
      if (seen.is_wrong && !(seen.computed == 0 && std::fabs(seen.truth) < normal)) return {};
  return Diagnosis{
      Cause::overflow,
      "the result is 0 where the true value is denormal: something on the way overflows, or is taken for 0",
      "look at exponentials that become infinite, and at flags such as -ffast-math"};
}

Finding find_kink(const Suspects& s) {
  for (const auto& numbers : s.numbers)
    for (const Seen& seen : numbers)
      if (seen.is_wrong && !seen.at->kink) return {};
  return Diagnosis{
      Cause::kink,
      "only points where the slope jumps are wrong, and there the results are outside of its sides",
      "return any value between the slopes on the two sides"};
}

Finding find_sign(const Suspects& s) {
  for (const std::size_t i : s.wrong_components)
    if (!s.all_are(i, [](const Seen& seen) { return -seen.truth; })) return {};
  return Diagnosis{Cause::sign, s.names(s.wrong_components) + " has the opposite sign", "change the sign"};
}

namespace {

// A fraction of small numbers, as people write them, or nothing.
std::optional<std::string> simple_number(double c, double rounding) {
  for (int q = 1; q <= 12; ++q) {
    const double p = std::round(c * q);
    if (p != 0 && std::fabs(p) <= 1000 && std::fabs(c * q - p) <= rounding * std::fabs(p))
      return q == 1 ? fmt::format("{}", p) : fmt::format("{}/{}", p, q);
  }
  return {};
}

bool is_permuted(const Suspects& s, const std::vector<std::size_t>& components, const auto& source) {
  bool says_something = false;  // not just zeros among zeros
  const bool fits = std::all_of(components.begin(), components.end(), [&](std::size_t i) {
    const std::size_t j = source(i);
    return std::all_of(s.numbers[i].begin(), s.numbers[i].end(), [&](const Seen& seen) {
      const double predicted = seen.at->truth[j];
      if (std::isnan(predicted)) return true;
      says_something = says_something || (seen.is_wrong && predicted != 0);
      Seen moved = seen;  // with the error that the other component may have
      moved.allowed = std::max(seen.allowed, seen.at->allowed[j]);
      return s.is(moved, predicted);
    });
  });
  return fits && says_something;
}

// The index whose true component the numbers of component i are, at all points.
std::optional<std::size_t> source_of(const Suspects& s, std::size_t i) {
  for (std::size_t j = 0; j < s.count(); ++j)
    if (j != i && is_permuted(s, {i}, [&](std::size_t) { return j; })) return j;
  return {};
}

}  // namespace

Finding find_order(const Suspects& s) {
  const std::size_t n = s.count(), rows = s.evidence.rows, columns = s.evidence.columns;
  if (n < 2) return {};
  std::vector<std::size_t> all(n);
  for (std::size_t i = 0; i < n; ++i) all[i] = i;
  if (rows > 1 && columns > 1) {
    // As the transposed matrix, or stored by columns, which is the same list of numbers.
    const auto transposed = [&](std::size_t k) { return k % rows * columns + k / rows; };
    if (is_permuted(s, all, transposed))
      return Diagnosis{
          Cause::transposed, "the numbers are those of the transposed matrix",
          "entry (i, j) is the derivative of result i by variable j; numbers are expected row by row"};
  }
  for (std::size_t by = 1; by < n && n > 2; ++by)
    for (const bool forward : {true, false}) {
      if (by > n / 2) continue;
      std::vector<std::size_t> inner;
      for (std::size_t i = 0; i < n; ++i)
        if (forward ? i + by < n : i >= by) inner.push_back(i);
      if (inner.size() * 2 < n || inner.size() < 2) continue;
      if (is_permuted(s, inner, [&](std::size_t i) { return forward ? i + by : i - by; }))
        return Diagnosis{Cause::shifted,
                         fmt::format("{} holds the true value of the one {} place{} {}", s.names(inner), by,
                                     by == 1 ? "" : "s", forward ? "after it" : "before it"),
                         "look at the index"};
    }
  std::vector<std::size_t> source(n);
  for (const std::size_t i : s.wrong_components) {
    const auto j = source_of(s, i);
    if (!j) return {};
    source[i] = *j;
  }
  std::string text;
  if (s.wrong_components.size() == 2 && source[s.wrong_components[0]] == s.wrong_components[1])
    text = s.name(s.wrong_components[0]) + " and " + s.name(s.wrong_components[1]) + " are swapped";
  else if (s.wrong_components.size() == 1)
    text = fmt::format("{} holds the true value of {}", s.name(s.wrong_components[0]),
                       s.name(source[s.wrong_components[0]]));
  else text = s.names(s.wrong_components) + " hold true values of one another";
  return Diagnosis{Cause::swapped, text, "look at the indices"};
}

Finding find_factor(const Suspects& s) {
  const double rounding = s.evidence.single ? 1e-4 : 1e-8;
  std::vector<double> factors;
  std::size_t witnesses = 0;  // numbers that a factor explains beyond the one that it was taken from
  for (const std::size_t i : s.wrong_components) {
    const auto& numbers = s.numbers[i];
    // From the number that is known best.
    const Seen* best = nullptr;
    for (const Seen& seen : numbers)
      if (seen.truth != 0 &&
          (!best || seen.allowed / std::fabs(seen.truth) < best->allowed / std::fabs(best->truth)))
        best = &seen;
    if (!best) return {};
    double c = best->computed / best->truth;
    if (const auto simple = simple_number(c, rounding)) {
      const auto slash = simple->find('/');
      c = slash == std::string::npos ? std::stod(*simple)
                                     : std::stod(*simple) / std::stod(simple->substr(slash + 1));
    }
    const auto is_multiple = [&](const Seen& seen) {
      return std::fabs(seen.computed - c * seen.truth) <=
             std::max((1 + std::fabs(c)) * 2 * seen.allowed, rounding * std::fabs(c * seen.truth));
    };
    if (!std::all_of(numbers.begin(), numbers.end(), is_multiple)) return {};
    for (const Seen& seen : numbers)
      witnesses += &seen != best && seen.truth != 0 && seen.truth != best->truth;
    witnesses += !factors.empty() && std::fabs(factors[0] - c) <= rounding * std::fabs(c);
    factors.push_back(c);
  }
  const auto zero = [](double c) { return c == 0; };
  if (std::all_of(factors.begin(), factors.end(), zero))
    return Diagnosis{Cause::term_missing, s.names(s.wrong_components) + " is always 0",
                     "is it ever assigned?"};
  if (std::any_of(factors.begin(), factors.end(), zero)) return {};
  const auto shown = [&](double c) { return simple_number(c, rounding).value_or(fmt::format("{:.6g}", c)); };
  // One number is a multiple of every other one: believe it only if the factor is one that people forget.
  if (witnesses == 0 && !simple_number(factors[0], rounding)) return {};
  const bool same = std::all_of(factors.begin(), factors.end(), [&](double c) {
    return std::fabs(c - factors[0]) <= rounding * std::fabs(c);
  });
  if (same)
    return Diagnosis{
        Cause::constant_factor,
        fmt::format("{} is {} times the true value", s.names(s.wrong_components), shown(factors[0])),
        "a factor of the loss (2, 1/2, 1/n, a learning rate) is there too often or was left out"};
  std::string text;
  for (std::size_t k = 0; k < factors.size() && k < 4; ++k)
    text += fmt::format("{}{} is {} times the true value", k == 0 ? "" : ", ", s.name(s.wrong_components[k]),
                        shown(factors[k]));
  return Diagnosis{Cause::constant_factor, text, "a constant factor is there too often or was left out"};
}

Finding find_added(const Suspects& s) {
  if (s.evidence.observations.size() < 3 || !s.evidence.formulas.empty()) return {};
  const auto missing_is = [&](const auto& shape) {
    for (const std::size_t i : s.wrong_components) {
      double factor = 0;
      for (const Seen& seen : s.numbers[i])
        if (shape(seen) != 0) factor = (seen.truth - seen.computed) / shape(seen);
      const double size = 1e-6;
      for (const Seen& seen : s.numbers[i])
        if (std::fabs(seen.truth - seen.computed - factor * shape(seen)) >
            4 * seen.allowed + size * std::fabs(factor * shape(seen)))
          return false;
    }
    return true;
  };
  if (missing_is([](const Seen&) { return 1.0; }))
    return Diagnosis{Cause::term_missing,
                     s.names(s.wrong_components) + " differs from the true value by a constant",
                     "the derivative of a linear term of the function was left out"};
  if (s.evidence.rows == 1 && missing_is([](const Seen& seen) {
        return seen.component < seen.at->point.size() ? seen.at->point[seen.component] : 0.0;
      }))
    return Diagnosis{
        Cause::term_missing,
        s.names(s.wrong_components) + " differs from the true value by a constant times its variable",
        "the derivative of a square, as of a penalty on weights, was left out"};
  return {};
}

}  // namespace slope::check
