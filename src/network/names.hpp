// SPDX-License-Identifier: MIT
// Values that programs name by text.
#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "slope/core/error.hpp"

namespace slope::detail {

template <class V> using Named = std::pair<std::string_view, V>;

template <class V, std::size_t n>
std::vector<std::string_view> names_in(const std::array<Named<V>, n>& list) {
  std::vector<std::string_view> names;
  for (const auto& [name, value] : list) names.push_back(name);
  return names;
}

/// @throws UsageError that lists the names
template <class V, std::size_t n>
const V& value_named(const std::array<Named<V>, n>& list, const char* what, std::string_view wanted) {
  for (const auto& [name, value] : list)
    if (name == wanted) return value;
  throw UsageError(
      fmt::format("no {} is called '{}': there are {}", what, wanted, fmt::join(names_in(list), ", ")));
}

template <class V, std::size_t n>
std::string_view name_in(const std::array<Named<V>, n>& list, const V& wanted) {
  for (const auto& [name, value] : list)
    if (value == wanted) return name;
  return "?";
}

}  // namespace slope::detail
