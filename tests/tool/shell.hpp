// SPDX-License-Identifier: MIT
// Runs shell commands in which `slope` is the program that was built.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

namespace slope::tool {

struct Outcome {
  std::string out, err;
  int code = 0;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// The outcome of `command` in /bin/sh, in the C locale, with empty standard input and no terminal.
Outcome run(const std::string& command);

/// A program that one talks to line by line.
class Conversation {
 public:
  explicit Conversation(const std::string& command);
  ~Conversation();
  void write(std::string_view text);
  void close_input();
  /// The next line, without its end. Fails after 20 s of silence: the text is then "(no answer)".
  std::string read_line();
  /// Waits for the end; returns the exit code. Peak resident memory goes to `peak_kilobytes`.
  int finish();
  long peak_kilobytes = 0;

 private:
  pid_t child_ = -1;
  int to_ = -1, from_ = -1;
  std::string pending_;
};

}  // namespace slope::tool
