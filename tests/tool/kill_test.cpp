// SPDX-License-Identifier: MIT
// slope train, killed again and again, ends with the model of a run that nothing happened to.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>
#include <vector>

namespace slope::tool {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Kill : public testing::Test {
 protected:
  Kill() {
    std::string name = (fs::temp_directory_path() / "slope-kill-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    folder_ = name;
    std::ofstream rows(folder_ / "rows.csv");
    rows << "x,y,above\n";
    for (int i = 0; i < 60; ++i) {
      const double a = std::sin(7.0 * i), b = std::cos(11.0 * i);
      rows << a << ',' << b << ',' << (a + b > 0) << '\n';
    }
  }
  ~Kill() override { fs::remove_all(folder_); }

  /// Starts slope train on the rows, with its messages in the file `log`.
  pid_t start(std::vector<std::string> more, const char* epochs = "2000") const {
    std::vector<std::string> words{"slope",     "train", "rows.csv",   "--epochs", epochs,
                                   "--dropout", "0.1",   "--patience", "1000"};
    words.insert(words.end(), more.begin(), more.end());
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child != 0) return child;
    if (::chdir(folder_.c_str()) != 0 || !std::freopen("log", "w", stderr) ||
        !std::freopen("out", "w", stdout))
      ::_exit(127);
    ::execv(SLOPE_PROGRAM, arguments.data());
    ::_exit(127);
  }
  /// How it ended: its exit code, or the negative number of the signal.
  static int end_of(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  std::string read(const std::string& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fs::path folder_;
};

// A model that cannot be written leaves the last state of the run, so that states can be compared too.
TEST_F(Kill, FiftyTimes) {
  ASSERT_EQ(end_of(start({"--save", "/dev/full", "--resume", "unbroken"})), 2);
  ASSERT_THAT(read("log"), HasSubstr("No space left on device"));
  std::mt19937 random(1);
  const auto sleep = [&](double most) {
    const double seconds = most * std::uniform_real_distribution<>(0, 1)(random);
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  };
  int kills = 0;
  std::string last;
  while (kills < 55) {
    const pid_t child = start({"--save", "/dev/full", "--resume", "broken", "--checkpoint-every", "0"});
    ASSERT_GT(child, 0);
    if (kills % 11 == 10) {  // as it starts
      sleep(0.02);
      ++kills;
    } else {  // after a state that is new: in the middle of an epoch, or of the next state
      while (read("broken") == last && ::waitpid(child, nullptr, WNOHANG) == 0) sleep(0.001);
      sleep(0.004);
    }
    ::kill(child, SIGKILL);
    ASSERT_EQ(end_of(child), -SIGKILL) << read("log");
    const std::string now = read("broken");
    if (now != last) ++kills;
    last = now;
  }
  EXPECT_EQ(end_of(start({"--save", "/dev/full", "--resume", "broken"})), 2);
  EXPECT_EQ(read("broken"), read("unbroken"));
  for (const char* name : {"broken", "unbroken"})
    ASSERT_EQ(end_of(start({"--save", std::string(name) + ".json", "--resume", name})), 0) << read("log");
  EXPECT_EQ(read("broken.json"), read("unbroken.json"));
  EXPECT_FALSE(fs::exists(folder_ / "broken"));
}

TEST_F(Kill, PolitelySaysHowToGoOn) {
  for (const int signal : {SIGINT, SIGTERM}) {
    fs::remove(folder_ / "log");
    const pid_t child = start({"--save", "model"}, "100000000");
    for (int i = 0; i < 10'000 && read("log").find("epoch 1 ") == std::string::npos; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    for (int times = 0; times < 20; ++times) {  // at once, as `timeout` does it twice
      ::kill(child, signal);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_EQ(end_of(child), 128 + signal);
    EXPECT_THAT(read("log"), HasSubstr("--save model --resume model.checkpoint\n"));
    EXPECT_EQ(read("out"), "");
    EXPECT_TRUE(fs::remove(folder_ / "model.checkpoint"));
    EXPECT_FALSE(fs::exists(folder_ / "model"));
  }
}

}  // namespace
}  // namespace slope::tool
