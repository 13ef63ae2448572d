// SPDX-License-Identifier: MIT
// Lists on the command line.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace slope::tool {

/// "a,b" as a and b; the empty text as one empty part.
inline std::vector<std::string> parts_between_commas(std::string_view list) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    parts.emplace_back(list.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

}  // namespace slope::tool
