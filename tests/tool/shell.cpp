// SPDX-License-Identifier: MIT
#include "shell.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace slope::tool {

namespace {

namespace fs = std::filesystem;

void in_test_environment() {
  const fs::path folder = fs::path(SLOPE_PROGRAM).parent_path();
  ::setenv("PATH", (folder.string() + ":" + "/usr/bin:/bin").c_str(), 1);
  ::setenv("LC_ALL", "C", 1);
  ::unsetenv("NO_COLOR");
}

std::string contents_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int exit_code(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

}  // namespace

Outcome run(const std::string& command) {
  in_test_environment();
  std::signal(SIGPIPE, SIG_DFL);
  std::string folder = (fs::temp_directory_path() / "slope-test-XXXXXX").string();
  if (!::mkdtemp(folder.data())) throw std::runtime_error("no temporary folder: " + folder);
  const fs::path out = fs::path(folder) / "out", err = fs::path(folder) / "err";
  std::ofstream(fs::path(folder) / "script") << command << "\n";
  const std::string line =
      "timeout 60 /bin/sh " + folder + "/script </dev/null >" + out.string() + " 2>" + err.string();
  const int status = std::system(line.c_str());
  Outcome outcome{contents_of(out), contents_of(err), exit_code(status)};
  fs::remove_all(folder);
  return outcome;
}

Conversation::Conversation(const std::string& command) {
  in_test_environment();
  std::signal(SIGPIPE, SIG_IGN);
  int in[2], out[2];
  if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  child_ = ::fork();
  if (child_ < 0) throw std::runtime_error("no process");
  if (child_ == 0) {
    std::signal(SIGPIPE, SIG_DFL);
    ::dup2(in[0], STDIN_FILENO);
    ::dup2(out[1], STDOUT_FILENO);
    const std::string replaced = "exec " + command;
    ::execl("/bin/sh", "sh", "-c", replaced.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(in[0]);
  ::close(out[1]);
  to_ = in[1];
  from_ = out[0];
}

Conversation::~Conversation() {
  if (child_ > 0) {
    ::kill(child_, SIGKILL);
    finish();
  }
  ::close(from_);
}

void Conversation::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(to_, text.data(), text.size());
    if (n <= 0) throw std::runtime_error("the program does not read");
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

void Conversation::close_input() {
  if (to_ >= 0) ::close(to_);
  to_ = -1;
}

std::string Conversation::read_line() {
  for (;;) {
    if (const auto end = pending_.find('\n'); end != pending_.npos) {
      std::string line = pending_.substr(0, end);
      pending_.erase(0, end + 1);
      return line;
    }
    pollfd wait{from_, POLLIN, 0};
    char buffer[4096];
    const ssize_t n = ::poll(&wait, 1, 20'000) > 0 ? ::read(from_, buffer, sizeof buffer) : 0;
    if (n <= 0) return "(no answer)";
    pending_.append(buffer, static_cast<std::size_t>(n));
  }
}

int Conversation::finish() {
  close_input();
  int status = 0;
  rusage usage{};
  ::wait4(child_, &status, 0, &usage);
  child_ = -1;
  peak_kilobytes = usage.ru_maxrss;
  return exit_code(status);
}

}  // namespace slope::tool
