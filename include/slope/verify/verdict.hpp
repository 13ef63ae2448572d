// SPDX-License-Identifier: MIT
// What is known of an identity.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

#include "slope/core/rational.hpp"

namespace slope {

/// A point at which the two sides of an identity differ.
struct Witness {
  std::vector<std::pair<std::string, Rational>> point;  ///< variables in natural order
  std::string lhs, rhs;    ///< the values there, in decimal; every digit is right up to 1 in the last place
  std::string difference;  ///< lhs − rhs, to a few digits
};

/// Agreement that was computed, not proved.
struct Support {
  int digits = 0;          ///< to so many significant digits
  std::size_t points = 0;  ///< at so many points
  std::string worst;       ///< the largest relative distance that the enclosures leave possible
};

/// The answer to: is lhs = rhs at every point of the domain at which both sides are defined?
struct Verdict {
  enum class Kind {
    proved,     ///< yes, by an exact argument
    refuted,    ///< no: there is a witness
    supported,  ///< not decided; both sides agree wherever they were computed
    unknown,    ///< not decided
  };
  Kind kind = Kind::unknown;
  std::string reason;              ///< proved: the argument; supported, unknown: why it is not decided
  Witness witness;                 ///< if refuted
  Support support;                 ///< if supported
  std::vector<std::string> notes;  ///< where a side is undefined, and what else a reader should know

  bool proved() const { return kind == Kind::proved; }
  bool refuted() const { return kind == Kind::refuted; }
  bool decided() const { return proved() || refuted(); }
  /// The verdict in words, several lines: `proved: …`, `refuted: at x = 1 …`, then a line for each note.
  std::string text() const;
};

/// "proved", "refuted", "supported" or "unknown".
std::string_view name_of(Verdict::Kind kind);
std::ostream& operator<<(std::ostream& out, const Verdict& verdict);

}  // namespace slope
