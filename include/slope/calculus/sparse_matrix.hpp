// SPDX-License-Identifier: MIT
// A matrix of which only some elements are stored.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace slope {

/// Compressed rows: the stored elements of row i are values[k] in column column[k], for k from row_start[i] to
/// row_start[i + 1] − 1, with columns increasing. All others are 0.
template <class T> struct SparseMatrix {
  std::size_t rows = 0, columns = 0;
  std::vector<std::size_t> row_start{0};
  std::vector<std::size_t> column;
  std::vector<T> values;

  std::size_t stored() const { return column.size(); }
  /// An element. O(log of the stored elements of the row). REQUIRES i < rows.
  T operator()(std::size_t i, std::size_t j) const {
    const std::size_t k = find(i, j);
    return k == row_start[i + 1] ? T(0) : values[k];
  }
  /// Where element (i, j) is stored; row_start[i + 1] if it is not. REQUIRES i < rows.
  std::size_t find(std::size_t i, std::size_t j) const {
    const auto begin = column.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(row_start[i + 1]);
    const auto at = std::lower_bound(begin + static_cast<std::ptrdiff_t>(row_start[i]), end, j);
    return static_cast<std::size_t>((at != end && *at == j ? at : end) - begin);
  }
};

}  // namespace slope
