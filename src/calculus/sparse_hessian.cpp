// SPDX-License-Identifier: MIT
#include "slope/calculus/sparse_hessian.hpp"

namespace slope::detail {

Pattern symmetric(const Pattern& pattern) {
  const Pattern other = transposed(pattern);
  Pattern out{pattern.rows, pattern.columns, {0}, {}};
  const auto row = [](const Pattern& p, std::size_t i) {
    return std::span(p.column).subspan(p.row_start[i], p.row_start[i + 1] - p.row_start[i]);
  };
  for (std::size_t i = 0; i < pattern.rows; ++i) {
    const auto a = row(pattern, i), b = row(other, i);
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out.column));
    out.row_start.push_back(out.column.size());
  }
  return out;
}

std::vector<bool> readable(const Pattern& pattern, const Coloring& colors) {
  std::vector<bool> out(pattern.column.size());
  std::vector<std::size_t> neighbours(colors.count, 0);
  for (std::size_t i = 0; i < pattern.rows; ++i) {
    const auto each = [&](const auto& visit) {
      for (std::size_t k = pattern.row_start[i]; k < pattern.row_start[i + 1]; ++k)
        visit(k, neighbours[colors.color[pattern.column[k]]]);
    };
    each([](std::size_t, std::size_t& n) { ++n; });
    each([&](std::size_t k, std::size_t n) { out[k] = n == 1; });
    each([](std::size_t, std::size_t& n) { n = 0; });
  }
  return out;
}

}  // namespace slope::detail
