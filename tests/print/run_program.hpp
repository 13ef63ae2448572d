// SPDX-License-Identifier: MIT
// Other programs, run by the tests.
#pragma once

#include <string>
#include <string_view>

namespace slope::testing {

/// A new folder for the files of one test, removed at its end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string path(std::string_view file) const { return path_ + "/" + std::string(file); }
  void write(std::string_view file, std::string_view text) const;
  std::string read(std::string_view file) const;

 private:
  std::string path_;
};

/// Runs a command of the shell; what it prints goes to `log`. True if it succeeds.
bool run(const std::string& command, std::string& log);

}  // namespace slope::testing
