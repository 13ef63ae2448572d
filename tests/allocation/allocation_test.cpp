// SPDX-License-Identifier: MIT
// Training does not allocate once it runs. A program of its own, since it counts every allocation in it.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <vector>

#include "slope/network/train.hpp"

namespace {
std::atomic<std::size_t> allocations{0};

void* allocate(std::size_t bytes, std::size_t alignment) {
  ++allocations;
  const std::size_t size = (bytes + alignment - 1) / alignment * alignment;
  if (void* p = std::aligned_alloc(alignment, size == 0 ? alignment : size)) return p;
  throw std::bad_alloc();
}
}  // namespace
[[gnu::noinline]] void* operator new(std::size_t bytes) { return allocate(bytes, alignof(std::max_align_t)); }
[[gnu::noinline]] void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return allocate(bytes, static_cast<std::size_t>(alignment));
}
// NOLINTBEGIN(cppcoreguidelines-no-malloc)
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }
// NOLINTEND(cppcoreguidelines-no-malloc)

namespace slope {
namespace {

Dataset clouds(std::size_t rows, std::size_t inputs) {
  Random random(1);
  std::vector<std::vector<double>> points(rows, std::vector<double>(inputs));
  std::vector<std::size_t> labels;
  for (std::vector<double>& point : points) {
    for (double& x : point) x = random.normal();
    labels.push_back(point[0] > 0 ? 1 : 0);
  }
  return binary_data(points, labels);
}

// How many allocations there are in the third epoch and after it.
template <class T> std::size_t allocations_of(Network<T> net, const Dataset& data, TrainOptions options) {
  std::size_t before = 0, after = 0;
  options.epochs = 20;
  options.observer = [&](const EpochReport& report) {
    (report.epoch <= 2 ? before : after) = allocations;
    return Continue::yes;
  };
  train(net, data, options);
  EXPECT_GT(after, 0u);
  return after - before;
}

template <class T> void expect_none(const char* what, std::initializer_list<std::size_t> sizes,
                                    const Dataset& data, const TrainOptions& options) {
  EXPECT_EQ(allocations_of(Network<T>(sizes), data, options), 0u)
      << what << ", " << sizeof(T) << " bytes a number";
}

TEST(Training, DoesNotAllocate) {
  const Dataset data = clouds(100, 5);  // the last batch of 32 is smaller
  const std::pair<const char*, TrainOptions> all[] = {{"adam", {}},
                                                      {"adamw", {.optimizer = AdamW{}}},
                                                      {"rmsprop", {.optimizer = RmsProp{}}},
                                                      {"sgd", {.optimizer = Sgd{}}},
                                                      {"nesterov", {.optimizer = Sgd{0.1, 0.9, true}}},
                                                      {"full batches", {.batch = 0}},
                                                      {"everything",
                                                       {.schedule = CosineDecay{},
                                                        .l2 = 1e-4,
                                                        .dropout = 0.2,
                                                        .clip_norm = 1,
                                                        .validation = 0.2,
                                                        .patience = 50}}};
  for (const auto& [what, options] : all) {
    expect_none<double>(what, {5, 16, 8, 1}, data, options);
    expect_none<float>(what, {5, 16, 8, 1}, data, options);
  }
}

TEST(Training, DoesNotAllocateOnSeveralThreads) {
  const Dataset data = clouds(256, 64);
  for (const std::size_t threads : {1u, 2u, 4u}) {
    expect_none<double>("large", {64, 128, 1}, data, {.batch = 128, .threads = threads});
    expect_none<float>("large", {64, 128, 1}, data, {.batch = 128, .threads = threads});
  }
}

TEST(Training, IsSeenToAllocate) {
  const Dataset data = clouds(10, 2);
  EXPECT_GT(allocations_of(Network<double>({2, 2, 1}), data, {.optimizer = Lbfgs{}}), 0u);
}

}  // namespace
}  // namespace slope
