// SPDX-License-Identifier: MIT
// What is assumed of the variables: an interval for each.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "slope/core/rational.hpp"

namespace slope {

/// An interval of numbers; an end that is missing is infinite.
struct Range {
  std::optional<Rational> low, high;
  bool low_included = false, high_included = false;

  bool contains(const Rational& x) const;
  /// True if it has more than one point.
  bool has_interior() const { return !low || !high || *low < *high; }
};

/// A box: the range of every variable that has one; the others are any real number.
class Assumptions {
 public:
  Assumptions() = default;
  /// From text: `x in [-50, 50], w > 0, 0 <= y < 1/3`. A part is `NAME in [A, B]`, with
  /// round brackets for ends left out, and chains of <, <=, >, >=; ends are numbers, `inf` or `-inf`.
  /// @throws UsageError or ParseError for anything else, and if a range has no interior.
  Assumptions(std::string_view text);
  Assumptions(const char* text) : Assumptions(std::string_view(text)) {}
  Assumptions(const std::string& text) : Assumptions(std::string_view(text)) {}

  const Range& of(std::string_view variable) const;
  const std::map<std::string, Range, std::less<>>& ranges() const { return ranges_; }
  /// `x in [-50, 50], w > 0`
  std::string text() const;

 private:
  void add(std::string_view part);
  void bound(std::string_view variable, std::string_view relation, std::string_view number);

  std::map<std::string, Range, std::less<>> ranges_;
};

}  // namespace slope
