// SPDX-License-Identifier: MIT
#include "child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include "slope/core/error.hpp"

namespace slope::tool {

namespace {

constexpr std::size_t kept_errors = 2000;  // bytes, at the beginning and at the end
constexpr auto grace = std::chrono::milliseconds(500);

void close(int& fd) {
  if (fd >= 0) ::close(fd);
  fd = -1;
}

struct Pipe {
  int read = -1, write = -1;
  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
      throw Error(fmt::format("no pipe can be made: {}", std::strerror(errno)));
    read = ends[0];
    write = ends[1];
  }
  ~Pipe() {
    close(read);
    close(write);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
};

int taken(int& fd) {
  const int mine = fd;
  fd = -1;
  ::fcntl(mine, F_SETFL, ::fcntl(mine, F_GETFL) | O_NONBLOCK);
  return mine;
}

// In the new process, where only system calls are allowed.
[[noreturn]] void become(const char* command, const Pipe& in, const Pipe& out, const Pipe& err) {
  ::setpgid(0, 0);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(signal, SIG_DFL);
  const bool connected = ::dup2(in.read, STDIN_FILENO) >= 0 && ::dup2(out.write, STDOUT_FILENO) >= 0 &&
                         ::dup2(err.write, STDERR_FILENO) >= 0;
  if (connected) ::execl("/bin/sh", "sh", "-c", command, nullptr);
  ::_exit(127);
}

}  // namespace

std::string Ending::text() const {
  if (signal != 0) return fmt::format("was ended by signal {} ({})", signal, ::strsignal(signal));
  // A shell says so of the program that it ran.
  const std::string cause = code > 128 && code < 128 + NSIG
                                ? fmt::format(" (signal {}, {})", code - 128, ::strsignal(code - 128))
                                : "";
  return fmt::format("ended with exit code {}{}", code, cause);
}

Child::Child(const std::string& command) {
  Pipe in, out, err;
  process_ = ::fork();
  if (process_ < 0) throw Error(fmt::format("no process can be started: {}", std::strerror(errno)));
  if (process_ == 0) become(command.c_str(), in, out, err);
  ::setpgid(process_, process_);  // on both sides, since either may be first
  in_ = taken(in.write);
  out_ = taken(out.read);
  err_ = taken(err.read);
}

Child::~Child() {
  end();
  close(in_);
  close(out_);
  close(err_);
}

std::size_t Child::write(std::string_view bytes) {
  if (in_ < 0) return 0;
  const ssize_t n = ::write(in_, bytes.data(), bytes.size());
  if (n >= 0) return static_cast<std::size_t>(n);
  if (errno != EAGAIN && errno != EINTR) close(in_);
  return 0;
}

void Child::close_input() { close(in_); }

std::size_t Child::read_from(int& fd) {
  if (fd < 0) return 0;
  const ssize_t n = ::read(fd, buffer_.data(), buffer_.size());
  if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) close(fd);
  return n > 0 ? static_cast<std::size_t>(n) : 0;
}

std::string_view Child::read() { return std::string_view(buffer_).substr(0, read_from(out_)); }

void Child::read_errors() {
  const std::string_view text = std::string_view(buffer_).substr(0, read_from(err_));
  const std::size_t room = std::min(text.size(), kept_errors - errors_begin_.size());
  errors_begin_.append(text, 0, room);
  errors_end_.append(text, room);
  if (errors_end_.size() <= kept_errors) return;
  errors_end_.erase(0, errors_end_.size() - kept_errors);
  errors_cut_ = true;
}

std::string Child::errors_text() const {
  return errors_begin_ + (errors_cut_ ? "\n[...]\n" : "") + errors_end_;
}

std::optional<Ending> Child::ending() {
  if (ending_) return ending_;
  siginfo_t info{};
  // The process is left as it is: as long as it is not reaped, the number of its group is not used again.
  if (::waitid(P_PID, static_cast<id_t>(process_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
      info.si_pid == 0)
    return std::nullopt;
  const bool by_itself = info.si_code == CLD_EXITED;
  ending_ = by_itself ? Ending{info.si_status, 0} : Ending{0, info.si_status};
  return ending_;
}

void Child::end() {
  if (ended_) return;
  ended_ = true;
  close(in_);
  // Whoever is about to end by itself, with a last word, may.
  const auto wait = [&](auto how_long) {
    const auto until = std::chrono::steady_clock::now() + how_long;
    while (!ending() || err_ >= 0) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now())
              .count();
      if (left <= 0) return;
      pollfd errors{err_, POLLIN, 0};
      ::poll(&errors, 1, static_cast<int>(std::min<long long>(left, 10)));
      if (errors.revents != 0) read_errors();
    }
  };
  wait(grace / 10);
  if (!ending_ || err_ >= 0) {
    ::kill(-process_, SIGTERM);
    ::kill(-process_, SIGCONT);  // a stopped process would never know
    wait(grace);
  }
  ::kill(-process_, SIGKILL);
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace slope::tool
