// SPDX-License-Identifier: MIT
// Data from CSV files (RFC 4180).
#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "slope/network/data.hpp"

namespace slope {

struct CsvLimits {
  std::size_t rows = 10'000'000;
  std::size_t columns = 100'000;
  std::size_t field_bytes = 1 << 20;
};

/// Reads records one after the other. Fields may be quoted, with "" for a quote and line ends inside; lines end with
/// \n or \r\n; a byte order mark at the beginning and empty lines are skipped.
class CsvReader {
 public:
  /// `name` is what errors call the source.
  CsvReader(std::istream& in, std::string name, char separator = ',', const CsvLimits& limits = {});
  /// The next record; false at the end. All records must have as many fields as the first.
  /// @throws UsageError with the line if a quote is not closed, text follows a closing quote, or fields are missing or too
  /// many; LimitError beyond a limit
  bool next(std::vector<std::string>& fields);
  /// The line where the last record began, from 1.
  std::size_t line() const { return record_line_; }
  const std::string& name() const { return name_; }

 private:
  bool read(std::vector<std::string>& fields);
  [[noreturn]] void refuse(const std::string& what) const;

  std::istream& in_;
  std::string name_;
  char separator_;
  CsvLimits limits_;
  std::size_t columns_ = 0, line_ = 1, record_line_ = 1, records_ = 0;
};

/// @throws UsageError if there is no file that can be read
std::ifstream open_csv(const std::string& path);

/// A field as a finite number. @throws UsageError with line and column if it is missing or no number
double number_in(const CsvReader& in, const std::string& field, const std::string& column);

struct CsvOptions {
  std::string target = {};          ///< the column to predict, by name or by number from 1; the last if empty
  std::optional<bool> header = {};  ///< whether the first line has names; by itself, see `read_csv`
  std::optional<Task> task = {};    ///< by itself, see `read_csv`
  char separator = ',';
  CsvLimits limits = {};
};

/// Reads a data set. The first line has names if a feature there is text, or the target where all others are numbers.
/// Every column but the target is a feature, which must be a number. The target is a class if it is text
/// in some row, or if it has at most 20 different values, all of them whole numbers, each twice or more on average; two
/// classes are binary; else it is a number to predict. Classes are in the order of their numbers, or of their names.
/// @throws UsageError that names line and column of what is missing or cannot be read; LimitError
/// @{
Dataset read_csv(const std::string& path, const CsvOptions& options = {});
Dataset read_csv(std::istream& in, const std::string& name, const CsvOptions& options = {});
/// @}

}  // namespace slope
