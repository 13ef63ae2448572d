// SPDX-License-Identifier: MIT
// Memory for the values of block operations.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
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
    while (at_.chunk < chunks_.size() && at_.used + n > chunks_[at_.chunk].size) at_ = {at_.chunk + 1, 0};
    if (at_.chunk == chunks_.size()) {
      const std::size_t size = std::max(n, least_chunk);
      chunks_.push_back({std::make_unique<T[]>(size), size});
    }
    T* const array = chunks_[at_.chunk].elements.get() + at_.used;
    at_.used += n;
    return array;
  }
  Mark mark() const { return at_; }
  void rewind(Mark to) { at_ = to; }

 private:
  static constexpr std::size_t least_chunk = std::size_t{1} << 12U;
  struct Chunk {
    std::unique_ptr<T[]> elements;
    std::size_t size;
  };
  std::vector<Chunk> chunks_;
  Mark at_;
};

}  // namespace slope::detail
