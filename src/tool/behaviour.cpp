// SPDX-License-Identifier: MIT
#include "behaviour.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "limit.hpp"
#include "number.hpp"
#include "suspect.hpp"

namespace slope::tool {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool is_nan(std::optional<double> x) { return x && std::isnan(*x); }
bool is_infinite(std::optional<double> x) { return x && std::isinf(*x); }

// Both one-sided limits.
struct Sides {
  std::optional<double> left, right;

  Sides(const Expr& f, const Expr& x, const Place& place)
      : left(limit(f, x, place, Side::left)), right(limit(f, x, place, Side::right)) {}

  // "left slope -1, right slope 1", without a side that has none.
  std::string text(std::string_view what) const {
    std::string list;
    const auto add = [&](std::string_view side, std::optional<double> value) {
      if (value && !std::isnan(*value))
        list += fmt::format("{}{} {} {}", list.empty() ? "" : ", ", side, what, shortest(*value));
    };
    add("left", left);
    add("right", right);
    return list;
  }
};

// f here in high precision: a number, "inf", "-inf", "nan", or "" if no precision settles it.
std::string precisely(const Expr& f, const Place& place) {
  try {
    return place.digits(f, 5);
  } catch (const LimitError&) {
    return {};
  }
}

// True if f is undefined here, rather than too large for double on the way.
bool undefined_at(const Expr& f, const Place& place, double in_double) {
  if (!std::isnan(in_double)) return false;
  return !place.finite() || precisely(f, place) == "nan";
}

// " at x = 1", or nothing for a formula without variables.
std::string here(const Place& place) {
  const std::string text = place.text();
  return text.empty() ? text : " at " + text;
}

std::string undefined_note(const Expr& f, const Place& place) {
  const auto cause = undefined_operation(f, place);
  const bool domain = cause && cause->find("defined") != cause->npos;
  return fmt::format("{}{}{}{}", domain ? "outside the domain" : "undefined", here(place), cause ? ": " : "",
                     cause.value_or(""));
}

std::string too_large_note(const Place& place) {
  return fmt::format("too large for a double{}; --digits 17 prints the number", here(place));
}

std::string joined(std::string_view a, std::string_view separator, std::string_view b) {
  return fmt::format("{}{}{}", a, a.empty() || b.empty() ? "" : separator, b);
}

// The value that a derivative has by its one-sided limits, given what its formula says.
double settled(double formula, const Sides& slope) {
  const bool infinite = is_infinite(slope.left) || is_infinite(slope.right);
  if (slope.left && slope.right) {
    const double left = *slope.left, right = *slope.right;
    if (infinite && std::isnan(left)) return right;
    if (infinite && (std::isnan(right) || agree(left, right))) return left;
    if (!std::isfinite(formula) && std::isfinite(left) && std::isfinite(right))
      return std::clamp(0.0, std::min(left, right), std::max(left, right));
  }
  return infinite && !std::isfinite(formula) ? nan : formula;
}

}  // namespace

Finding value_at(const Expr& f, const Place& place) {
  Finding found{place.value(f), {}};
  if (std::isfinite(found.value)) return found;
  const auto variables = f.symbols();
  if (undefined_at(f, place, found.value)) {
    std::string note = undefined_note(f, place);
    if (variables.size() == 1 && place.finite())
      note = joined(note, "; ", Sides(f, symbol(variables.front()), place).text("limit"));
    found.notes.push_back(note);
    return found;
  }
  if (!place.finite()) return found;
  const std::string exact = precisely(f, place);
  if (exact != "inf" && exact != "-inf") {
    found.notes.push_back(too_large_note(place));
    return found;
  }
  if (variables.empty()) {
    found.notes.emplace_back("a division by 0, or larger than any number format");
    return found;
  }
  std::string sides;
  if (variables.size() == 1) {
    const Sides value(f, symbol(variables.front()), place);
    sides = value.text("limit");
    if (is_infinite(value.left) && is_infinite(value.right) && value.left != value.right) found.value = nan;
  }
  found.notes.push_back(joined("pole" + here(place), ": ", sides));
  return found;
}

Finding derivative_at(const Expr& f, const Expr& df, const Expr& x, const Place& place) {
  Finding found{place.value(df), {}};
  const double y = place.value(f);
  if (undefined_at(f, place, y)) return {nan, {undefined_note(f, place)}};
  const bool finite = std::isfinite(found.value) && std::isfinite(y);
  if (!place.finite() || (finite && !may_be_rough(f, place))) return found;

  const Sides value(f, x, place);
  Sides slope(df, x, place);
  if (is_nan(value.left)) slope.left = nan;  // the formula of the derivative may have a larger domain
  if (is_nan(value.right)) slope.right = nan;
  const auto note = [&](std::string_view what, std::string_view details) {
    found.notes.push_back(joined(fmt::format("{}{}", what, here(place)), ": ", details));
  };
  if (is_nan(value.left) || is_nan(value.right)) {
    note("edge of the domain", joined(edge_operation(f, place).value_or(""), "; ", slope.text("slope")));
    found.value = settled(found.value, slope);
  } else if (is_infinite(value.left) || is_infinite(value.right)) {
    note("pole", slope.text("slope"));
    found.value = settled(found.value, slope);
  } else if (value.left && value.right && !agree(value.left, value.right)) {
    note("jump", value.text("limit"));
  } else if (is_infinite(slope.left) && agree(slope.left, slope.right)) {
    note("vertical tangent", slope.text("slope"));
    found.value = settled(found.value, slope);
  } else if (slope.left && slope.right && !agree(slope.left, slope.right)) {
    note("kink", slope.text("slope"));
    if (const auto exact = place.exact_value(df)) found.value = exact->as<double>();
    found.value = settled(found.value, slope);
  } else if (!std::isfinite(found.value)) {
    if (std::isinf(found.value)) found.notes.push_back(too_large_note(place));
    else found.value = settled(found.value, slope);
  }
  return found;
}

}  // namespace slope::tool
