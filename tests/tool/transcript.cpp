// SPDX-License-Identifier: MIT
#include "transcript.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace slope::tool {

namespace fs = std::filesystem;

namespace {

void add_cases(const fs::path& file, std::vector<Case>& cases) {
  std::ifstream in(file);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const std::string text = line.size() > 2 ? line.substr(2) : "";
    if (line[0] == '$') {
      cases.push_back({file.stem().string(), number, text, {}, {}});
      continue;
    }
    const bool known = std::string_view("|!~=").find(line[0]) != std::string_view::npos;
    if (!known || cases.empty() || cases.back().file != file.stem() || (line.size() > 1 && line[1] != ' '))
      throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": no line of a transcript");
    Case& c = cases.back();
    if (line[0] == '|') c.expected.out += text + "\n";
    if (line[0] == '!') c.expected.err += text + "\n";
    if (line[0] == '~') c.contained.push_back(text);
    if (line[0] == '=') c.expected.code = std::stoi(text);
  }
}

}  // namespace

std::vector<Case> read_transcripts(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".transcript") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Case> cases;
  for (const fs::path& file : files) add_cases(file, cases);
  return cases;
}

std::string difference(const Case& wanted, const Outcome& got) {
  std::string wrong;
  const auto complain = [&](const std::string& what, const std::string& expected, const std::string& found) {
    wrong += what + " is\n" + found + "\nbut should be\n" + expected + "\n";
  };
  if (got.code != wanted.expected.code)
    complain("the exit code", std::to_string(wanted.expected.code), std::to_string(got.code));
  if (got.out != wanted.expected.out) complain("standard output", wanted.expected.out, got.out);
  if (wanted.contained.empty() && got.err != wanted.expected.err)
    complain("standard error", wanted.expected.err, got.err);
  for (const std::string& part : wanted.contained)
    if (got.err.find(part) == std::string::npos) complain("standard error", "… " + part + " …", got.err);
  return wrong;
}

}  // namespace slope::tool
