// SPDX-License-Identifier: MIT
#include "output_file.hpp"

#include <fcntl.h>
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
  // Only an attempt tells: permissions say nothing of read-only disks.
  const std::string probe = fmt::format("{}.{}.new", path, ::getpid());
  const int file = ::open(probe.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) refuse(std::strerror(errno));
  ::close(file);
  ::unlink(probe.c_str());
}

void write_output(const std::string& path, const std::string& content) {
  if (!is_special(path)) return write_atomically(path, content);
  std::ofstream file(path, std::ios::binary | std::ios::app);
  if (!(file << content).flush())
    throw UsageError(fmt::format("'{}' cannot be written: {}", path, std::strerror(errno)));
}

}  // namespace slope::tool
