// SPDX-License-Identifier: MIT
// A run that is broken off, and resumed, ends where an unbroken one does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>
#include <thread>

#include "../../src/network/pace.hpp"
#include "scratch.hpp"
#include "slope/network/model_file.hpp"
#include "slope/network/train.hpp"

namespace slope {
namespace {

using testing::HasSubstr;

Dataset clouds() {
  Random random(1);
  std::vector<std::vector<double>> points;
  std::vector<std::size_t> labels;
  for (std::size_t i = 0; i < 80; ++i) {
    points.push_back({random.normal() + static_cast<double>(i % 2), random.normal()});
    labels.push_back(i % 2);
  }
  return binary_data(points, labels);
}

TrainOptions options_for(const OptimizerOptions& optimizer, std::size_t epochs) {
  TrainOptions options;
  options.epochs = epochs;
  options.batch = 16;
  options.optimizer = optimizer;
  options.validation = 0.25;
  options.patience = 1000;
  options.dropout = std::holds_alternative<Lbfgs>(optimizer) ? 0 : 0.1;
  options.schedule = CosineDecay{};
  options.checkpoint_seconds = 0;
  return options;
}

template <class T> struct Finished {
  std::vector<T> parameters;
  std::vector<double> losses;
  bool operator==(const Finished&) const = default;
};

template <class T> Finished<T> finish(const TrainOptions& options) {
  Network<T> net({2, 6, 1}, {.activation = "tanh"});
  const TrainResult result = train(net, clouds(), options);
  Finished<T> out{{net.parameters().begin(), net.parameters().end()}, {}};
  for (const EpochReport& report : result.history) out.losses.push_back(report.loss + report.validation_loss);
  return out;
}

// Stopped by the observer after every epoch, by each optimizer, and resumed in a new network.
template <class T> void expect_resumed() {
  for (const auto name : optimizer_names()) {
    SCOPED_TRACE(name);
    const Scratch scratch;
    TrainOptions options = options_for(optimizer(name), 6);
    const Finished<T> unbroken = finish<T>(options);
    options.checkpoint = scratch.file("run.json");
    options.resume = true;
    options.observer = [](const EpochReport&) { return Continue::no; };
    for (int i = 0; i < 5; ++i) EXPECT_NE(finish<T>(options), unbroken);
    EXPECT_EQ(finish<T>(options), unbroken);
  }
}
TEST(Checkpoint, ResumesWithTheSameBits) { expect_resumed<double>(); }
TEST(Checkpoint, ResumesWithTheSameBitsInFloat) { expect_resumed<float>(); }

// Trains in a process of its own, which exits with 0 at the end.
pid_t start(const TrainOptions& options) {
  const pid_t child = fork();
  if (child != 0) return child;
  int status = 0;
  try {
    finish<double>(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    status = 3;
  }
  _exit(status);
}

// The exit status of a process, or nothing if it had to be killed after so many seconds.
std::optional<int> wait_for(pid_t child, double seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    std::this_thread::sleep_for(std::chrono::microseconds(200));
    if (std::chrono::steady_clock::now() < end) continue;
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    break;
  }
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  return std::nullopt;
}

// Killed at random moments, in the middle of a step or of a write.
TEST(Checkpoint, SurvivesKills) {
  const Scratch scratch;
  TrainOptions options = options_for(Adam{.rate = 0.01}, 400);
  const Finished<double> unbroken = finish<double>(options);
  options.checkpoint = scratch.file("run.json");
  options.resume = true;
  Random random(2);
  int kills = 0;       // of runs that had come further than the last
  double most = 0.02;  // seconds that a run has before it is killed
  std::string last;
  bool finished = false;
  for (int run = 0; run < 2000 && !finished; ++run) {
    const pid_t child = start(options);
    ASSERT_GT(child, 0);
    const std::optional<int> status =
        kills < 60 ? wait_for(child, most * random.uniform()) : wait_for(child, 1e9);
    const std::string now = scratch.read("run.json");
    if (!status) {
      if (now != last) ++kills;
      else most *= 1.2;  // too slow a machine
      last = now;
      continue;
    }
    ASSERT_EQ(*status, 0);
    finished = kills >= 50;
    if (!finished) {  // too fast a machine: again, from the beginning
      std::filesystem::remove(scratch.file("run.json"));
      most *= 0.7;
    }
  }
  EXPECT_TRUE(finished);
  EXPECT_GE(kills, 50);
  EXPECT_EQ(finish<double>(options), unbroken);
}

TEST(Checkpoint, SaysWhatIsWrong) {
  const Scratch scratch;
  TrainOptions options = options_for(Adam{}, 3);
  options.checkpoint = scratch.file("run.json");
  options.resume = true;
  finish<double>(options);
  const auto refusal = [&](const TrainOptions& o, const Dataset& data = clouds(),
                           std::size_t hidden = 6) -> std::string {
    try {
      Network net({2, hidden, 1}, {.activation = "tanh"});
      train(net, data, o);
    } catch (const UsageError& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_EQ(refusal(options), "accepted");
  TrainOptions other = options;
  other.seed = 2;
  EXPECT_THAT(refusal(other), HasSubstr("another run: its options differ"));
  other = options;
  other.optimizer = Adam{.rate = 0.02};
  EXPECT_THAT(refusal(other), HasSubstr("options differ"));
  Dataset data = clouds();
  data.features[5] += 1e-9;
  EXPECT_THAT(refusal(options, data), HasSubstr("data differ"));
  EXPECT_THAT(refusal(options, clouds(), 7), HasSubstr("network differs"));
  data = clouds();
  std::swap(data.about.features[0], data.about.features[1]);
  EXPECT_THAT(refusal(options, data), HasSubstr("data differ"));
  data = clouds();
  data.about.classes = {"alive", "cured"};
  EXPECT_THAT(refusal(options, data), HasSubstr("data differ"));

  const std::string text = scratch.read("run.json");
  write_atomically(options.checkpoint, text.substr(0, text.size() / 2));
  EXPECT_THAT(refusal(options), HasSubstr("cut off"));
  std::string changed = text;
  changed[changed.find("\"epoch\": 3") + 9] = '2';
  write_atomically(options.checkpoint, changed);
  EXPECT_THAT(refusal(options), HasSubstr("changed since it was written"));
  other = options;
  other.resume = false;
  other.checkpoint = "/dev/full";
  EXPECT_THAT(refusal(other), HasSubstr("No space left"));
  other.checkpoint = "/no such folder/run.json";
  EXPECT_THAT(refusal(other), HasSubstr("cannot be written"));
}

// Never more than a twentieth of the time, by a clock of our own.
TEST(Checkpoint, IsNotWrittenTooOften) {
  using std::chrono::milliseconds;
  for (const int cost : {1, 40, 3000}) {
    detail::Pace::Time now{};
    detail::Pace pace(1, now);
    int writes = 0;
    const auto end = now + std::chrono::hours(1);
    for (; now < end; now += milliseconds(7)) {  // an epoch
      if (!pace.is_due(now)) continue;
      const auto from = now;
      now += milliseconds(cost);
      pace.wrote(from, now);
      ++writes;
    }
    EXPECT_LE(writes * cost, 3600 * 1000 / 20);
    EXPECT_LE(writes, 3600);
    EXPECT_GT(writes, cost < 50 ? 3400 : 3600 * 1000 / (22 * cost));
  }
  EXPECT_TRUE(detail::Pace(0, {}).is_due({}));
}

// A file that replaced another has another number.
TEST(Checkpoint, IsWrittenAsOftenAsAskedFor) {
  const Scratch scratch;
  const auto count = [&](double seconds, std::size_t epochs) {
    TrainOptions options = options_for(Sgd{}, epochs);
    options.checkpoint = scratch.file("run.json");
    std::filesystem::remove(options.checkpoint);
    options.checkpoint_seconds = seconds;
    std::size_t writes = 0;
    ino_t last = 0;
    options.observer = [&](const EpochReport&) {
      struct stat file {};
      if (::stat(options.checkpoint.c_str(), &file) == 0 && file.st_ino != last) ++writes, last = file.st_ino;
      return Continue::yes;
    };
    finish<double>(options);
    EXPECT_TRUE(std::filesystem::exists(options.checkpoint));
    return writes;
  };
  EXPECT_EQ(count(1000, 300), 0);
  EXPECT_EQ(count(0, 30), 29);  // and the last, after the observer's last call
}

// A run of a constant rate may be made longer.
TEST(Checkpoint, MayGoOnForMoreEpochs) {
  const Scratch scratch;
  TrainOptions options = options_for(Sgd{}, 4);
  options.schedule = ConstantRate{};
  options.checkpoint = scratch.file("run.json");
  options.resume = true;
  finish<double>(options);
  options.epochs = 9;
  const Finished<double> longer = finish<double>(options);
  options.checkpoint.clear();
  options.resume = false;
  EXPECT_EQ(longer, finish<double>(options));
}

}  // namespace
}  // namespace slope
