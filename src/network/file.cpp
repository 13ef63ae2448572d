// SPDX-License-Identifier: MIT
#include "file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <tuple>

#include "slope/core/error.hpp"
#include "slope/network/model_file.hpp"

namespace slope {

namespace {

[[noreturn]] void refuse(const std::string& path, const char* what, int error) {
  throw UsageError(fmt::format("{} cannot be {}: {}", path, what, std::strerror(error)));
}

// A file that is open for writing. It is closed when it goes out of scope.
class Descriptor {
 public:
  Descriptor(const std::string& path, int flags)
      : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  ~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  bool is_open() const { return descriptor_ >= 0; }
  // False, with errno, if not all of it arrived.
  bool write(const std::string& content) const {
    for (std::size_t at = 0; at < content.size();) {
      const ssize_t n = ::write(descriptor_, content.data() + at, content.size() - at);
      if (n < 0 && errno != EINTR) return false;
      if (n > 0) at += static_cast<std::size_t>(n);
    }
    return true;
  }
  // As they are of the file to be replaced, if it is there and the system lets us.
  void take_permissions(const std::string& path) const {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) std::ignore = ::fchmod(descriptor_, status.st_mode & 07777U);
  }
  bool flush() const { return ::fsync(descriptor_) == 0; }
  bool close() {
    const int closed = descriptor_;
    descriptor_ = -1;
    return ::close(closed) == 0;
  }

 private:
  int descriptor_;
};

}  // namespace

void write_atomically(const std::string& path, const std::string& content) {
  namespace fs = std::filesystem;
  if (path.empty()) throw UsageError("a file to be written needs a name");
  std::error_code ignored;
  if (fs::is_other(path, ignored)) {  // a device or a pipe has no name to be replaced: it is written to
    Descriptor out(path, O_WRONLY);
    if (!out.is_open() || !out.write(content) || !out.close()) refuse(path, "written", errno);
    return;
  }
  const fs::path linked = fs::weakly_canonical(path, ignored);  // a link goes on pointing to the file
  const fs::path target = linked.empty() ? fs::path(path) : linked;
  const std::string partial = target.string() + ".partial";
  {
    Descriptor out(partial, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
    if (!out.is_open()) refuse(path, "written", errno);
    out.take_permissions(target.string());
    if (!out.write(content) || !out.flush() || !out.close()) {
      const int error = errno;
      ::unlink(partial.c_str());
      refuse(path, "written", error);
    }
  }
  if (std::rename(partial.c_str(), target.c_str()) != 0) {
    const int error = errno;
    ::unlink(partial.c_str());
    refuse(path, "written", error);
  }
  // The new name too must be on the disk. Some file systems cannot flush a directory; nothing is lost by that but time.
  const Descriptor directory(target.has_parent_path() ? target.parent_path().string() : ".",
                             O_RDONLY | O_DIRECTORY);
  if (directory.is_open() && !directory.flush() && errno != EINVAL) refuse(path, "written", errno);
}

namespace detail {

std::string read_file(const std::string& path) {
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) refuse(path, "read", errno);
  if (std::filesystem::is_directory(path)) refuse(path, "read", EISDIR);
  in >> std::ws;
  std::string text;
  if (in.peek() == '{') text.assign(std::istreambuf_iterator<char>(in), {});
  else if (const int c = in.get(); c != EOF)
    text = static_cast<char>(c);  // no document, and perhaps without an end
  if (in.bad()) refuse(path, "read", errno);
  return text;
}

bool file_exists(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return true;
  if (errno != ENOENT) refuse(path, "read", errno);
  return false;
}

}  // namespace detail

}  // namespace slope
