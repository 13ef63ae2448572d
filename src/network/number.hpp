// SPDX-License-Identifier: MIT
// Numbers in text, and powers.
#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "../expr/text_parts.hpp"

namespace slope::detail {

/// Whether a field holds no value: it is empty, or one of the words by which programs say so.
inline bool is_blank(std::string_view field) {
  const std::string_view text = trimmed(field);
  return text.empty() || text == "NA" || text == "N/A" || text == "?" || text == "null";
}

/// The number that a field is, in C's notation, with spaces around it; "inf" and "nan" too. Correctly rounded, in any
/// locale.
inline std::optional<double> number_of(std::string_view field) {
  const std::string text(trimmed(field));
  const char* first = text.data();
  const char* const last = first + text.size();
  if (first != last && *first == '+') ++first;
  if (first == last || (first != text.data() && *first == '-')) return std::nullopt;
  double x = 0;
  const auto [end, error] = std::from_chars(first, last, x);
  if (end != last || error == std::errc::invalid_argument) return std::nullopt;
  // Too large or too small: the standard leaves x as it was, so that 1e-400 must be told from 1e400.
  if (error == std::errc::result_out_of_range) x = std::strtod(text.c_str(), nullptr);
  return x;
}

/// The exponent of the power of 2 by which numbers of at most this size are divided, so that squares of them are numbers
/// (and keep their bits); 0 if there is none.
inline int unit_of(double most) { return most > 0 && std::isfinite(most) ? std::ilogb(most) : 0; }

/// xⁿ by squaring: unlike std::pow, the same on every machine.
inline double power(double x, std::uint64_t n) {
  double y = 1;
  for (; n > 0; n /= 2, x *= x)
    if (n % 2 == 1) y *= x;
  return y;
}

}  // namespace slope::detail
