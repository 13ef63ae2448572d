// SPDX-License-Identifier: MIT
// Rectangles of characters that stand side by side on a common baseline.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace slope::printing {

/// Rows of equal width (in code points), one of them the baseline.
struct Box {
  std::vector<std::string> rows;
  std::size_t width = 0;
  std::size_t baseline = 0;

  std::size_t height() const { return rows.size(); }
  /// The rows without the spaces at their ends, joined by line breaks.
  std::string text() const;
};

/// The number of code points.
std::size_t width_of(std::string_view text);
/// `text` n times.
std::string repeated(std::string_view text, std::size_t n);

Box line(std::string_view text);
/// The boxes of the list side by side.
Box beside(const std::vector<Box>& boxes);
/// `above` over `below`, a bar between them on the baseline.
Box fraction(const Box& above, const Box& below);
/// `exponent` at the upper right corner of `base`.
Box raised(const Box& base, const Box& exponent);
/// `inside` under the root sign √ or ∛.
Box root(std::string_view sign, const Box& inside);

/// The pieces that a bracket of any height is made of.
struct BracketPieces {
  std::string_view single, top, middle, bottom;
};
/// `inside` between two brackets of its height.
Box enclosed(const BracketPieces& left, const Box& inside, const BracketPieces& right);
Box in_parentheses(const Box& inside);

}  // namespace slope::printing
