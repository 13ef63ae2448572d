// SPDX-License-Identifier: MIT
// Times all contenders side by side and prints benchmarks/results/kernel.md.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <map>
#include <random>
#include <string>

#include "contenders.hpp"

namespace slope::bench {
namespace {

constexpr std::size_t in_cache = 1 << 14, in_memory = 1 << 22;

double seconds(const std::function<void()>& work, int times) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / times;
}

/// The median of `rounds` measurements in ns per element, all contenders taking turns in each round.
template <class T> std::vector<double> measure(const Contenders<T>& all, std::size_t n, int rounds) {
  std::mt19937 random(1);
  std::normal_distribution<T> normal(0, 4);
  std::uniform_real_distribution<T> uniform(T(0.001), T(0.999));
  std::vector<T> x(n), p(n), y(n), d(n);
  for (T& v : x) v = normal(random);
  for (T& v : p) v = uniform(random);
  std::vector<std::function<void()>> work;
  for (const Contender<T>& c : all)
    work.push_back(c.prepare(c.function == "logit" ? p.data() : x.data(), y.data(), d.data(), n));
  std::vector<std::vector<double>> times(all.size());
  for (int round = 0; round < rounds; ++round)
    for (std::size_t i = 0; i < all.size(); ++i) {
      work[i]();
      times[i].push_back(seconds(work[i], n == in_cache ? 8 : 1) * 1e9 / static_cast<double>(n));
    }
  std::vector<double> medians;
  for (std::vector<double>& t : times) {
    std::nth_element(t.begin(), t.begin() + static_cast<std::ptrdiff_t>(t.size() / 2), t.end());
    medians.push_back(t[t.size() / 2]);
  }
  return medians;
}

template <class T> Contenders<T> contenders() {
  Contenders<T> all;
  add_slope(all);
  add_standard(all);
#if defined HAVE_EIGEN
  add_eigen(all);
#endif
#if defined HAVE_SLEEF
  add_sleef(all);
#endif
#if defined HAVE_TORCH
  add_torch(all);
#endif
  return all;
}

template <class T> void run(const char* type, int rounds) {
  const Contenders<T> all = contenders<T>();
  const std::vector<double> cache = measure(all, in_cache, rounds),
                            memory = measure(all, in_memory, rounds / 4 + 1);
  std::vector<std::pair<std::string, bool>> rows;
  for (const Contender<T>& c : all)
    if (const std::pair row(c.function, c.slopes); std::find(rows.begin(), rows.end(), row) == rows.end())
      rows.push_back(row);
  fmt::print("## {}\n\n| function | contender | ns, in cache | Slope / it | ns, in memory | Slope / it |\n",
             type);
  fmt::print("|---|---|---|---|---|---|\n");
  for (const auto& [function, slopes] : rows) {
    // The last of Slope's instruction sets is the one that a user gets.
    std::size_t best = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].function == function && all[i].slopes == slopes && all[i].name.starts_with("Slope "))
        best = i;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].function != function || all[i].slopes != slopes) continue;
      fmt::print("| {}{} | {} | {:.2f} | {:.2f} | {:.2f} | {:.2f} |\n", function, slopes ? " and slope" : "",
                 all[i].name, cache[i], cache[best] / cache[i], memory[i], memory[best] / memory[i]);
    }
  }
  fmt::print("\n");
}

}  // namespace
}  // namespace slope::bench

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 41;
  slope::bench::run<double>("double", rounds);
  slope::bench::run<float>("float", rounds);
}
