// SPDX-License-Identifier: MIT
// The results of another program, out of the bytes that it writes.
#pragma once

#include <vector>

#include "slope/core/error.hpp"
#include "wire.hpp"

namespace slope::tool {

/// A result that cannot be read. The message goes on after "result 7 ": "is no number: 'abc'".
struct BadResult : Error {
  using Error::Error;
};

/// Bytes go in as they come, results come out. Memory: what was added, and one line.
class ResultReader {
 public:
  /// Results of `columns` numbers each.
  ResultReader(Wire wire, std::size_t columns);

  void add(std::string_view bytes);
  /// No more bytes will come: what is left is a last line without its end.
  void end() { at_end_ = true; }
  /// The next result; false if its bytes are not there. `result` has `columns` numbers. @throws BadResult
  bool next(std::span<double> result);
  /// Whether bytes are left that are more than white space (as text) or any (as bytes); the first of them.
  std::string_view rest() const;

 private:
  bool next_line(std::span<double> result);
  bool next_bytes(std::span<double> result);
  void read_line(std::string_view line, std::span<double> result);

  Wire wire_;
  std::size_t longest_;
  std::string buffer_;
  std::size_t begin_ = 0, searched_ = 0;  // searched_: no line ends before it
  bool at_end_ = false;
  std::vector<std::string_view> parts_;
};

}  // namespace slope::tool
