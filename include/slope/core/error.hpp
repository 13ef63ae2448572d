// SPDX-License-Identifier: MIT
// What Slope throws. Every message says what went wrong, where, and what to do.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace slope {

/// Base of everything that Slope throws on purpose.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A formula that cannot be read. `offset` is the byte position in the text; `what()` already shows the line
/// with a caret.
struct ParseError : Error {
  ParseError(const std::string& message, std::size_t where) : Error(message), offset(where) {}
  std::size_t offset;
};

/// A request beyond a stated limit (digits, order, depth, size). The message names the limit.
struct LimitError : Error {
  using Error::Error;
};

/// A symbol without a value, a wrong number of arguments, a function unknown to a number type, ….
struct UsageError : Error {
  using Error::Error;
};

}  // namespace slope
