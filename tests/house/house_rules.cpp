// SPDX-License-Identifier: MIT
#include "house_rules.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>

namespace slope::house {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t max_lines = 400;
constexpr int umbrella_floor = 6, tool_floor = 8;

// The floor of a folder of include/slope or src, or nothing if the house has no such folder.
std::optional<int> floor_of(const std::string& folder) {
  static const std::map<std::string, int> floors = {
      {"core", 0},   {"parallel", 0},    {"kernel", 1}, {"plot", 1},     {"function", 2}, {"expr", 3},
      {"dual", 3},   {"taylor", 3},      {"tape", 3},   {"interval", 3}, {"program", 3},  {"calculus", 4},
      {"verify", 5}, {"certificate", 5}, {"check", 5},  {"network", 5},  {"witness", 6},  {"gtest", 7}};
  const auto found = floors.find(folder);
  return found == floors.end() ? std::nullopt : std::optional(found->second);
}

struct Room {
  std::string folder;
  int floor;
};

// Where a path stands in the house: include/slope/FOLDER/…, src/FOLDER/…, or the umbrella.
std::optional<Room> room_of(const fs::path& path) {
  if (path == "include/slope/slope.hpp") return Room{"slope.hpp", umbrella_floor};
  const std::vector<fs::path> parts(path.begin(), path.end());
  const bool is_public = parts[0] == "include" && parts[1] == "slope";
  const std::size_t at = is_public ? 2 : 1;
  if ((!is_public && parts[0] != "src") || parts.size() < at + 2) return std::nullopt;
  const std::string folder = parts[at].string();
  if (folder == "tool" && !is_public) return Room{folder, tool_floor};
  const auto floor = floor_of(folder);
  return floor ? std::optional(Room{folder, *floor}) : std::nullopt;
}

struct Include {
  std::string name;
  bool quoted;
};

// What a line includes, if it does.
std::optional<Include> include_of(std::string_view line) {
  const auto skip = [&](std::string_view token) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const bool found = line.starts_with(token);
    if (found) line.remove_prefix(token.size());
    return found;
  };
  if (!skip("#") || !skip("include")) return std::nullopt;
  const bool quoted = skip("\"");
  if (!quoted && !skip("<")) return std::nullopt;
  return Include{std::string(line.substr(0, line.find(quoted ? '"' : '>'))), quoted};
}

// The file of the project that an include names, or nothing if it is another project's.
std::optional<std::string> target_of(const fs::path& from, const Include& include) {
  if (include.name.starts_with("slope/")) return "include/" + include.name;
  if (!include.quoted) return std::nullopt;
  return (from.parent_path() / include.name).lexically_normal().string();
}

std::optional<std::string> broken_arrow(const Tree& tree, const std::string& from, const std::string& to) {
  if (!tree.contains(to)) return "includes " + to + ", which does not exist";
  const auto here = room_of(from), there = room_of(to);
  if (!there) return "includes " + to + ", which stands outside the house";
  if (from.starts_with("include/") && !to.starts_with("include/"))
    return "a public header includes the private " + to;
  if (here->folder == there->folder) return std::nullopt;
  if (there->floor > here->floor) return here->folder + " includes upward: " + to;
  if (there->floor == here->floor) return here->folder + " includes sideways: " + to;
  return std::nullopt;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool has_empty_name(const fs::path& path) {
  static const std::set<std::string> empty = {"util", "utils", "helper", "helpers", "misc", "common"};
  for (const fs::path& part : path) {
    std::istringstream stem(part.stem().string());
    for (std::string word; std::getline(stem, word, '_');)
      if (empty.contains(word)) return true;
  }
  return false;
}

bool is_source(const fs::path& path) {
  static const std::set<std::string> extensions = {".hpp", ".cpp", ".cmake", ".in", ".py", ".sh"};
  const std::string folder = path.begin()->string();
  return extensions.contains(path.extension().string()) || path.filename() == "CMakeLists.txt" ||
         folder == "scripts" || path == ".ci/run";
}

}  // namespace

Tree read_tree(const fs::path& root) {
  static const std::array folders = {".ci",     "benchmarks", "cmake", "examples",
                                     "include", "scripts",    "src",   "tests"};
  Tree tree;
  const auto add = [&](const fs::path& file) {
    const fs::path path = file.lexically_relative(root);
    if (!is_source(path)) return;
    std::ifstream in(file, std::ios::binary);
    tree[path.string()] = std::string(std::istreambuf_iterator<char>(in), {});
  };
  add(root / "CMakeLists.txt");
  for (const fs::path folder : folders)
    if (fs::exists(root / folder))
      for (const auto& entry : fs::recursive_directory_iterator(root / folder))
        if (entry.is_regular_file()) add(entry.path());
  return tree;
}

std::vector<std::string> broken_rules(const Tree& tree) {
  std::vector<std::string> broken;
  for (const auto& [path, text] : tree) {
    const auto complain = [&, &path = path](std::size_t line, const std::string& what) {
      broken.push_back(path + ":" + std::to_string(line) + ": " + what);
    };
    const std::vector<std::string> lines = lines_of(text);
    const auto top = lines.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(2, lines.size()));
    const auto licence = [](const std::string& line) {
      return line.ends_with("SPDX-License-Identifier: MIT");
    };
    if (std::none_of(lines.begin(), top, licence)) complain(1, "no SPDX line");
    if (lines.size() > max_lines) complain(max_lines, "more than 400 lines: is it one idea?");
    if (has_empty_name(path)) complain(1, "a name that explains nothing");

    if (!path.starts_with("include/") && !path.starts_with("src/")) continue;
    if (path == "src/CMakeLists.txt") continue;
    if (!room_of(path)) {
      complain(1, "the house has no such room");
      continue;
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto include = include_of(lines[i]);
      const auto to = include ? target_of(path, *include) : std::nullopt;
      const auto what = to ? broken_arrow(tree, path, *to) : std::nullopt;
      if (what) complain(i + 1, *what);
    }
  }
  return broken;
}

}  // namespace slope::house
