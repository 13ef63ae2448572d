// SPDX-License-Identifier: MIT
#include "run_program.hpp"

#include <stdlib.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace slope::testing {

Folder::Folder() : path_((std::filesystem::temp_directory_path() / "slope_print_XXXXXX").string()) {
  if (!mkdtemp(path_.data())) throw std::runtime_error("no folder for the files of a test");
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void Folder::write(std::string_view file, std::string_view text) const {
  std::ofstream(path(file), std::ios::binary) << text;
}

std::string Folder::read(std::string_view file) const {
  std::ifstream in(path(file), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool run(const std::string& command, std::string& log) {
  FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
  if (!pipe) return false;
  std::array<char, 4096> buffer{};
  for (std::size_t n; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) log.append(buffer.data(), n);
  return pclose(pipe) == 0;
}

}  // namespace slope::testing
