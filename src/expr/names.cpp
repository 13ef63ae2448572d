// SPDX-License-Identifier: MIT
#include "slope/expr/names.hpp"

#include <algorithm>
#include <vector>

#include "characters.hpp"
#include "slope/expr/function.hpp"

namespace slope {

namespace {

// Letters inserted, dropped, replaced, or swapped with a neighbour.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

}  // namespace

bool is_identifier(std::string_view text) {
  return !text.empty() && text.size() <= max_name_bytes && detail::identifier_length(text) == text.size();
}

bool natural_less(std::string_view a, std::string_view b) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (digit(a[i]) && digit(b[j])) {
      std::size_t p = i, q = j;
      while (p < a.size() && digit(a[p])) ++p;
      while (q < b.size() && digit(b[q])) ++q;
      if (p - i != q - j) return p - i < q - j;
      if (const int c = a.substr(i, p - i).compare(b.substr(j, q - j))) return c < 0;
      i = p;
      j = q;
    } else if (a[i] != b[j]) {
      return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
    } else {
      ++i;
      ++j;
    }
  }
  return a.size() - i < b.size() - j;
}

std::string suggestion(std::string_view misspelt) {
  std::vector<std::string_view> names;
  for (const Function* f : all_functions()) names.push_back(f->name);
  return suggestion(misspelt, names);
}

std::string suggestion(std::string_view misspelt, const std::vector<std::string_view>& names) {
  if (misspelt.size() > 40) return {};
  std::string_view best;
  std::size_t nearest = misspelt.size() < 4 ? 2 : 3;  // at least this far is no suggestion
  for (const std::string_view name : names) {
    const std::size_t d = edit_distance(misspelt, name);
    const bool as_long = d == nearest && !best.empty() && name.size() == misspelt.size();
    if ((d < nearest || as_long) && d < name.size()) nearest = d, best = name;
  }
  return best.empty() ? std::string() : "; did you mean \"" + std::string(best) + "\"?";
}

}  // namespace slope
