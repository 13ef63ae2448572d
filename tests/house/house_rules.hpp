// SPDX-License-Identifier: MIT
// The rules that every file of the project keeps, apart from those of the compiler.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace slope::house {

/// Texts of files by their paths from the root of the project, such as "src/expr/diff.cpp".
using Tree = std::map<std::string, std::string>;

/// The source files below `root`: C++, CMake, Python and scripts.
Tree read_tree(const std::filesystem::path& root);

/// Every broken rule, as "path:line: what":
///  - an #include in include/ or src/ goes to its own folder or down: the floors are core, function, {expr,
///  dual,
///    taylor, tape, interval, program}, calculus, {verify, network}, gtest; folders of one floor are
///    strangers;
///  - a file has at most 400 lines, says its licence on its first lines, and has a name that means something.
std::vector<std::string> broken_rules(const Tree& tree);

}  // namespace slope::house
