// SPDX-License-Identifier: MIT
#include "number.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "slope/core/error.hpp"

namespace slope::tool {

std::string shortest(double x) {
  if (std::isnan(x)) return "nan";
  return x == 0 ? "0" : fmt::format("{}", x);
}

std::int64_t whole_number(std::string_view option, std::string_view text, std::int64_t least,
                          std::int64_t most) {
  std::int64_t n = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, n);
  if (error == std::errc::result_out_of_range && stop == end && !text.starts_with('-'))
    throw LimitError(fmt::format("{} {} is too large", option, text));
  if (error != std::errc() || stop != end || n < least)
    throw UsageError(
        fmt::format("{} takes a whole number that is at least {}; got '{}'", option, least, text));
  if (n > most) throw LimitError(fmt::format("{} {} is beyond {}", option, text, most));
  return n;
}

}  // namespace slope::tool
