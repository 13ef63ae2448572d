// SPDX-License-Identifier: MIT
// A tape in each of 64 threads. Under ThreadSanitizer: cmake --preset tsan && cmake --build --preset tsan --target
// tape_threads_test && ctest --preset tsan -R Threads
#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <cmath>
#include <thread>
#include <vector>

#include "slope/dual/dual.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/tape.hpp"

namespace slope {
namespace {

constexpr int threads = 64, rounds = 20, steps = 200;

// y → y + sin(x y)/n from y = x, and dy/dx, by the recurrence.
template <class T> std::pair<double, double> by_hand(T x) {
  double y = x, d = 1;
  for (int k = 0; k < steps; ++k) {
    d += std::cos(x * y) * (y + x * d) / steps;
    y += std::sin(x * y) / steps;
  }
  return {y, d};
}

TEST(Threads, EachHasATape) {
  std::atomic<int> wrong = 0;
  std::barrier start(threads);
  std::vector<std::thread> pool;
  for (int i = 0; i < threads; ++i)
    pool.emplace_back([&, i] {
      start.arrive_and_wait();
      Tape<double> long_lived;
      for (int round = 0; round < rounds; ++round) {
        const double at = 1 + 0.01 * i + 0.1 * round;
        const auto [value, slope] = by_hand(at);
        Tape<double> brief;  // taken from the pool and given back to it, by all at once
        for (Tape<double>* tape : {&long_lived, &brief}) {
          tape->clear();
          const auto x = tape->variable(at);
          Var<double> y = x;
          for (int k = 0; k < steps; ++k) y += sin(x * y) / steps;
          const double d = tape->gradient(y)[0];
          if (std::abs(y.value() - value) > 1e-13 * std::abs(value) ||
              std::abs(d - slope) > 1e-12 * std::abs(slope))
            ++wrong;
        }
      }
      Tape<Dual<double>> second;
      const auto x = second.variable(Dual<double>::variable(i));
      if (second.gradient(x * x * x)[0].slope[0] != 6 * i) ++wrong;
    });
  for (auto& thread : pool) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace slope
