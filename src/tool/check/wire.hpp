// SPDX-License-Identifier: MIT
// Numbers as other programs write and read them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace slope::tool {

/// The type in which the other program computes.
enum class NumberType { float32, float64 };

/// How numbers travel. As text a line holds the numbers of one point or one result, separated by blanks or commas; as
/// bytes they follow each other in the machine's own order.
struct Wire {
  NumberType type = NumberType::float64;
  bool binary = false;
};

/// The number that a text is: the one of the type that is next to it, as a double. Understands 1, -1.5e-3, 0x1.8p3, inf,
/// infinity and nan, in capitals too, with a sign or without. Nothing for any other text.
std::optional<double> read_number(std::string_view text, NumberType type);

/// The shortest text that reads back to the same number of the type.
std::string write_number(double x, NumberType type);

/// Appends one point as the program is to read it.
void append_point(std::string& bytes, std::span<const double> point, Wire wire);

/// Cuts `line` at blanks and commas into as many parts as `parts` has room for, and returns how many there are.
std::size_t split_line(std::string_view line, std::span<std::string_view> parts);

/// Foreign bytes as a message can show them: what is no printable character as \xNN, and cut after `most` bytes.
std::string printable(std::string_view bytes, std::size_t most);

}  // namespace slope::tool
