// SPDX-License-Identifier: MIT
// Times every engine on every workload, in one process and one pinned thread, and prints the times as JSON.
// Each round runs all engines of a workload in another order for about a millisecond each; an engine's time is
// its shortest. So what the machine does besides disturbs all alike.
#include <sched.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <ctime>
#include <exception>
#include <iostream>
#include <limits>
#include <map>
#include <random>

#include "check.hpp"
#include "hand/hand.hpp"

namespace slope::bench {

std::vector<Runner>& runners() {
  static auto* const all = new std::vector<Runner>;  // for good: engines may have statics that die first
  return *all;
}

namespace {

struct Options {
  int rounds = 60;
  double batch_seconds = 1e-3;
  std::string only;      // part of an engine's name, if not empty
  std::string workload;  // its name, if not all
};

struct Timed {
  const Runner* runner;
  std::size_t times = 1;
  double seconds = std::numeric_limits<double>::infinity();
};

struct Workload {
  std::string name, title;
  std::vector<double> x;
  std::size_t derivatives;
};

template <class F> Workload workload(std::size_t derivatives = F::inputs) {
  return {std::string(F::name), std::string(F::title), F::start(), derivatives};
}

double thread_seconds() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double seconds_of(const Runner& runner, std::size_t times, Problem& problem) {
  runner.run(1, problem);  // brings the engine's memory into the cache
  const double start = thread_seconds();
  runner.run(times, problem);
  return thread_seconds() - start;
}

std::vector<Timed> measure(const Workload& workload, const Options& options) {
  std::map<std::string, const Runner*> by_name;
  std::vector<Timed> timed;
  for (Runner& runner : runners()) {
    runner.run = nullptr;
    const bool by_hand = runner.engine.name == hand_primal.name || runner.engine.name == hand_adjoint.name;
    const bool chosen = by_hand || runner.engine.name.find(options.only) != std::string::npos;
    if (runner.workload != workload.name || !chosen) continue;
    runner.run = runner.make();
    by_name[runner.engine.name] = &runner;
    timed.push_back({&runner});
  }
  Problem problem{workload.x, 0, std::vector<double>(workload.derivatives)};
  by_name.at(hand_adjoint.name)->run(1, problem);
  const Problem by_hand = problem;
  check_adjoint(*by_name.at(hand_primal.name), by_hand);
  for (const Timed& one : timed)
    if (one.runner->engine.name != hand_primal.name) check_engine(*one.runner, by_hand);

  for (Timed& one : timed) {
    const double first = seconds_of(*one.runner, 1, problem);
    one.times = static_cast<std::size_t>(std::max(1.0, options.batch_seconds / std::max(first, 1e-7)));
    const double batch = seconds_of(*one.runner, one.times, problem) / static_cast<double>(one.times);
    one.times = static_cast<std::size_t>(std::max(1.0, options.batch_seconds / batch));
  }
  std::mt19937 random(1);
  for (int round = 0; round < options.rounds; ++round) {
    std::shuffle(timed.begin(), timed.end(), random);
    for (Timed& one : timed)
      one.seconds =
          std::min(one.seconds, seconds_of(*one.runner, one.times, problem) / static_cast<double>(one.times));
  }
  return timed;
}

void pin_thread() {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  for (std::size_t cpu = CPU_SETSIZE; cpu-- > 0;)
    if (CPU_ISSET(cpu, &allowed)) {
      CPU_ZERO(&allowed);
      CPU_SET(cpu, &allowed);
      sched_setaffinity(0, sizeof allowed, &allowed);
      return;
    }
}

void run(const Options& options) {
  const std::vector<Workload> workloads = {
      workload<Tiny>(),
      workload<SmallNetwork>(),
      workload<WideNetwork>(),
      workload<Rosenbrock>(),
      workload<Product>(),
      workload<Mixture>(),
      workload<Heston>(),
      workload<LogisticRegression>(LogisticRegression::inputs * LogisticRegression::inputs),
      workload<Ring>(),
      workload<Borehole>()};
  std::cout << "{\"compiler\": \"g++ " __VERSION__ "\", \"flags\": \"" SLOPE_BENCHMARK_FLAGS
               "\", \"left_out\": \"" SLOPE_BENCHMARK_LEFT_OUT "\",\n\"workloads\": [";
  const char* separator = "\n";
  std::vector<std::vector<Timed>> all;
  for (const Workload& workload : workloads) {
    if (!options.workload.empty() && workload.name != options.workload) continue;
    std::cerr << workload.name << ' ' << workload.title << std::endl;
    all.push_back(measure(workload, options));
    std::cout << separator << "{\"name\": \"" << workload.name << "\", \"title\": \"" << workload.title
              << "\"}";
    separator = ",\n";
  }
  std::cout << "],\n\"times\": [";
  separator = "\n";
  for (const auto& timed : all)
    for (const Timed& one : timed) {
      std::cout << separator << "{\"engine\": \"" << one.runner->engine.name << "\", \"version\": \""
                << one.runner->engine.version << "\", \"workload\": \"" << one.runner->workload
                << "\", \"seconds\": " << one.seconds << "}";
      separator = ",\n";
    }
  std::cout << "]}" << std::endl;
}

}  // namespace
}  // namespace slope::bench

int main(int argc, char** argv) {
  slope::bench::Options options;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--quick") == 0) {
      options.rounds = 3;
      options.batch_seconds = 2e-4;
    } else if (std::strncmp(argv[i], "--engine=", 9) == 0) {
      options.only = argv[i] + 9;
    } else if (std::strncmp(argv[i], "--workload=", 11) == 0) {
      options.workload = argv[i] + 11;
    } else {
      std::cerr << "usage: autodiff_benchmark [--quick] [--engine=PART_OF_A_NAME] [--workload=NAME]\n";
      return 2;
    }
  }
  try {
    slope::bench::pin_thread();
    slope::bench::run(options);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
