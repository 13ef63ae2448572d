// SPDX-License-Identifier: MIT
#include "box.hpp"

#include <algorithm>

namespace slope::printing {

namespace {

std::string centered(const std::string& row, std::size_t width, std::size_t total) {
  const std::size_t left = (total - width) / 2;
  return repeated(" ", left) + row + repeated(" ", total - width - left);
}

Box bracket(const BracketPieces& pieces, const Box& inside) {
  const std::size_t height = inside.height();
  if (height == 1) return line(pieces.single);
  Box b;
  b.width = 1;
  b.baseline = inside.baseline;
  b.rows.assign(height, std::string(pieces.middle));
  b.rows.front() = pieces.top;
  b.rows.back() = pieces.bottom;
  return b;
}

}  // namespace

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string repeated(std::string_view text, std::size_t n) {
  std::string out;
  while (n-- > 0) out += text;
  return out;
}

std::string Box::text() const {
  std::string out;
  for (const std::string& row : rows) {
    if (&row != &rows.front()) out += '\n';
    out += row;
    out.erase(out.find_last_not_of(' ') + 1);
  }
  return out;
}

Box line(std::string_view text) { return {{std::string(text)}, width_of(text), 0}; }

Box beside(const std::vector<Box>& boxes) {
  std::size_t above = 0, below = 0;
  for (const Box& b : boxes) {
    above = std::max(above, b.baseline);
    below = std::max(below, b.height() - b.baseline);
  }
  Box all;
  all.baseline = above;
  all.rows.resize(above + below);
  for (const Box& b : boxes) {
    const std::size_t top = above - b.baseline;
    for (std::size_t i = 0; i < all.height(); ++i)
      all.rows[i] += i >= top && i < top + b.height() ? b.rows[i - top] : repeated(" ", b.width);
    all.width += b.width;
  }
  return all;
}

Box fraction(const Box& above, const Box& below) {
  // The bar of a fraction inside a fraction is shorter.
  const auto is_bar = [](const Box& b) { return b.rows[b.baseline].starts_with("─"); };
  Box f;
  f.width = std::max(above.width, below.width) + (is_bar(above) || is_bar(below) ? 2 : 0);
  for (const std::string& row : above.rows) f.rows.push_back(centered(row, above.width, f.width));
  f.baseline = f.height();
  f.rows.push_back(repeated("─", f.width));
  for (const std::string& row : below.rows) f.rows.push_back(centered(row, below.width, f.width));
  return f;
}

Box raised(const Box& base, const Box& exponent) {
  Box b;
  b.width = base.width + exponent.width;
  b.baseline = exponent.height() + base.baseline;
  for (const std::string& row : exponent.rows) b.rows.push_back(repeated(" ", base.width) + row);
  for (const std::string& row : base.rows) b.rows.push_back(row + repeated(" ", exponent.width));
  return b;
}

Box root(std::string_view sign, const Box& inside) {
  Box b;
  b.width = inside.width + 1;
  b.baseline = inside.baseline + 1;
  b.rows.push_back("┌" + repeated("─", inside.width));
  for (const std::string& row : inside.rows) b.rows.push_back("│" + row);
  b.rows.back() = std::string(sign) + inside.rows.back();
  return b;
}

Box enclosed(const BracketPieces& left, const Box& inside, const BracketPieces& right) {
  return beside({bracket(left, inside), inside, bracket(right, inside)});
}

Box in_parentheses(const Box& inside) { return enclosed({"(", "⎛", "⎜", "⎝"}, inside, {")", "⎞", "⎟", "⎠"}); }

}  // namespace slope::printing
