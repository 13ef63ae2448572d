// SPDX-License-Identifier: MIT
// How one workload is timed: CPU time of the thread around the work alone. What prepares the input, and what
// frees input and result, is not in the figure of any engine.
#pragma once

#include <benchmark/benchmark.h>

#include <ctime>
#include <string>
#include <type_traits>
#include <vector>

namespace slope::bench {

inline double thread_seconds() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// Cold: each piece of work has an input of its own, `prepare(tag)` with tags that differ, so with other
/// symbols, and the engine has forgotten the pieces before: nothing of the result exists yet. `batch` pieces
/// are timed together when one is too short for the clock.
template <class Engine, class Prepare, class Work>
void measure_cold(benchmark::State& state, std::size_t batch, Prepare prepare, Work work) {
  using Input = std::invoke_result_t<Prepare, std::string>;
  using Output = std::invoke_result_t<Work, const Input&>;
  while (state.KeepRunningBatch(static_cast<benchmark::IterationCount>(batch))) {
    std::vector<Input> inputs;
    for (std::size_t i = 0; i < batch; ++i) inputs.push_back(prepare(std::to_string(i)));
    std::vector<Output> outputs;
    outputs.reserve(batch);
    const double start = thread_seconds();
    for (const Input& input : inputs) outputs.push_back(work(input));
    state.SetIterationTime(thread_seconds() - start);
    outputs.clear();
    inputs.clear();
    Engine::forget();
  }
}

/// Warm: the same work on the same input again, while the first result is alive.
template <class Prepare, class Work>
void measure_warm(benchmark::State& state, std::size_t batch, Prepare prepare, Work work) {
  const auto input = prepare("0");
  const auto first = work(input);
  while (state.KeepRunningBatch(static_cast<benchmark::IterationCount>(batch))) {
    const double start = thread_seconds();
    for (std::size_t i = 0; i < batch; ++i) benchmark::DoNotOptimize(work(input));
    state.SetIterationTime(thread_seconds() - start);
  }
}

/// Registers a benchmark named `workload/engine`.
template <class F> bool add(const std::string& workload, const std::string& engine, F run) {
  benchmark::RegisterBenchmark((workload + "/" + engine).c_str(), run)
      ->UseManualTime()
      ->Unit(benchmark::kMicrosecond);
  return true;
}

/// Registers `slope` and `slope_warm`.
template <class Engine, class Prepare, class Work>
void add_both(const std::string& workload, std::size_t batch, Prepare prepare, Work work) {
  add(workload, "slope", [=](benchmark::State& s) { measure_cold<Engine>(s, batch, prepare, work); });
  add(workload, "slope_warm", [=](benchmark::State& s) { measure_warm(s, batch, prepare, work); });
}

/// Registers `ginac`.
template <class Engine, class Prepare, class Work>
void add_peer(const std::string& workload, std::size_t batch, Prepare prepare, Work work) {
  add(workload, "ginac", [=](benchmark::State& s) { measure_cold<Engine>(s, batch, prepare, work); });
}

}  // namespace slope::bench
