// SPDX-License-Identifier: MIT
#include "slope/parallel/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace slope {

namespace {

thread_local std::size_t limit = 1;
thread_local bool in_share = false;

// Threads that wait for work, as many as were ever wanted at once.
//
// A share is claimed by counting `ticket` down: the generation of the work in its high half, shares left in its low half.
// So a thread that comes late cannot claim one of other work than it saw, and nobody waits for threads that sleep: whoever
// is awake takes the shares. What all threads write has cache lines of its own.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding)
class Pool {
 public:
  // Never destroyed: its threads wait for ever.
  static Pool& instance() {
    static Pool* const pool = new Pool;
    return *pool;
  }

  // False if the pool works for another thread.
  bool run(std::size_t shares, void (*work)(void*, std::size_t), void* context) {
    const std::unique_lock lock(busy_, std::try_to_lock);
    if (!lock) return false;
    while (helpers_ + 1 < shares && start_helper()) {
    }
    work_ = work;
    context_ = context;
    failure_ = nullptr;
    failed_.store(false, std::memory_order_relaxed);
    left_.store(static_cast<std::uint32_t>(shares), std::memory_order_relaxed);
    ticket_.store(++generation_ << 32 | shares);
    woken_.fetch_add(1);
    woken_.notify_all();
    while (take_share()) {
    }
    wait_for(left_, [](std::uint32_t left) { return left == 0; });
    if (failure_) std::rethrow_exception(failure_);
    return true;
  }

 private:
  bool start_helper() {
    try {
      std::thread([this] { help(); }).detach();
    } catch (const std::system_error&) {
      return false;  // the caller does what others would
    }
    ++helpers_;
    return true;
  }

  [[noreturn]] void help() {
    for (;;) {
      const std::uint32_t seen = woken_.load();
      while (take_share()) {
      }
      wait_for(woken_, [seen](std::uint32_t now) { return now != seen; });
    }
  }

  // Operations follow one another within microseconds, and to be woken takes longer than that.
  template <class Done> static void wait_for(std::atomic<std::uint32_t>& value, const Done& done) {
    constexpr int spins = 2000;
    std::uint32_t now = value.load();
    for (int i = 0; i < spins && !done(now); ++i, now = value.load()) {
#if defined __x86_64__ || defined __i386__
      __builtin_ia32_pause();
#endif
    }
    for (; !done(now); now = value.load()) value.wait(now);
  }

  bool take_share() {
    std::uint64_t ticket = ticket_.load();
    do {
      if ((ticket & 0xFFFFFFFFU) == 0) return false;
    } while (!ticket_.compare_exchange_weak(ticket, ticket - 1));
    in_share = true;
    try {
      work_(context_, (ticket & 0xFFFFFFFFU) - 1);
    } catch (...) {
      if (!failed_.exchange(true)) failure_ = std::current_exception();
    }
    in_share = false;
    if (left_.fetch_sub(1) == 1) left_.notify_all();
    return true;
  }

  std::mutex busy_;
  std::size_t helpers_ = 0;
  std::uint64_t generation_ = 0;
  void (*work_)(void*, std::size_t) = nullptr;
  void* context_ = nullptr;
  std::exception_ptr failure_;
  std::atomic<bool> failed_{false};
  alignas(64) std::atomic<std::uint64_t> ticket_{0};
  alignas(64) std::atomic<std::uint32_t> left_{0};
  alignas(64) std::atomic<std::uint32_t> woken_{0};
};

}  // namespace

ThreadLimit::ThreadLimit(std::size_t threads) : before_(limit) {
  static const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());  // a slow call
  limit = std::min(threads != 0 ? threads : processors, max_threads);
}
ThreadLimit::~ThreadLimit() { limit = before_; }
std::size_t thread_limit() { return limit; }

void detail::run_shares(std::size_t shares, void (*work)(void*, std::size_t), void* context) {
  if (!in_share && Pool::instance().run(shares, work, context)) return;
  for (std::size_t i = 0; i < shares; ++i) work(context, i);
}

}  // namespace slope
