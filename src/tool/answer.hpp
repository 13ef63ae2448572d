// SPDX-License-Identifier: MIT
// One formula and one answer, or a stream of formulas and a stream of answers.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace slope::tool {

/// What a subcommand says of one formula. The text may have several lines, or none; notes go to
/// standard error.
struct Answer {
  std::string text;
  std::vector<std::string> notes;
};

struct Layout {
  /// Answers may have several lines: in a stream, an empty line follows each.
  bool blocks = false;
};

/// Answers `expression`, or, if it is "-", every line of standard input, each before the next is read. A line
/// that cannot be answered is reported with its number, and an empty line stands for its answer. Returns the
/// exit code. @throws Error for a single formula that cannot be answered, and for a line that is too long, which may have no
/// end.
int answer(const std::string& expression, Layout layout,
           const std::function<Answer(std::string_view)>& respond);

/// Longest line that a stream may have.
inline constexpr std::size_t max_line_bytes = std::size_t{64} << 20;

}  // namespace slope::tool
