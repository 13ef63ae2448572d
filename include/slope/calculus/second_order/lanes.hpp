// SPDX-License-Identifier: MIT
// Rows of numbers, one for each direction, that are added up pack by pack.
#pragma once

#include "slope/dual/lanes.hpp"

namespace slope::detail {

/// Half a cache line of numbers in registers; of numbers that do not fit there, one.
template <class T, bool = packs<T>> struct RowPack {
  static constexpr std::size_t size = 1;
  T number{};
  void add(const T& s, const RowPack& d) { number += s * d.number; }
  void add_absorbing(const T& s, const RowPack& d) { number += absorbing_product(d.number, s); }
};
template <class T> struct RowPack<T, true> {
  static constexpr std::size_t size = 32 / sizeof(T), width = smaller(size, register_bytes / sizeof(T));
  Pack<T, width> part[size / width] = {};
  [[gnu::always_inline]] void add(T s, const RowPack& d) {
    for (std::size_t i = 0; i < size / width; ++i) part[i] += s * d.part[i];
  }
  [[gnu::always_inline]] void add_absorbing(T s, const RowPack& d) {
    for (std::size_t i = 0; i < size / width; ++i) part[i] += times(s, d.part[i]);
  }
};

/// A row as numbers.
template <class T> T* numbers(RowPack<T>* row) { return reinterpret_cast<T*>(row); }
template <class T> const T* numbers(const RowPack<T>* row) { return reinterpret_cast<const T*>(row); }

/// to += s·d for rows of n packs.
template <std::size_t n, class T>
[[gnu::always_inline]] inline void add_row(RowPack<T>* to, const T& s, const RowPack<T>* d) {
  for (std::size_t k = 0; k < n; ++k) to[k].add(s, d[k]);
}
/// The same where 0 absorbs what it meets.
template <std::size_t n, class T> void add_row_absorbing(RowPack<T>* to, const T& s, const RowPack<T>* d) {
  if (is_zero(s)) return;
  for (std::size_t k = 0; k < n; ++k) to[k].add_absorbing(s, d[k]);
}

}  // namespace slope::detail
