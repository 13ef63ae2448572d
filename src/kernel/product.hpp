// SPDX-License-Identifier: MIT
// Products of matrices. A tile of C is held in registers while k runs: rows of A, one element of each broadcast, by
// vectors along the columns of B. So every element of C is one chain of multiply-adds over k, whatever the tile: the
// result does not depend on the width of vectors or on how rows are shared out.
#pragma once

#include "slope/kernel/table.hpp"
#include "vector.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

// The most rows of tiles of 1, 2, … vectors: what the registers hold.
#if defined __AVX512F__
constexpr std::size_t most_rows[] = {16, 12, 8, 6};
constexpr bool parts_are_free = true;
#elif defined __AVX2__
constexpr std::size_t most_rows[] = {10, 6, 4};
constexpr bool parts_are_free = false;
#else
constexpr std::size_t most_rows[] = {8, 5, 3};
constexpr bool parts_are_free = false;
#endif
constexpr std::size_t most_vectors = sizeof most_rows / sizeof *most_rows;

template <class T, std::size_t rows, std::size_t vectors, bool whole>
void tile(const Product<T>& p, std::size_t row, std::size_t column, Part<T> part) {
  using V = Vector<T>;
  // A store of a vector may change anything that has an address: what is needed behind one is loaded before.
  const std::size_t a_row = p.a_row, a_column = p.a_column, b_row = p.b_row, c_row = p.c_row;
  const T* b = p.b + column;
  T* const c = p.c + row * c_row + column;
  // Where groups of four rows of A begin, so that the address of an element is one of few registers and a multiple of another.
  const T* a[(rows + 3) / 4];
  SLOPE_UNROLL for (std::size_t r = 0; r < rows; r += 4) a[r / 4] = p.a + (row + r) * a_row;
  const std::size_t three_rows = 3 * a_row;
  const auto load_at = [&](const T* from, std::size_t v) __attribute__((always_inline)) {
    return whole || v + 1 < vectors ? load(from + v * width<T>) : part.load(from + v * width<T>);
  };
  V sum[rows][vectors];
  if (p.init == nullptr) {
    SLOPE_UNROLL for (std::size_t r = 0; r < rows; ++r) SLOPE_UNROLL for (std::size_t v = 0; v < vectors; ++v)
        sum[r][v] = V{};
  } else {
    const std::size_t init_row = p.init_row;
    const T* const init = p.init + row * init_row + column;
    SLOPE_UNROLL for (std::size_t r = 0; r < rows; ++r) SLOPE_UNROLL for (std::size_t v = 0; v < vectors; ++v)
        sum[r][v] = load_at(init + r * init_row, v);
  }
  for (std::size_t k = p.inner; k > 0; --k, b += b_row) {
    V bk[vectors];
    SLOPE_UNROLL for (std::size_t v = 0; v < vectors; ++v) bk[v] = load_at(b, v);
    SLOPE_UNROLL for (std::size_t r = 0; r < rows; ++r) {
      const V ak = splat(a[r / 4][r % 4 == 3 ? three_rows : r % 4 * a_row]);
      if (r % 4 == 3 || r + 1 == rows) a[r / 4] += a_column;
      SLOPE_UNROLL for (std::size_t v = 0; v < vectors; ++v) sum[r][v] = fused(ak, bk[v], sum[r][v]);
    }
  }
  const auto store_all = [&](auto last) __attribute__((always_inline)) {
    SLOPE_UNROLL for (std::size_t r = 0; r < rows; ++r)
        SLOPE_UNROLL for (std::size_t v = 0; v < vectors; ++v) {
      T* const to = c + r * c_row + v * width<T>;
      if (v + 1 < vectors) store(to, sum[r][v]);
      else last.store(to, sum[r][v]);
    }
  };
  if (p.step != 0) {
    const V step = splat(p.step);
    SLOPE_UNROLL for (std::size_t r = 0; r < rows; ++r) SLOPE_UNROLL for (std::size_t v = 0; v < vectors; ++v)
        sum[r][v] = fused(step, sum[r][v], load_at(c + r * c_row, v));
  }
  if (whole || part.whole()) store_all(Whole<T>());
  else store_all(part);
}

template <class T> using Tile = void (*)(const Product<T>&, std::size_t row, std::size_t column, Part<T>);
template <class T> struct Tiles { Tile<T> of[16]; };
template <class T, std::size_t vectors, bool whole, std::size_t rows>
constexpr void add_tiles(Tiles<T>& tiles) {
  if constexpr (rows > 0) {
    tiles.of[rows - 1] = tile<T, rows, vectors, whole>;
    add_tiles<T, vectors, whole, rows - 1>(tiles);
  }
}
template <class T, std::size_t vectors, bool whole> constexpr Tiles<T> tiles = [] {
  Tiles<T> all{};
  add_tiles<T, vectors, whole, most_rows[vectors - 1]>(all);
  return all;
}();
template <class T, bool whole> constexpr const Tiles<T>* tiles_of(std::size_t vectors) {
  if (vectors == 1) return &tiles<T, 1, whole>;
  if (vectors == 2) return &tiles<T, 2, whole>;
  if constexpr (most_vectors == 4)
    if (vectors == 4) return &tiles<T, 4, whole>;
  return &tiles<T, 3, whole>;
}

/// n in pieces of `most` at most, of sizes that differ by one at most: the size of piece i of `count`.
inline std::size_t share(std::size_t n, std::size_t count, std::size_t i) {
  return n / count + (i < n % count ? 1 : 0);
}

/// C = init + A b for columns b and C without gaps, in sums along rows of A: as many rows at a time as fill a vector.
template <class T> void column_product(const Product<T>& p) {
  for (std::size_t row = 0; row < p.rows; row += width<T>) {
    const std::size_t rows = p.rows - row < width<T> ? p.rows - row : width<T>;
    const auto row_sum = [&](std::size_t r) __attribute__((always_inline)) {
      const T* const a = p.a + (row + r) * p.a_row;
      Sum<T> sum;
      along<T>(p.inner, [&](std::size_t v, std::size_t i, auto part) {
        sum.of[v] = fused(part.load(a + i), part.load(p.b + i), sum.of[v]);
      });
      return sum.joined();
    };
    const Vector<T> sums = totals<T>(rows, row_sum);
    const auto finish = [&](auto part) __attribute__((always_inline)) {
      const Vector<T> init = p.init == nullptr ? Vector<T>{}
                             : p.init_row == 0 ? splat(*p.init)
                                               : part.load(p.init + row);
      part.store(p.c + row, p.step == 0 ? init + sums : fused(splat(p.step), sums, part.load(p.c + row)));
    };
    if (rows == width<T>) finish(Whole<T>());
    else with_first<T>(rows, finish);
  }
}

template <class T> void tiled_product(const Product<T>& p) {
  const std::size_t whole_vectors = p.columns / width<T>, rest = p.columns % width<T>;
  const std::size_t vectors = whole_vectors + (rest == 0 ? 0 : 1);
  if (vectors * p.rows > 0 && vectors <= most_vectors && p.rows <= most_rows[vectors - 1]) {
    const bool whole = rest == 0 && !parts_are_free;
    const Tiles<T>* const choice = whole ? tiles_of<T, true>(vectors) : tiles_of<T, false>(vectors);
    return choice->of[p.rows - 1](p, 0, 0, Part<T>(rest == 0 ? width<T> : rest));
  }
  const std::size_t panels = (vectors + most_vectors - 1) / most_vectors;
  std::size_t column = 0;
  for (std::size_t panel = 0; panel < panels; ++panel) {
    const std::size_t wide = share(vectors, panels, panel);
    const bool whole = panel + 1 < panels || rest == 0;
    const Part<T> part(whole ? width<T> : rest);
    const Tiles<T>* const choice =
        whole && !parts_are_free ? tiles_of<T, true>(wide) : tiles_of<T, false>(wide);
    const std::size_t most = most_rows[wide - 1], blocks = (p.rows + most - 1) / most;
    std::size_t row = 0;
    for (std::size_t block = 0; block < blocks; ++block) {
      const std::size_t rows = share(p.rows, blocks, block);
      choice->of[rows - 1](p, row, column, part);
      row += rows;
    }
    column += wide * width<T>;
  }
}

template <class T> void product(const Product<T>& p) {
  if (p.columns > 1) return tiled_product(p);
  const bool gaps = p.c_row != 1 || (p.init != nullptr && p.init_row > 1);
  if (p.a_column == 1 && p.b_row == 1 && !gaps) return column_product(p);
  if (p.a_row != 1 || gaps || p.init_row == 0) return tiled_product(p);
  tiled_product<T>({1, p.inner, p.rows, p.b, 0, p.b_row, p.a, p.a_column, p.init, 0, p.c, 0, p.step});
}

template <class T> void transpose(std::size_t rows, std::size_t columns, const T* from, T* to) {
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) to[j * rows + i] = from[i * columns + j];
}

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
