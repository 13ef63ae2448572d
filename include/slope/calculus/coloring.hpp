// SPDX-License-Identifier: MIT
// Colourings that compress sparse matrices: columns of one colour are computed together, as one product of the matrix
// with a vector of zeros and ones.
#pragma once

#include <cstdint>
#include <vector>

#include "slope/calculus/sparse_matrix.hpp"

namespace slope::detail {

/// The places of a sparse matrix, row by row.
struct Pattern {
  std::size_t rows = 0, columns = 0;
  std::vector<std::size_t> row_start{0};
  std::vector<std::size_t> column;
};
Pattern transposed(const Pattern& pattern);

struct Coloring {
  std::vector<std::uint32_t> color;
  std::uint32_t count = 0;
};

/// Columns that share a row get different colours, so that every element can be read from the products. Greedy; for a
/// banded matrix as many colours as the band is wide. O(Σ over rows of (elements of the row)²).
Coloring color_columns(const Pattern& pattern);

/// For a symmetric matrix: neighbours get different colours, and every path of four vertices at least three (a star
/// colouring), so that of elements (i, j) and (j, i) at least one can be read from the products. An arrow of any size
/// needs 2. Greedy, after Gebremedhin, Tarafdar, Manne and Pothen, SIAM J. Sci. Comput. 29 (2007), algorithm 4.1.
Coloring color_symmetric(const Pattern& pattern);

}  // namespace slope::detail
