// SPDX-License-Identifier: MIT
// A growing array that does not copy what it holds, for the streams of a tape.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace slope::detail {

/// Memory of `bytes` bytes that reads as zero and costs nothing before it is touched. `moved` keeps the contents
/// of `old`; it moves pages where the system can, so that growing never stalls on a copy.
/// @throws std::bad_alloc
/// @{
void* map_pages(std::size_t bytes);
void* grow_pages(void* old, std::size_t old_bytes, std::size_t bytes);
void unmap_pages(void* pages, std::size_t bytes) noexcept;
/// @}

// Streams whose pages start at the same address modulo 4096 stall one another in the processor's store buffer, so
// each stream of a tape starts some `stagger` · 704 bytes into its first page: its element `first` where a vector may.
template <class T, std::size_t stagger, std::size_t first = 0> class Stream {
 public:
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    if constexpr (in_pages)
      if (pages_ != nullptr) unmap_pages(pages_, bytes_);
  }

  T* data() const { return data_; }
  T& operator[](std::size_t i) const { return data_[i]; }
  std::size_t capacity() const { return capacity_; }

  /// Makes room for `n` elements. Those that were never written are zero.
  void reserve(std::size_t n) {
    if (n <= capacity_) return;
    if constexpr (in_pages) {
      const std::size_t bytes = offset + n * sizeof(T);
      pages_ = pages_ == nullptr ? map_pages(bytes) : grow_pages(pages_, bytes_, bytes);
      bytes_ = bytes;
      data_ = reinterpret_cast<T*>(static_cast<std::byte*>(pages_) + offset);
    } else {
      elements_.resize(n);
      data_ = elements_.data();
    }
    capacity_ = n;
  }

 private:
  static constexpr bool in_pages = std::is_trivially_copyable_v<T>;
  static constexpr std::size_t offset = stagger * 704 + (64 - first * sizeof(T) % 64) % 64;
  T* data_ = nullptr;
  std::size_t capacity_ = 0;
  void* pages_ = nullptr;
  std::size_t bytes_ = 0;
  std::vector<std::conditional_t<in_pages, char, T>> elements_;
};

}  // namespace slope::detail
