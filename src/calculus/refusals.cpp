// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "slope/calculus/derivative.hpp"

namespace slope::detail {

void refuse_empty_list(const char* verb) {
  throw UsageError(fmt::format("{}: the list of arguments is empty: there is nothing to derive by", verb));
}

void refuse_other_size(const char* verb, std::size_t size, std::size_t other) {
  throw UsageError(fmt::format("{}: the point has {} elements, but the direction has {}", verb, size, other));
}

void refuse_nan_direction(const char* verb, std::size_t i) {
  throw UsageError(fmt::format("{}: element {} of the direction is not a number (NaN)", verb, i));
}

void refuse_order(const char* verb, long long order) {
  if (order < 0) throw UsageError(fmt::format("{}: the order is {}; it must be 0 or more", verb, order));
  throw LimitError(fmt::format("{}: the order is {}; the limit is {}", verb, order, most_taylor_order));
}

void refuse_varying_size(const char* verb, std::size_t size, std::size_t other) {
  throw UsageError(
      fmt::format("{}: the callable returned {} elements, and then {} at the same point", verb, size, other));
}

}  // namespace slope::detail
