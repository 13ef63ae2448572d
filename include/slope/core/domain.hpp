// SPDX-License-Identifier: MIT
// Where a function is defined, which way it goes, and how it behaves under a change of sign.
#pragma once

#include <limits>
#include <string_view>

namespace slope {

/// Points inside a domain at which the function is not defined.
enum class Poles { none, zero, multiples_of_pi, odd_multiples_of_half_pi, nonpositive_integers };

/// The set on which one argument of a function is defined: an interval with open or closed ends (or, when
/// `outside` is set, the complement of its interior), less its poles.
struct Domain {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_included = false;
  bool high_included = false;
  bool outside = false;
  Poles poles = Poles::none;
  std::string_view text = "all reals";
};

inline constexpr Domain everywhere{};
inline constexpr Domain positive{.low = 0, .text = "x > 0"};
inline constexpr Domain nonnegative{.low = 0, .low_included = true, .text = "x >= 0"};

/// How the value moves as the argument grows, on the whole domain.
enum class Trend { rising, falling, none };

/// f(−x) = f(x), −f(x), or 1 − f(x).
enum class Symmetry { none, even, odd, complement };

}  // namespace slope
