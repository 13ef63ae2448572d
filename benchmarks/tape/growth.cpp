// SPDX-License-Identifier: MIT
// How a tape grows: time, stalls and memory of recordings of up to 10^8 operations, and what clearing them costs.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>

#include "slope/function/catalog.hpp"
#include "slope/tape/tape.hpp"

namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::size_t resident_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmRSS:") {
      std::size_t kilobytes = 0;
      status >> kilobytes;
      return kilobytes * 1024;
    }
  return 0;
}

struct Growth {
  double record = 0, sweep = 0, clear = 0,
         longest = 0;  // seconds; `longest` of a thousandth of the recording
  slope::TapeStatistics statistics{};
};

// Alternately y·x and 1/y: one record each, of two pairs and of one. Twice both is y again, so adjoints keep their size: where
// they dwindle, a sweep is a million multiplications of denormal numbers, which some processors take 70 ns for.
Growth record(slope::Tape<>& tape, std::size_t operations) {
  const auto x = tape.variable(0.75);
  slope::Var<double> y = x;
  Growth growth;
  const std::size_t part = std::max<std::size_t>(operations / 1000, 2);
  const auto start = Clock::now();
  for (std::size_t done = 0; done < operations; done += part) {
    const auto before = Clock::now();
    for (std::size_t i = 0; i < part; i += 2) {
      y = y * x;
      y = 1.0 / y;
    }
    growth.longest = std::max(growth.longest, seconds_since(before));
  }
  growth.record = seconds_since(start);
  growth.statistics = tape.statistics();
  const auto recorded = Clock::now();
  tape.reverse(y);
  growth.sweep = seconds_since(recorded);
  if (tape.adjoint(x) == 0) std::abort();
  const auto swept = Clock::now();
  tape.clear();
  growth.clear = seconds_since(swept);
  return growth;
}

}  // namespace

// usage: tape_growth [OPERATIONS]
int main(int count, char** arguments) {
  const auto most = static_cast<std::size_t>(count > 1 ? std::atof(arguments[1]) : 1e8);
  fmt::print(
      "| operations | record, ns each | longest 1/1000 of it, times the mean | sweep, ns each | clear, ns | "
      "record again, ns each | bytes each | resident, MB |\n|---|---|---|---|---|---|---|---|\n");
  for (std::size_t n = 10000; n <= most; n *= 10) {
    slope::Tape<> tape;
    const Growth first = record(tape, n), again = record(tape, n);
    const auto each = static_cast<double>(n);
    fmt::print("| {} | {:.2f} | {:.1f} | {:.2f} | {:.0f} | {:.2f} | {:.1f} | {} |\n", n,
               first.record / each * 1e9, first.longest * 1000 / first.record, first.sweep / each * 1e9,
               first.clear * 1e9, again.record / each * 1e9,
               static_cast<double>(first.statistics.bytes) / each, resident_bytes() >> 20U);
  }
}
