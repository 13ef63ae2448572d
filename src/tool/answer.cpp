// SPDX-License-Identifier: MIT
#include "answer.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "command.hpp"
#include "console.hpp"

namespace slope::tool {

namespace {

// The lines of standard input. Memory: the longest line allowed.
class Lines {
 public:
  enum class Next { line, too_long, end };

  // The next line, without its end (LF or CR LF). Results are flushed before waiting for input.
  Next read(std::string& line) {
    line.clear();
    for (;;) {
      if (begin_ == end_ && !fill()) {
        if (line.empty()) return Next::end;
        break;
      }
      const char* const from = buffer_.data() + begin_;
      const auto* const newline = static_cast<const char*>(std::memchr(from, '\n', end_ - begin_));
      const std::size_t length = newline ? static_cast<std::size_t>(newline - from) : end_ - begin_;
      if (line.size() + length > max_line_bytes) return Next::too_long;
      line.append(from, length);
      begin_ += length + (newline != nullptr);
      if (newline) break;
    }
    if (line.ends_with('\r')) line.pop_back();
    return Next::line;
  }

 private:
  bool fill() {
    flush_results();
    ssize_t n;
    do n = ::read(STDIN_FILENO, buffer_.data(), buffer_.size());
    while (n < 0 && errno == EINTR);
    if (n < 0) throw Error(fmt::format("standard input cannot be read: {}", std::strerror(errno)));
    begin_ = 0;
    end_ = static_cast<std::size_t>(n);
    return n > 0;
  }

  std::vector<char> buffer_ = std::vector<char>(std::size_t{1} << 16);
  std::size_t begin_ = 0, end_ = 0;
};

// A message about one line of a stream; the parser counts lines within its own text.
std::string in_stream(std::size_t number, std::string_view message) {
  constexpr std::string_view first = "line 1, ";
  if (!message.starts_with(first)) return fmt::format("line {}: {}", number, message);
  return fmt::format("line {}, {}", number, message.substr(first.size()));
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == line.npos; }

}  // namespace

int answer(const std::string& expression, Layout layout,
           const std::function<Answer(std::string_view)>& respond) {
  if (expression != "-") {
    const Answer answered = respond(expression);
    for (const std::string& note : answered.notes) print_note(note);
    if (!answered.text.empty()) print_line(answered.text);
    flush_results();
    return done;
  }
  Lines lines;
  std::string line;
  int code = done;
  for (std::size_t number = 1;; ++number) {
    const Lines::Next next = lines.read(line);
    if (next == Lines::Next::end) break;
    if (next == Lines::Next::too_long)
      throw LimitError(
          fmt::format("line {}: longer than {} bytes, the limit for one line", number, max_line_bytes));
    std::string text;
    try {
      if (!is_blank(line)) {
        Answer answered = respond(line);
        for (const std::string& note : answered.notes) print_note(fmt::format("line {}: {}", number, note));
        text = std::move(answered.text);
      }
    } catch (const Error& e) {
      print_error(in_stream(number, e.what()));
      code = bad_input;
    } catch (const std::bad_alloc&) {
      print_error(fmt::format("line {}: out of memory", number));
      code = bad_input;
    }
    if (!text.empty() || !layout.blocks) print_line(text);
    if (layout.blocks) print_line("");
  }
  flush_results();
  return code;
}

}  // namespace slope::tool
