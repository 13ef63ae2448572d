// SPDX-License-Identifier: MIT
// Training by any number of threads, and on AVX2 and AVX-512, gives the same bits.
#include <gtest/gtest.h>

#include <optional>

#include "slope/kernel/instruction_set.hpp"
#include "slope/network/train.hpp"

namespace slope {
namespace {

Dataset noise(Task task) {
  constexpr std::size_t rows = 300, inputs = 90;
  Random random(1);
  std::vector<std::vector<double>> features(rows, std::vector<double>(inputs));
  std::vector<std::size_t> labels;
  std::vector<double> targets;
  for (auto& row : features) {
    for (double& x : row) x = random.normal();
    labels.push_back(static_cast<std::size_t>(3 * random.uniform()));
    targets.push_back(random.normal());
  }
  return task == Task::classes ? class_data(features, labels, 3) : regression_data(features, targets);
}

template <class T> std::vector<T> trained(const OptimizerOptions& optimizer, Task task, std::size_t threads) {
  Network<T> net({90, 120, 37, task == Task::classes ? 3U : 1U}, {.activation = "tanh"});
  TrainOptions options;
  options.epochs = 2;
  options.batch = 128;
  options.optimizer = optimizer;
  options.validation = 0.2;
  const bool plain = name_of(optimizer) == "sgd" && std::get<Sgd>(optimizer).momentum == 0;
  options.l2 = plain ? 0 : 1e-3;
  options.clip_norm = plain ? 0 : 1;
  options.dropout = std::holds_alternative<Lbfgs>(optimizer) ? 0 : 0.2;
  options.threads = threads;
  const TrainResult result = train(net, noise(task), options);
  std::vector<T> found(net.parameters().begin(), net.parameters().end());
  for (const EpochReport& report : result.history) {
    found.push_back(static_cast<T>(report.loss));
    found.push_back(static_cast<T>(report.validation_loss));
  }
  return found;
}

template <class T> void expect_same_bits() {
  const kernel::InstructionSet before = kernel::instruction_set_in_use();
  for (const char* name : {"sgd", "nesterov", "rmsprop", "adamw", "lbfgs"})
    for (const Task task : {Task::classes, Task::regression}) {
      std::optional<std::vector<T>> of_vectors;
      for (const kernel::InstructionSet set : kernel::available_instruction_sets()) {
        kernel::use_instruction_set(set);
        std::vector<T> expected = trained<T>(optimizer(name), task, 1);
        if (set != kernel::InstructionSet::baseline) {
          if (!of_vectors) of_vectors = expected;
          expected = *of_vectors;
        }
        for (const std::size_t threads : {1U, 2U, 3U, 7U, 64U})
          EXPECT_EQ(trained<T>(optimizer(name), task, threads), expected)
              << name << " on " << kernel::name_of(set) << " by " << threads;
      }
    }
  kernel::use_instruction_set(before);
}
TEST(Threads, TrainTheSameBits) { expect_same_bits<double>(); }
TEST(Threads, TrainTheSameBitsInFloat) { expect_same_bits<float>(); }

}  // namespace
}  // namespace slope
