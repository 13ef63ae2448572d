// SPDX-License-Identifier: MIT
#include "output_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "slope/core/error.hpp"
#include "slope/network/model_file.hpp"

namespace slope::tool {

namespace {

// Of what can be replaced by another file: not /dev/stdout.
bool is_special(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
}

}  // namespace

void require_writable(std::string_view option, const std::string& path) {
  const auto refuse = [&](std::string_view why) {
    throw UsageError(fmt::format("{} '{}' cannot be written: {}", option, path, why));
  };
  if (path.empty() || path.ends_with('/')) refuse("that is no name of a file");
  if (std::error_code none; std::filesystem::is_directory(path, none)) refuse(std::strerror(EISDIR));
  if (is_special(path)) return;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (::access(folder.empty() ? "." : folder.c_str(), W_OK | X_OK) != 0) refuse(std::strerror(errno));
}

void write_output(const std::string& path, const std::string& content) {
  if (!is_special(path)) return write_atomically(path, content);
  std::ofstream file(path, std::ios::binary | std::ios::app);
  if (!(file << content).flush())
    throw UsageError(fmt::format("'{}' cannot be written: {}", path, std::strerror(errno)));
}

}  // namespace slope::tool
