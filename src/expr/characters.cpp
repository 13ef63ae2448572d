// SPDX-License-Identifier: MIT
#include "characters.hpp"

#include <algorithm>
#include <array>

namespace slope::detail {

namespace {

struct Range {
  char32_t first, last;
};

// What is no letter outside ASCII: spaces, invisible marks, punctuation, operators, superscripts and
// pictures.
constexpr std::array not_letters = {
    Range{0x80, 0xa9},       Range{0xab, 0xb4},       Range{0xb6, 0xb9},  // Latin-1 signs, but not ª µ º
    Range{0xbb, 0xbf},       Range{0xd7, 0xd7},       Range{0xf7, 0xf7},  // × ÷
    Range{0x61c, 0x61c},     Range{0x115f, 0x1160},   Range{0x1680, 0x1680},  // invisible
    Range{0x17b4, 0x17b5},   Range{0x180b, 0x180f},                           // invisible
    Range{0x2000, 0x207f},   Range{0x208a, 0x208f},   Range{0x20a0, 0x20ff},  // punctuation, superscripts
    Range{0x2190, 0x2bff},   Range{0x2e00, 0x2e7f},   Range{0x3000, 0x3004},  // arrows, operators, pictures
    Range{0x3008, 0x3020},   Range{0x3164, 0x3164},   Range{0xd800, 0xf8ff},  // surrogates, private use
    Range{0xfe00, 0xfe6f},   Range{0xfeff, 0xff20},   Range{0xff3b, 0xff40},  // forms of punctuation
    Range{0xff5b, 0xff65},   Range{0xffa0, 0xffa0},   Range{0xffe0, 0xffff},  //
    Range{0x1f000, 0x1fbff}, Range{0xe0000, 0x10ffff}};

bool is_letter(char32_t c) {
  const auto after = std::upper_bound(not_letters.begin(), not_letters.end(), c,
                                      [](char32_t code, const Range& range) { return code < range.first; });
  return after == not_letters.begin() || c > std::prev(after)->last;
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Character first_character(std::string_view text) {
  if (text.empty()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < bytes) return {};
  char32_t code = lead & (0x7fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xc0u) != 0x80u) return {};
    code = code << 6 | (byte(i) & 0x3fu);
  }
  constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
  if (code < smallest[bytes] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return {};
  return {code, bytes};
}

std::size_t identifier_length(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (is_ascii_letter(text[i]) || (i > 0 && is_digit(text[i]))) {
      ++i;
      continue;
    }
    if (static_cast<unsigned char>(text[i]) < 0x80) break;
    const Character c = first_character(text.substr(i));
    if (c.bytes == 0 || !is_letter(c.code)) break;
    i += c.bytes;
  }
  return i;
}

}  // namespace slope::detail
