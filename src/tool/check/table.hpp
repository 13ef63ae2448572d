// SPDX-License-Identifier: MIT
// Columns of numbers in a file: points, or points with results.
#pragma once

#include <string>
#include <vector>

#include "wire.hpp"

namespace slope::tool {

/// Rows of numbers, one after the other.
struct Table {
  std::size_t columns = 0;
  std::vector<double> numbers;

  std::size_t rows() const { return columns == 0 ? 0 : numbers.size() / columns; }
  std::span<const double> operator[](std::size_t row) const {
    return std::span(numbers).subspan(row * columns, columns);
  }
};

/// Reads the columns with these names, in this order. A line holds numbers separated by commas, semicolons, blanks or tabs;
/// empty lines and lines that start with # are skipped. The first line may name the columns, and others than the wanted
/// ones may be there; without names the file has just the wanted columns. `-` is standard input.
/// The numbers are rounded to the type.
/// @throws UsageError with the file's name and the line: no such file, no such column, what is no number, a row that is too
/// short, no rows at all; LimitError beyond `max_table_numbers` or `max_table_line`
Table read_table(const std::string& file, const std::vector<std::string>& names, NumberType type);
inline constexpr std::size_t max_table_numbers = 100'000'000, max_table_line = 100'000;

}  // namespace slope::tool
