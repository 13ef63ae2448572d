// SPDX-License-Identifier: MIT
// Numbers on the command line and in results.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace slope::tool {

/// The shortest text that reads back to the same double: "0.25", "1e+300", "inf", "nan". Zero has no sign.
std::string shortest(double x);

/// A whole number that is at least `least`. @throws UsageError, or LimitError beyond `most`, naming the option
std::int64_t whole_number(std::string_view option, std::string_view text, std::int64_t least,
                          std::int64_t most = std::numeric_limits<std::int64_t>::max());

}  // namespace slope::tool
