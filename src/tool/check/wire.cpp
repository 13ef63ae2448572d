// SPDX-License-Identifier: MIT
#include "wire.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <limits>

#include "../../expr/characters.hpp"

namespace slope::tool {

namespace {

// Beyond the type's range: infinity, or a number near 0.
template <class T> T out_of_range(const std::string& text) {
  if constexpr (sizeof(T) == sizeof(float)) return std::strtof(text.c_str(), nullptr);
  else return std::strtod(text.c_str(), nullptr);
}

template <class T> std::optional<double> read(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const bool hex = text.starts_with("0x") || text.starts_with("0X");
  const std::string_view digits = text.substr(hex ? 2 : 0);
  if (digits.empty() || digits[0] == '-' || digits[0] == '+' || digits.find('(') != digits.npos)
    return std::nullopt;  // from_chars would take a second sign, and nan(text)
  T value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value,
                                            hex ? std::chars_format::hex : std::chars_format::general);
  if (end != digits.data() + digits.size() || error == std::errc::invalid_argument) return std::nullopt;
  if (hex && !std::isfinite(value) && error == std::errc()) return std::nullopt;
  if (error == std::errc::result_out_of_range) value = out_of_range<T>(std::string(text));
  return static_cast<double>(negative ? -value : value);
}

template <class T> void append_raw(std::string& bytes, std::span<const double> point) {
  for (const double x : point) {
    const T value = static_cast<T>(x);
    char raw[sizeof(T)];
    std::memcpy(raw, &value, sizeof(T));
    bytes.append(raw, sizeof(T));
  }
}

bool separates(char c) { return c == ' ' || c == '\t' || c == ',' || c == '\r'; }

}  // namespace

std::optional<double> read_number(std::string_view text, NumberType type) {
  return type == NumberType::float32 ? read<float>(text) : read<double>(text);
}

std::string write_number(double x, NumberType type) {
  if (std::isnan(x)) return "nan";
  return type == NumberType::float32 ? fmt::format("{}", static_cast<float>(x)) : fmt::format("{}", x);
}

void append_point(std::string& bytes, std::span<const double> point, Wire wire) {
  if (wire.binary) {
    if (wire.type == NumberType::float32) append_raw<float>(bytes, point);
    else append_raw<double>(bytes, point);
    return;
  }
  for (std::size_t i = 0; i < point.size(); ++i) {
    if (i > 0) bytes += ' ';
    if (wire.type == NumberType::float32)
      fmt::format_to(std::back_inserter(bytes), "{}", static_cast<float>(point[i]));
    else fmt::format_to(std::back_inserter(bytes), "{}", point[i]);
  }
  bytes += '\n';
}

std::size_t split_line(std::string_view line, std::span<std::string_view> parts) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < line.size();) {
    if (separates(line[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < line.size() && !separates(line[end])) ++end;
    if (count < parts.size()) parts[count] = line.substr(at, end - at);
    ++count;
    at = end;
  }
  return count;
}

std::string printable(std::string_view bytes, std::size_t most) {
  std::string text;
  const bool cut = bytes.size() > most;
  bytes = bytes.substr(0, most);
  while (!bytes.empty()) {
    const auto [code, size] = detail::first_character(bytes);
    const bool shown = size > 0 && code >= 0x20 && (code < 0x7f || code >= 0xa0);
    const std::size_t taken = size > 0 ? size : 1;
    if (shown) text += bytes.substr(0, taken);
    else
      for (const char c : bytes.substr(0, taken))
        text += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    bytes.remove_prefix(taken);
  }
  return cut ? text + "..." : text;
}

}  // namespace slope::tool
