// SPDX-License-Identifier: MIT
// Transcripts: commands and everything that they must print, as one would see it.
//
//   # a comment
//   $ slope diff 'abs(x)' --at x=0          a command for /bin/sh
//   | 0                                     a line of standard output, exactly
//   ! note: kink at x = 0: left slope -1, right slope 1       a line of standard error, exactly
//   ~ did you mean "sigmoid"                standard error contains this (then its lines are not compared)
//   = 2                                     the exit code, if it is not 0
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "shell.hpp"

namespace slope::tool {

struct Case {
  std::string file;
  int line = 0;
  std::string command;
  Outcome expected;
  std::vector<std::string> contained;
};
/// How GoogleTest names a case.
inline void PrintTo(const Case& test, std::ostream* out) { *out << test.file << ':' << test.line; }

/// The cases of every *.transcript file in a folder. @throws std::runtime_error for a line that is none of
/// the above.
std::vector<Case> read_transcripts(const std::string& folder);

/// What is wrong with the outcome of a case; empty if nothing is.
std::string difference(const Case& wanted, const Outcome& got);

}  // namespace slope::tool
