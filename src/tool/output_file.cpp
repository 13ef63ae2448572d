// SPDX-License-Identifier: MIT
#include "output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "slope/core/error.hpp"

namespace slope::tool {

void require_writable(std::string_view option, const std::string& path) {
  const auto refuse = [&](std::string_view why) {
    throw UsageError(fmt::format("{} '{}' cannot be written: {}", option, path, why));
  };
  if (path.empty() || path.ends_with('/')) refuse("that is no name of a file");
  if (std::error_code none; std::filesystem::is_directory(path, none)) refuse(std::strerror(EISDIR));
  if (std::error_code none; std::filesystem::is_other(path, none)) return;  // such as /dev/stdout
  // Only an attempt tells: permissions say nothing of read-only disks.
  const std::string probe = fmt::format("{}.{}.new", path, ::getpid());
  const int file = ::open(probe.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) refuse(std::strerror(errno));
  ::close(file);
  ::unlink(probe.c_str());
}

}  // namespace slope::tool
