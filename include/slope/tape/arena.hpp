// SPDX-License-Identifier: MIT
// Memory for the values of block operations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace slope::detail {

/// A place in an arena, to go back to.
struct ArenaMark {
  std::size_t chunk = 0, used = 0;
};

/// Hands out arrays that stay where they are until the arena is rewound past them. Memory is kept for the next use.
template <class T> class Arena {
 public:
  /// An array of n elements with values of any kind.
  T* take(std::size_t n) {
    n = rounded(n);
    if (n > size_ - used_) find_room(n);
    T* const array = start_ + used_;
    used_ += n;
    return array;
  }
  /// From the beginning of one array to where another may begin.
  static constexpr std::size_t rounded(std::size_t n) { return (n + unit - 1) / unit * unit; }
  ArenaMark mark() const { return {chunk_, used_}; }
  void rewind(ArenaMark to) {
    if (to.chunk != chunk_) enter(to.chunk);
    used_ = to.used;
  }

 private:
  // Arrays of numbers start at a multiple of 64 bytes, where the processor's vectors do.
  static constexpr bool packed = 64 % sizeof(T) == 0;
  static constexpr std::size_t unit = packed ? 64 / sizeof(T) : 1;
  static T* aligned(T* p) {
    if constexpr (!packed) return p;
    return p + (unit - reinterpret_cast<std::uintptr_t>(p) / sizeof(T) % unit) % unit;
  }
  static constexpr std::size_t least_chunk = std::size_t{1} << 12U;
  [[gnu::noinline]] void find_room(std::size_t n) {
    if (chunk_ < chunks_.size()) enter(chunk_ + 1);
    while (chunk_ < chunks_.size() && n > size_) enter(chunk_ + 1);
    if (chunk_ < chunks_.size()) return;
    chunks_.emplace_back((n < least_chunk ? least_chunk : n) + unit);
    enter(chunk_);
  }
  void enter(std::size_t chunk) {
    chunk_ = chunk;
    used_ = size_ = 0;
    if (chunk >= chunks_.size()) return;
    start_ = aligned(chunks_[chunk].data());
    size_ = chunks_[chunk].size() - unit;
  }

  std::vector<std::vector<T>> chunks_;  // of which none grows
  std::size_t chunk_ = 0, used_ = 0, size_ = 0;
  T* start_ = nullptr;
};

}  // namespace slope::detail
