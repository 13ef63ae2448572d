// SPDX-License-Identifier: MIT
// How a training is getting on.
#pragma once

#include <chrono>

#include "../progress.hpp"
#include "slope/network/train.hpp"

namespace slope::tool {

/// On a terminal a bar with the loss, the validation metric, the epochs a second and the time that remains; elsewhere a
/// line on standard error for the first epoch and each tenth of them.
class TrainingProgress {
 public:
  TrainingProgress(std::size_t epochs, Task task);
  void show(const EpochReport& report);

 private:
  using Clock = std::chrono::steady_clock;
  std::size_t epochs_, first_ = 0, lines_ = 0;
  Task task_;
  ProgressBar bar_;
  Clock::time_point start_;
};

/// "3 s", "2 min 5 s", "1 h 2 min".
std::string duration_text(double seconds);

}  // namespace slope::tool
