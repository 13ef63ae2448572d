// SPDX-License-Identifier: MIT
#include "slope/parallel/parallel.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

namespace slope {
namespace {

// How often each of n elements was given away.
std::vector<int> visits(std::size_t n, std::size_t grain) {
  std::vector<int> count(n);
  detail::share_out(n, grain, [&](std::size_t first, std::size_t last) {
    EXPECT_LT(first, last);
    EXPECT_EQ(first % grain, 0u);
    for (std::size_t i = first; i < last; ++i) ++count[i];
  });
  return count;
}

TEST(ThreadLimit, IsOneUnlessOneLives) {
  EXPECT_EQ(thread_limit(), 1u);
  {
    const ThreadLimit four(4);
    EXPECT_EQ(thread_limit(), 4u);
    {
      const ThreadLimit all;
      EXPECT_EQ(thread_limit(), std::max(1U, std::thread::hardware_concurrency()));
    }
    EXPECT_EQ(thread_limit(), 4u);
    std::thread([] { EXPECT_EQ(thread_limit(), 1u); }).join();
    const ThreadLimit too_many(1'000'000);
    EXPECT_EQ(thread_limit(), max_threads);
  }
  EXPECT_EQ(thread_limit(), 1u);
}

TEST(Shares, GiveEveryElementAwayOnce) {
  for (const std::size_t threads : {1u, 2u, 3u, 7u, 64u})
    for (const std::size_t n : {0u, 1u, 7u, 8u, 9u, 100u, 1001u})
      for (const std::size_t grain : {1u, 8u}) {
        const ThreadLimit limit(threads);
        EXPECT_EQ(visits(n, grain), std::vector<int>(n, 1)) << threads << ' ' << n << ' ' << grain;
      }
}

// Two shares that wait for one another.
TEST(Shares, RunAtTheSameTime) {
  const ThreadLimit two(2);
  std::atomic<int> here{0};
  std::atomic<bool> met{true};
  detail::share_out(2, 1, [&](std::size_t, std::size_t) {
    ++here;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (here < 2)
      if (std::chrono::steady_clock::now() > end) {
        met = false;
        return;
      }
  });
  EXPECT_TRUE(met);
}

TEST(Shares, ManyTimesInARow) {
  const ThreadLimit four(4);
  std::atomic<int> sum{0};
  for (int i = 0; i < 10'000; ++i)
    detail::share_out(4, 1,
                      [&](std::size_t first, std::size_t last) { sum += static_cast<int>(last - first); });
  EXPECT_EQ(sum, 40'000);
}

TEST(Shares, PassAnExceptionOnWhenAllAreDone) {
  const ThreadLimit four(4);
  std::atomic<int> done{0};
  EXPECT_THROW(detail::share_out(4, 1,
                                 [&](std::size_t first, std::size_t) {
                                   ++done;
                                   if (first % 2 == 1) throw std::runtime_error("odd");
                                 }),
               std::runtime_error);
  EXPECT_EQ(done, 4);
  EXPECT_EQ(visits(10, 1), std::vector<int>(10, 1));
}

TEST(Shares, InsideOfShares) {
  const ThreadLimit four(4);
  std::atomic<int> sum{0};
  detail::share_out(4, 1, [&](std::size_t, std::size_t) {
    const ThreadLimit again(4);
    detail::share_out(4, 1,
                      [&](std::size_t first, std::size_t last) { sum += static_cast<int>(last - first); });
  });
  EXPECT_EQ(sum, 16);
}

TEST(Shares, FromSeveralThreadsAtOnce) {
  std::vector<std::thread> threads;
  std::atomic<int> sum{0};
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      const ThreadLimit three(3);
      for (int i = 0; i < 500; ++i)
        detail::share_out(
            6, 2, [&](std::size_t first, std::size_t last) { sum += static_cast<int>(last - first); });
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(sum, 8 * 500 * 6);
}

// In a process of its own, which has none of the threads of this one: the exit status.
int in_child(void (*prepare)()) {
  const pid_t child = fork();
  if (child == 0) {
    prepare();
    const ThreadLimit seven(7);
    std::exit(visits(1000, 1) == std::vector<int>(1000, 1) ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  return status;
}

TEST(Shares, InAForkedProcess) {
  const ThreadLimit three(3);
  visits(100, 1);
  EXPECT_EQ(in_child([] {}), 0);
  EXPECT_EQ(visits(100, 1), std::vector<int>(100, 1));
}

#if !defined __SANITIZE_THREAD__ && !defined __SANITIZE_ADDRESS__
TEST(Shares, WithoutMoreThreads) {
  const auto no_stacks = [] {
    rlimit memory{};
    getrlimit(RLIMIT_AS, &memory);
    memory.rlim_cur = std::size_t{1} << 20U;
    setrlimit(RLIMIT_AS, &memory);
  };
  EXPECT_EQ(in_child(no_stacks), 0);
}
#endif

}  // namespace
}  // namespace slope
