// SPDX-License-Identifier: MIT
// Where results, notes and errors go.
#pragma once

#include <string_view>

#include "slope/core/error.hpp"

namespace slope::tool {

/// The result cannot be written. `quiet` if its reader has gone away, as in `slope functions | head -1`.
struct OutputError : Error {
  OutputError(const std::string& message, bool reader_gone) : Error(message), quiet(reader_gone) {}
  bool quiet;
};

/// @{ Results: standard output. @throws OutputError if not everything could be written.
void print_line(std::string_view text);
void flush_results();
/// @}

/// @{ Everything else: standard error, in colour on a terminal unless NO_COLOR is set.
void print_note(std::string_view text);
void print_error(std::string_view text);
/// @}

}  // namespace slope::tool
