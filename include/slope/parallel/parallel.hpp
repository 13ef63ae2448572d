// SPDX-License-Identifier: MIT
// Work shared out to threads.
#pragma once

#include <cstddef>

namespace slope {

/// The most threads of a limit; a larger one is taken for this.
inline constexpr std::size_t max_threads = 256;

/// Lets the large block operations of the calling thread (products, layers, updates of weights) use that many threads,
/// itself included, while this lives. Without one they use one thread. What they compute has the same bits for any number
/// of threads: results are shared out, and never the terms of a sum. Limits nest, and end in the opposite order.
class ThreadLimit {
 public:
  /// 0: as many as the machine has.
  explicit ThreadLimit(std::size_t threads = 0);
  ~ThreadLimit();
  ThreadLimit(const ThreadLimit&) = delete;
  ThreadLimit& operator=(const ThreadLimit&) = delete;

 private:
  std::size_t before_;
};

/// How many threads operations of this thread may use.
std::size_t thread_limit();

namespace detail {

// Calls work(context, i) once for every i below `shares`, on as many threads as the limit allows and the system gives.
void run_shares(std::size_t shares, void (*work)(void* context, std::size_t i), void* context);

/// work(first, last) for `n` elements in pieces of about equal size, whose bounds are multiples of `grain` but for the end
/// of the last. Pieces run at the same time on the threads of the limit; if those of the pool are busy for another thread,
/// or the call comes from a piece, on the calling one. Returns when all are done. @throws what a piece throws, one of them
template <class Work> void share_out(std::size_t n, std::size_t grain, const Work& work) {
  const std::size_t grains = (n + grain - 1) / grain, threads = thread_limit();
  const std::size_t shares = grains < threads ? grains : threads;
  if (shares < 2) {
    if (n > 0) work(std::size_t{0}, n);
    return;
  }
  struct Context {
    const Work& work;
    std::size_t n, grain, grains, shares;
  } context{work, n, grain, grains, shares};
  run_shares(
      shares,
      [](void* at, std::size_t i) {
        const Context& c = *static_cast<const Context*>(at);
        const std::size_t first = c.grains * i / c.shares * c.grain,
                          end = c.grains * (i + 1) / c.shares * c.grain;
        c.work(first, end < c.n ? end : c.n);
      },
      &context);
}

}  // namespace detail
}  // namespace slope
