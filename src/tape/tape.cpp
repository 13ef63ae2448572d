// SPDX-License-Identifier: MIT
#include "slope/tape/block.hpp"
#include "slope/tape/checkpoint.hpp"

#include <fmt/format.h>

#include <mutex>

namespace slope::detail {

namespace {
std::mutex pools;
}

PoolLock::PoolLock() { pools.lock(); }
PoolLock::~PoolLock() { pools.unlock(); }

template class Recorder<float>;
template class Recorder<double>;

void refuse_mixture() {
  throw UsageError("variables of two tapes in one operation: make all of them on one tape");
}

void refuse_dead_tape() {
  throw UsageError(
      "a variable of a tape that no longer exists, or was cleared since: keep the tape alive and its "
      "recording as long "
      "as its variables are used");
}

void refuse_limit(std::size_t used, std::size_t limit) {
  throw LimitError(
      fmt::format("the recording would take {} bytes, and the tape's limit is {}: raise it by "
                  "limit_bytes, or record less at a time (rewind, checkpoints)",
                  used, limit));
}

void refuse_length() {
  throw LimitError("the recording would pass 2^31 operations: record less at a time (rewind, checkpoints)");
}

void refuse_size(const char* what, std::size_t expected, std::size_t found) {
  throw UsageError(fmt::format("{}: expected {} elements, found {}", what, expected, found));
}

void refuse_matrix_size(const char* what, std::size_t rows, std::size_t columns, std::size_t found) {
  throw UsageError(
      fmt::format("{}: {}x{} elements are expected, and found are {}", what, rows, columns, found));
}

void refuse_shapes(const char* operation, std::size_t rows_a, std::size_t columns_a, std::size_t rows_b,
                   std::size_t columns_b) {
  throw UsageError(fmt::format("{}: a {}x{} matrix does not go with one of {}x{}", operation, rows_a,
                               columns_a, rows_b, columns_b));
}

void refuse_label(std::size_t row, std::size_t label, std::size_t classes) {
  throw UsageError(fmt::format("label {} of row {}: there are {} classes, from 0", label, row, classes));
}

void refuse_step_size(std::size_t step, std::size_t states, std::size_t limit) {
  throw LimitError(
      fmt::format("step {} alone does not fit on the tape: the limit is {} bytes, of which kept states take "
                  "{}; raise it",
                  step, limit, states));
}

void refuse_rewound() {
  throw UsageError("a variable that was made after the position to which its tape was rewound: make it anew");
}

void refuse_position() {
  throw UsageError(
      "rewind: the recording does not have this position: it is another tape's, or was forgotten by `clear` "
      "or by a "
      "rewind to before it");
}

void refuse_gone_matrix() {
  throw UsageError(
      "a matrix that is gone: its tape no longer exists, was cleared, or was rewound to before it; make it "
      "anew");
}

void refuse_to_change() {
  throw UsageError("the values of a matrix made by variables_view are yours: change them there");
}

void refuse_intermediate() {
  throw UsageError("the adjoint of an intermediate result, which is not kept: only those of variables are");
}

void refuse_seed() { throw UsageError("a seed that is not a number (NaN)"); }

}  // namespace slope::detail
