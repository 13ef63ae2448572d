// SPDX-License-Identifier: MIT
#include "console.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace slope::tool {

namespace {

bool in_colour() {
  static const bool colour = [] {
    const char* no_color = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) && !(no_color && *no_color) &&
           !(terminal && std::string_view(terminal) == "dumb");
  }();
  return colour;
}

void check(bool written) {
  if (written) return;
  const int reason = errno;
  throw OutputError(fmt::format("the result cannot be written: {}", std::strerror(reason)), reason == EPIPE);
}

void print_message(std::string_view before, std::string_view label, std::string_view colour,
                   std::string_view text) {
  const std::string shown =
      in_colour() ? fmt::format("\033[{}m{}\033[0m", colour, label) : std::string(label);
  const std::string message = fmt::format("{}{} {}\n", before, shown, text);
  std::fwrite(message.data(), 1, message.size(), stderr);
}

}  // namespace

void print_line(std::string_view text) {
  check(std::fwrite(text.data(), 1, text.size(), stdout) == text.size());
  check(std::fputc('\n', stdout) != EOF);
}

void flush_results() { check(std::fflush(stdout) == 0); }

void print_note(std::string_view text) { print_message("", "note:", "1;36", text); }
void print_error(std::string_view text) { print_message("slope: ", "error:", "1;31", text); }

}  // namespace slope::tool
