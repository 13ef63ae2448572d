// SPDX-License-Identifier: MIT
// Another program, run by the shell in a process group of its own, with pipes to its standard streams.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>

namespace slope::tool {

/// How a process ended: by itself with an exit code, or by a signal.
struct Ending {
  int code = 0, signal = 0;
  bool good() const { return code == 0 && signal == 0; }
  /// "ended with exit code 3", "was ended by signal 11 (Segmentation fault)".
  std::string text() const;
};

class Child {
 public:
  /// Starts `command` in /bin/sh. Its pipes do not block on this side. @throws Error if no process can be made.
  explicit Child(const std::string& command);
  /// Ends the process group, if it still runs.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// The pipes on this side; -1 once closed.
  int input() const { return in_; }
  int output() const { return out_; }
  int errors() const { return err_; }

  /// Writes what the program's input takes of `bytes` and returns how much. Closes the input if the program has.
  std::size_t write(std::string_view bytes);
  void close_input();

  /// Reads what there is (at most 64 kB), after which nothing at all means: later, or, if `output()` is -1, never.
  std::string_view read();
  /// Reads what there is on standard error, and keeps the beginning and the end of it.
  void read_errors();
  /// What the program has written to standard error; if that is long, the middle is left out.
  std::string errors_text() const;

  /// How the program ended, if it has. What it started may still run.
  std::optional<Ending> ending();
  /// Ends the process group: by SIGTERM, and, if it is still there half a second later, by SIGKILL. Reads what it says
  /// on standard error meanwhile.
  void end();

 private:
  std::size_t read_from(int& fd);

  pid_t process_ = -1;
  int in_ = -1, out_ = -1, err_ = -1;
  std::string buffer_ = std::string(std::size_t{1} << 16, '\0');
  std::string errors_begin_, errors_end_;
  bool errors_cut_ = false;
  std::optional<Ending> ending_;
  bool ended_ = false;
};

}  // namespace slope::tool
