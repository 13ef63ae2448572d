// SPDX-License-Identifier: MIT
// Times a training step by all contenders side by side and prints benchmarks/results/network.md.
//
//   network_benchmark ROUNDS [FILE]
//
// FILE has the times of contenders that ran elsewhere: type, layers, batch, name and microseconds, parted by tabs.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "contenders.hpp"

namespace slope::bench {
namespace {

struct Shape {
  std::vector<std::size_t> sizes;
  std::size_t batch;
};
const Shape shapes[] = {
    {{2, 16, 1}, 4}, {{8, 16, 16, 1}, 1}, {{30, 16, 1}, 32}, {{64, 32, 10}, 32}, {{784, 128, 10}, 64}};

template <class T> Problem<T> problem(const Shape& shape) {
  std::mt19937 random(1);
  std::normal_distribution<double> normal;
  const auto numbers = [&](std::size_t n, double scale) {
    std::vector<T> x(n);
    for (T& v : x) v = static_cast<T>(scale * normal(random));
    return x;
  };
  Problem<T> p{shape.sizes, shape.batch, numbers(shape.batch * shape.sizes[0], 1), {}, {}, {}, T(0.001)};
  p.target = numbers(shape.batch * shape.sizes.back(), 1);
  for (T& t : p.target) t = t > 0 ? T(1) : T(0);
  for (std::size_t i = 0; i + 1 < shape.sizes.size(); ++i) {
    p.w.push_back(
        numbers(shape.sizes[i] * shape.sizes[i + 1], 1 / std::sqrt(static_cast<double>(shape.sizes[i]))));
    p.b.push_back(numbers(shape.sizes[i + 1], 0.1));
  }
  return p;
}

template <class T> Contenders<T> contenders(const Problem<T>& p) {
  Contenders<T> all;
  add_slope(all, p);
#if defined HAVE_HAND
  add_hand(all, p);
#endif
#if defined HAVE_EIGEN
  add_eigen(all, p);
#endif
#if defined HAVE_BLAS
  add_blas(all, p);
#endif
#if defined HAVE_FANN
  add_fann(all, p);
#endif
#if defined HAVE_TORCH
  add_torch(all, p);
#endif
  return all;
}

/// Who does the same as the first to within rounding; FANN, say, has another loss.
template <class T> std::vector<bool> agreement(Contenders<T>& all) {
  std::vector<bool> agrees;
  T first = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    T loss = 0;
    for (int step = 0; step < 20; ++step) loss = all[i].step();
    if (i == 0) first = loss;
    agrees.push_back(std::fabs(loss - first) <= (sizeof(T) == 4 ? 1e-3 : 1e-10) * std::fabs(first));
  }
  return agrees;
}

/// The least of `rounds` measurements in µs, all contenders taking turns.
template <class T> std::vector<double> measure(Contenders<T>& all, int rounds) {
  using Clock = std::chrono::steady_clock;
  const auto microseconds = [](Contender<T>& c, int steps) {
    const auto start = Clock::now();
    for (int i = 0; i < steps; ++i) c.step();
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count() / steps;
  };
  std::vector<double> least;
  std::vector<int> steps;
  for (Contender<T>& c : all) {
    least.push_back(microseconds(c, 5));
    steps.push_back(std::clamp(static_cast<int>(300 / least.back()), 1, 1000));
  }
  for (int round = 0; round < rounds; ++round)
    for (std::size_t i = 0; i < all.size(); ++i)
      least[i] = std::min(least[i], microseconds(all[i], steps[i]));
  return least;
}

struct Elsewhere {
  std::string type, layers, batch, name, microseconds;
};
std::vector<Elsewhere> read_elsewhere(const char* file) {
  std::vector<Elsewhere> all;
  std::ifstream in(file);
  const auto next = [&](std::string& field, char end) {
    return static_cast<bool>(std::getline(in, field, end));
  };
  for (Elsewhere e; next(e.type, '\t') && next(e.layers, '\t') && next(e.batch, '\t') && next(e.name, '\t') &&
                    next(e.microseconds, '\n');)
    all.push_back(e);
  return all;
}

template <class T> void run(const std::string& type, int rounds, const std::vector<Elsewhere>& elsewhere) {
  for (const Shape& shape : shapes) {
    const Problem<T> p = problem<T>(shape);
    Contenders<T> all = contenders(p);
    const std::vector<bool> agrees = agreement(all);
    const std::vector<double> times = measure(all, rounds);
    std::size_t best = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].name.starts_with("Slope")) best = i;
    const std::string layers = fmt::format("{}", fmt::join(shape.sizes, "-"));
    fmt::print("## {}, {}, batch {}\n\n| contender | µs a step | Slope / it |\n|---|---|---|\n", type, layers,
               shape.batch);
    for (std::size_t i = 0; i < all.size(); ++i)
      fmt::print("| {}{} | {:.3f} | {:.3g} |\n", all[i].name, agrees[i] ? "" : " (another result)", times[i],
                 times[best] / times[i]);
    for (const Elsewhere& e : elsewhere)
      if (e.type == type && e.layers == layers && e.batch == std::to_string(shape.batch))
        fmt::print("| {} | {} | {:.3g} |\n", e.name, e.microseconds, times[best] / std::stod(e.microseconds));
    fmt::print("\n");
  }
}

}  // namespace
}  // namespace slope::bench

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 200;
  const auto elsewhere =
      argc > 2 ? slope::bench::read_elsewhere(argv[2]) : std::vector<slope::bench::Elsewhere>();
  slope::bench::run<double>("double", rounds, elsewhere);
  slope::bench::run<float>("float", rounds, elsewhere);
}
