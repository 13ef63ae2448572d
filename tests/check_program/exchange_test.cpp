// SPDX-License-Identifier: MIT
// Programs that behave, and programs that misbehave in every way: each gets its own message, and nothing hangs or is left.
#include "../../src/tool/check/exchange.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

namespace slope::tool {

namespace {

using std::chrono::milliseconds;

Points numbers(std::size_t n) {
  Points points;
  for (std::size_t i = 0; i < n; ++i) points.coordinates.push_back(static_cast<double>(i));
  return points;
}

struct Outcome {
  std::vector<double> results;
  std::vector<std::string> notes;
  std::string failure;
  milliseconds took{};
};

Outcome run(const std::string& command, std::size_t points = 10, milliseconds silence = milliseconds(20'000),
            Wire wire = {}) {
  Outcome outcome;
  const auto start = std::chrono::steady_clock::now();
  try {
    outcome.notes = run_exchange({command, wire, 1, silence}, numbers(points),
                                 [&](std::size_t i, std::span<const double> result) {
                                   EXPECT_EQ(i, outcome.results.size());
                                   outcome.results.push_back(result[0]);
                                 });
  } catch (const ProgramFailure& e) {
    outcome.failure = e.what();
  }
  outcome.took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
  return outcome;
}

// The message about a program of which the point is that it is not right.
std::string complaint(const std::string& command, Wire wire = {},
                      milliseconds silence = milliseconds(20'000)) {
  const Outcome outcome = run(command, 10, silence, wire);
  EXPECT_LT(outcome.took, milliseconds(15'000));
  const std::string start = "the program '" + command + "' ";
  EXPECT_TRUE(outcome.failure.starts_with(start)) << outcome.failure;
  return outcome.failure.substr(std::min(start.size(), outcome.failure.size()));
}

TEST(Exchange, BringsAllResultsInOrder) {
  for (const char* program :
       {"cat", "sort -n", "cat | tac | tac", "while read -r x; do echo \"$x\"; done", "(cat <&3 &) 3<&0",
        "sed 's/$/\\r/'", "awk '{ printf \"%s%s\", sep, $1; sep = \"\\n\" }'", "sed 's/^/  +/; s/$/ ,/'",
        "stdbuf -oL cat"}) {
    const Outcome outcome = run(program);
    EXPECT_EQ(outcome.failure, "") << program;
    ASSERT_EQ(outcome.results.size(), 10u) << program;
    for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(outcome.results[i], static_cast<double>(i)) << program;
    EXPECT_TRUE(outcome.notes.empty()) << program;
  }
}

TEST(Exchange, NeitherSideWaitsForTheOther) {
  // More than pipes hold, in both directions, all read first or written last.
  for (const char* program : {"cat", "sort -n", "tac | tac"}) {
    const Outcome outcome = run(program, 300'000, milliseconds(20'000));
    EXPECT_EQ(outcome.failure, "") << program;
    ASSERT_EQ(outcome.results.size(), 300'000u) << program;
    EXPECT_EQ(outcome.results.back(), 299'999.0) << program;
  }
}

TEST(Exchange, Bytes) {
  for (const NumberType type : {NumberType::float32, NumberType::float64}) {
    const Outcome outcome = run("cat", 100'000, milliseconds(20'000), {type, true});
    EXPECT_EQ(outcome.failure, "");
    ASSERT_EQ(outcome.results.size(), 100'000u);
    EXPECT_EQ(outcome.results[99'999], 99'999.0);
  }
  EXPECT_EQ(complaint("head -c 20", {NumberType::float64, true}),
            "writes a bad result: number 3 of 10 is cut off after 4 of 8 bytes");
  EXPECT_EQ(complaint("cat; printf abc", {NumberType::float64, true}),
            "writes more than 10 results, one for each point: after the last comes 'abc'");
}

TEST(Exchange, NotANumberIsANumber) {
  for (const char* word : {"nan", "NaN", "-nan", "NAN"}) {
    const Outcome outcome = run("sed s/.*/" + std::string(word) + "/");
    EXPECT_EQ(outcome.failure, "");
    ASSERT_EQ(outcome.results.size(), 10u);
    EXPECT_TRUE(std::isnan(outcome.results[3]));
  }
  EXPECT_EQ(run("sed s/.*/-inf/").results.at(3), -HUGE_VAL);
  EXPECT_EQ(run("sed s/.*/Infinity/").results.at(3), HUGE_VAL);
}

TEST(Exchange, Dies) {
  EXPECT_EQ(complaint("head -n 4; kill -SEGV $$"),
            "was ended by signal 11 (Segmentation fault) after 4 of 10 results");
  EXPECT_EQ(complaint("head -n 4; sh -c 'kill -SEGV $$' 2>/dev/null; exit $?"),
            "ended with exit code 139 (signal 11, Segmentation fault) after 4 of 10 results");
  EXPECT_EQ(complaint("exit 3"), "ended with exit code 3 after 0 of 10 results");
  EXPECT_EQ(complaint("cat; exit 1"), "ended with exit code 1 after 10 of 10 results");
  EXPECT_EQ(complaint("echo 0; echo no such model >&2; exit 1"),
            "ended with exit code 1 after 1 of 10 results\nits standard error:\n  | no such model");
  EXPECT_EQ(complaint("./no_such_program"),
            "ended with exit code 127 after 0 of 10 results\nits standard error:\n  | sh: 1: "
            "./no_such_program: not found");
  // The last line is cut off: it is no result.
  EXPECT_EQ(complaint("head -n 3; printf 0.1; exit 2"), "ended with exit code 2 after 3 of 10 results");
}

std::string silence_of(const std::string& command) { return complaint(command, {}, milliseconds(1000)); }

TEST(Exchange, Hangs) {
  const std::string time = "it has neither read nor written nor ended; --timeout allows more";
  EXPECT_EQ(silence_of("cat >/dev/null; sleep 100"), "hangs: for 1 s, after 0 of 10 results, " + time);
  EXPECT_EQ(silence_of("sleep 100"), "hangs: for 1 s, after 0 of 10 results, " + time);
  EXPECT_EQ(silence_of("head -n 2; sleep 100"), "hangs: for 1 s, after 2 of 10 results, " + time);
  EXPECT_EQ(silence_of("cat; sleep 100"), "hangs: for 1 s, after 10 of 10 results, " + time);
  EXPECT_EQ(silence_of("cat; exec >&-; exec 2>&-; sleep 100"),
            "hangs: for 1 s, after 10 of 10 results and closing its output, " + time);
  EXPECT_EQ(silence_of("kill -STOP $$"), "hangs: for 1 s, after 0 of 10 results, " + time);
  EXPECT_EQ(silence_of("trap '' TERM INT HUP; while :; do sleep 0.05; done"),
            "hangs: for 1 s, after 0 of 10 results, " + time);
  EXPECT_EQ(silence_of("yes oops >&2").substr(0, 120),
            ("hangs: for 1 s, after 0 of 10 results, " + time + "\nits standard error:\n  | ...\n  | oops")
                .substr(0, 120));
}

TEST(Exchange, TooFew) {
  EXPECT_EQ(complaint("head -n 4"), "writes too few results: 4 of 10, then it ended with exit code 0");
  EXPECT_EQ(complaint("true"), "writes too few results: 0 of 10, then it ended with exit code 0");
  EXPECT_EQ(complaint("exec <&-; echo 0"), "writes too few results: 1 of 10, then it ended with exit code 0");
}

TEST(Exchange, TooMany) {
  EXPECT_EQ(complaint("cat; echo 11"),
            "writes more than 10 results, one for each point: after the last comes '11'");
  EXPECT_EQ(complaint("yes 1"), "writes more than 10 results, one for each point: after the last comes '1'");
  EXPECT_EQ(complaint("cat; printf done"),
            "writes more than 10 results, one for each point: after the last comes 'done'");
  EXPECT_EQ(run("cat; echo; echo ' '").failure, "");  // white space is no result
}

TEST(Exchange, Garbage) {
  EXPECT_EQ(complaint("echo hello"), "writes a bad result: number 1 of 10 is no number: 'hello'");
  EXPECT_EQ(complaint("head -n 3; echo '0.5x'"), "writes a bad result: number 4 of 10 is no number: '0.5x'");
  EXPECT_EQ(complaint("echo 1 2"),
            "writes a bad result: number 1 of 10 has 2 numbers where 1 is expected: '1 2'");
  EXPECT_EQ(complaint("echo; cat"), "writes a bad result: number 1 of 10 is an empty line");
  EXPECT_EQ(complaint("printf '\\0\\377\\033[31m'; echo"),
            "writes a bad result: number 1 of 10 is no number: '\\x00\\xff\\x1b[31m'");
  EXPECT_EQ(
      complaint("head -c 100000000 /dev/zero | tr '\\0' 1"),
      "writes a bad result: number 1 of 10 is longer than 1000 bytes, the limit for a line; it begins '" +
          std::string(60, '1') + "...'");
  EXPECT_EQ(
      complaint("echo usage: f FILE; echo no file >&2; sleep 100"),
      "writes a bad result: number 1 of 10 is no number: 'usage: f FILE'\nits standard error:\n  | no file");
}

TEST(Exchange, StandardErrorIsShownButNotAllOfIt) {
  const Outcome outcome = run("echo careful >&2; cat");
  EXPECT_EQ(outcome.failure, "");
  EXPECT_EQ(outcome.notes, std::vector<std::string>{"the program wrote to its standard error:\n  | careful"});
  const std::string failure = run("seq 100000 >&2; exit 1").failure;
  EXPECT_LT(failure.size(), 500u);
  EXPECT_TRUE(failure.ends_with("\n  | 99999\n  | 100000")) << failure;
}

// Whether a process with this argument is there.
bool is_running(const std::string& argument) {
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream in(entry.path() / "cmdline", std::ios::binary);
    for (std::string word; std::getline(in, word, '\0');)
      if (word == argument) return true;
  }
  return false;
}

TEST(Exchange, EndsWhatTheProgramHasStarted) {
  EXPECT_EQ(silence_of("(sleep 98.7654 &) ; sleep 98.7654 | cat"),
            "hangs: for 1 s, after 0 of 10 results, it has neither read nor written nor ended; --timeout "
            "allows more");
  const Outcome holds_output = run("sleep 98.7654 & cat", 10, milliseconds(20'000));
  EXPECT_EQ(holds_output.failure, "");
  EXPECT_EQ(holds_output.results.size(), 10u);
  EXPECT_LT(holds_output.took, milliseconds(15'000));
  EXPECT_EQ(holds_output.notes,
            std::vector<std::string>{"the program ended, but left a process that kept its output open"});
  EXPECT_EQ(run("sleep 98.7654 >/dev/null 2>&1 & cat").failure, "");
  EXPECT_EQ(run("sh -c 'trap \"\" TERM; sleep 98.7654; sleep 98.7654' >/dev/null 2>&1 & cat").failure, "");
  for (int i = 0; i < 500 && is_running("98.7654"); ++i) std::this_thread::sleep_for(milliseconds(10));
  EXPECT_FALSE(is_running("98.7654"));
}

TEST(Exchange, MemoryDoesNotGrowWithWhatIsExchanged) {
  const auto peak = [] {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
  };
  const Points points = numbers(1'000'000);
  [[maybe_unused]] const long before = peak();
  std::size_t taken = 0;
  run_exchange({"cat", {}, 1, milliseconds(20'000)}, points,
               [&](std::size_t, std::span<const double>) { ++taken; });
  EXPECT_EQ(taken, 1'000'000u);
#ifndef __SANITIZE_ADDRESS__
  EXPECT_LT(peak() - before, 2000);  // kilobytes; all the text is 14 000
#endif
}

}  // namespace

}  // namespace slope::tool
