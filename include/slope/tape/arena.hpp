// SPDX-License-Identifier: MIT
// Memory for the values of block operations.
#pragma once

#include <cstddef>
#include <vector>

namespace slope::detail {

/// Hands out arrays that stay where they are until the arena is rewound past them. Memory is kept for the next use.
template <class T> class Arena {
 public:
  struct Mark {
    std::size_t chunk = 0, used = 0;
  };

  /// An array of n elements with values of any kind.
  T* take(std::size_t n) {
    while (at_.chunk < chunks_.size() && at_.used + n > chunks_[at_.chunk].size()) at_ = {at_.chunk + 1, 0};
    if (at_.chunk == chunks_.size()) {
      chunks_.emplace_back(n < least_chunk ? least_chunk : n);
    }
    T* const array = chunks_[at_.chunk].data() + at_.used;
    at_.used += n;
    return array;
  }
  Mark mark() const { return at_; }
  void rewind(Mark to) { at_ = to; }

 private:
  static constexpr std::size_t least_chunk = std::size_t{1} << 12U;
  std::vector<std::vector<T>> chunks_;  // of which none grows
  Mark at_;
};

}  // namespace slope::detail
