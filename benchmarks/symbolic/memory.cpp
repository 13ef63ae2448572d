// SPDX-License-Identifier: MIT
// Bytes a node, with its share of the intern table: a chain and a sum of a million, made and held.
#include "engines.hpp"
#include "measure.hpp"

namespace slope::bench {
namespace {

template <class Step> void measure_memory(benchmark::State& state, Step step) {
  constexpr int n = 1'000'000;
  Graph::Statistics now{};
  for (auto _ : state) {
    Graph::instance().sweep();
    const double start = thread_seconds();
    Expr f = symbol("x");
    for (int i = 0; i < n; ++i) f = step(f, i);
    state.SetIterationTime(thread_seconds() - start);
    now = Graph::instance().statistics();
  }
  state.counters["nodes"] = static_cast<double>(now.nodes);
  state.counters["bytes_per_node"] = now.bytes_per_node();
}

const bool added = [] {
  add("make_chain", "slope",
      [](benchmark::State& s) { measure_memory(s, [](const Expr& f, int) { return sigmoid(f); }); });
  add("make_sum", "slope",
      [](benchmark::State& s) { measure_memory(s, [](const Expr& f, int i) { return f + i; }); });
  return true;
}();

}  // namespace
}  // namespace slope::bench
