// SPDX-License-Identifier: MIT
#include "located.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "characters.hpp"
#include "slope/core/error.hpp"

namespace slope::detail {

namespace {

constexpr std::size_t shown_before = 48, shown_after = 30;  // characters around the caret

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0u) == 0x80u; }

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0xad; }
bool is_invisible(char32_t c) { return (c >= 0x2000 && c < 0x2070) || c == 0xfeff || c >= 0xe0000; }

// The text as it can be shown: one column a character, none of them invisible or a control.
std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const Character c = first_character(text);
    if (c.bytes == 0) shown += "\ufffd";
    else if (is_control(c.code) || is_invisible(c.code)) shown += ' ';
    else shown += text.substr(0, c.bytes);
    text.remove_prefix(std::max<std::size_t>(c.bytes, 1));
  }
  return shown;
}

std::size_t characters(std::string_view text) {
  std::size_t n = 0;
  while (!text.empty()) {
    text.remove_prefix(std::max<std::size_t>(first_character(text).bytes, 1));
    ++n;
  }
  return n;
}

// The first n characters.
std::string_view head(std::string_view text, std::size_t n) {
  std::size_t i = 0;
  for (; n > 0 && i < text.size(); --n) i += std::max<std::size_t>(first_character(text.substr(i)).bytes, 1);
  return text.substr(0, i);
}

// The last n characters, or a few more bytes where the text is not UTF-8.
std::string_view tail(std::string_view text, std::size_t n) {
  std::size_t i = text.size();
  for (; n > 0 && i > 0; --n) {
    --i;
    for (int k = 0; k < 3 && i > 0 && is_continuation(text[i]); ++k) --i;
  }
  return text.substr(i);
}

std::string located(std::string_view text, std::size_t offset, std::string_view message) {
  const std::string_view before = text.substr(0, offset);
  const auto line_number = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const std::string_view left = before.substr(line_start);
  const std::string_view right = text.substr(offset, std::min(text.find('\n', offset), text.size()) - offset);
  std::string_view near_left = tail(left, shown_before), near_right = head(right, shown_after);
  const std::string lead = near_left.size() < left.size() ? "…" : "";
  const std::string rest = near_right.size() < right.size() ? "…" : "";
  std::string place = fmt::format("line {}, column {}: {}", line_number, characters(left) + 1, message);
  if (near_left.empty() && near_right.empty()) return place;
  return fmt::format("{}\n  {}{}{}{}\n  {:{}}^", place, lead, printable(near_left), printable(near_right),
                     rest, "", characters(near_left) + characters(lead));
}

}  // namespace

void fail_at(std::string_view text, std::size_t offset, std::string_view message) {
  throw ParseError(located(text, offset, message), offset);
}

void fail_limit(std::string_view text, std::size_t offset, std::string_view message) {
  throw LimitError(located(text, offset, message));
}

std::string cut(std::string_view text) {
  const std::string_view shown = head(text, 24);
  return printable(shown) + (shown.size() < text.size() ? "…" : "");
}

std::string quoted(std::string_view text) {
  const Character c = first_character(text);
  if (c.bytes == 0)
    return fmt::format("the byte 0x{:02x}, which is not UTF-8", static_cast<unsigned char>(text.at(0)));
  const std::string shown = cut(text);
  const bool one = c.bytes == text.size();
  if (one && c.code != ' ' && shown == " ")
    return fmt::format("the invisible character U+{:04X}", static_cast<unsigned>(c.code));
  if (one && c.code >= 0x80 && identifier_length(text) == 0)
    return fmt::format("'{}' (U+{:04X})", shown, static_cast<unsigned>(c.code));
  return fmt::format("'{}'", shown);
}

}  // namespace slope::detail
