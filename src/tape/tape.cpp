// SPDX-License-Identifier: MIT
#include "slope/tape/tape.hpp"

#include <fmt/format.h>

namespace slope::detail {

template class Recorder<float>;
template class Recorder<double>;

void refuse_mixture() {
  throw UsageError("variables of two tapes in one operation: make all of them on one tape");
}

void refuse_dead_tape() {
  throw UsageError(
      "a variable of a tape that no longer exists: keep the tape alive as long as its variables are used");
}

void refuse_limit(std::size_t used, std::size_t limit) {
  throw LimitError(
      fmt::format("the recording would take {} bytes, and the tape's limit is {}: raise it by "
                  "limit_bytes, or record less at a time (rewind, checkpoints)",
                  used, limit));
}

void refuse_length() {
  throw LimitError(
      "the recording would pass 2^32 operations or 2^32 partial derivatives: record less at a time "
      "(rewind, checkpoints)");
}

void refuse_size(const char* what, std::size_t expected, std::size_t found) {
  throw UsageError(fmt::format("{}: expected {} elements, found {}", what, expected, found));
}

void refuse_intermediate() {
  throw UsageError("the adjoint of an intermediate result, which is not kept: only those of variables are");
}

void refuse_seed() { throw UsageError("a seed that is not a number (NaN)"); }

}  // namespace slope::detail
