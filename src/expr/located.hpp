// SPDX-License-Identifier: MIT
// Messages that show their place in a text: line and column, the message, the line, a caret below it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace slope::detail {

/// @throws ParseError with the message and the place. `offset` is a byte position, at most the text's size.
[[noreturn]] void fail_at(std::string_view text, std::size_t offset, std::string_view message);
/// @throws LimitError likewise.
[[noreturn]] void fail_limit(std::string_view text, std::size_t offset, std::string_view message);

/// At most the first 24 characters, and a mark where something was cut.
std::string cut(std::string_view text);
/// The same in quotation marks; a character that does not print is named instead.
std::string quoted(std::string_view text);

}  // namespace slope::detail
