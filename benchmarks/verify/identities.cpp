// SPDX-License-Identifier: MIT
// How long verdicts take: the central identity, a network of 80 neurons, and both with a wrong constant.
#include <benchmark/benchmark.h>

#include <string>

#include "slope/slope.hpp"
#include "slope/verify/identity.hpp"

namespace slope::bench {

namespace {

struct Identity {
  Expr lhs, rhs;
};

Identity central() { return {parse("diff(sigmoid(x), x)"), parse("sigmoid(x)*(1 - sigmoid(x))")}; }

// A network 2-n-1: the slope by a weight of the first neuron, and, in `all`, the sum of the slopes by all of them.
Identity network(int n, bool all) {
  const auto name = [](const char* prefix, int i) { return symbol(prefix + std::to_string(i)); };
  const Expr x1 = symbol("x1"), x2 = symbol("x2");
  Expr z = symbol("c");
  std::vector<Expr> h, w;
  for (int i = 0; i < n; ++i) {
    w.push_back(name("w", i));
    h.push_back(sigmoid(w[static_cast<std::size_t>(i)] * x1 + name("u", i) * x2 + name("b", i)));
    z = z + name("v", i) * h.back();
  }
  const Expr y = sigmoid(z);
  const std::vector<Expr> slopes = gradient(y, w);
  Expr lhs = slopes[0], rhs = y * (1 - y) * name("v", 0) * h[0] * (1 - h[0]) * x1;
  for (int i = 1; all && i < n; ++i) {
    const auto k = static_cast<std::size_t>(i);
    lhs = lhs + slopes[k];
    rhs = rhs + y * (1 - y) * name("v", i) * h[k] * (1 - h[k]) * x1;
  }
  return {lhs, rhs};
}

void run(benchmark::State& state, const Identity& identity, Verdict::Kind wanted) {
  for (auto _ : state) {
    const Verdict v = verify(identity.lhs, identity.rhs);
    if (v.kind != wanted) state.SkipWithError(v.text().c_str());
  }
}

Identity wrong(Identity i) { return {i.lhs, i.rhs + Expr(Rational::from_decimal("1e-30"))}; }

constexpr auto proved = Verdict::Kind::proved, refuted = Verdict::Kind::refuted;
void central_proved(benchmark::State& s) { run(s, central(), proved); }
void central_refuted(benchmark::State& s) { run(s, wrong(central()), refuted); }
void network_proved(benchmark::State& s) { run(s, network(static_cast<int>(s.range(0)), false), proved); }
void network_refuted(benchmark::State& s) {
  run(s, wrong(network(static_cast<int>(s.range(0)), false)), refuted);
}
void network_all_proved(benchmark::State& s) { run(s, network(static_cast<int>(s.range(0)), true), proved); }
BENCHMARK(central_proved)->Unit(benchmark::kMicrosecond);
BENCHMARK(central_refuted)->Unit(benchmark::kMicrosecond);
BENCHMARK(network_proved)->Arg(10)->Arg(80)->Unit(benchmark::kMillisecond);
BENCHMARK(network_refuted)->Arg(80)->Unit(benchmark::kMillisecond);
BENCHMARK(network_all_proved)->Arg(80)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace slope::bench
