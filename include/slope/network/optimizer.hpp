// SPDX-License-Identifier: MIT
// What changes weights by gradients.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace slope {

/// v ← momentum·v + g, w ← w − rate·v; with Nesterov's form w ← w − rate·(g + momentum·v).
struct Sgd {
  double rate = 0.1;
  double momentum = 0;
  bool nesterov = false;
};
/// s ← decay·s + (1 − decay)·g², w ← w − rate·g/(√s + epsilon). Tieleman and Hinton, 2012.
struct RmsProp {
  double rate = 0.001;
  double decay = 0.99;
  double epsilon = 1e-8;
};
/// Kingma and Ba, 2015: m and v are decaying means of g and g², both divided by 1 − βᵗ; w ← w − rate·m/(√v + epsilon).
struct Adam {
  double rate = 0.001;
  double beta1 = 0.9, beta2 = 0.999;
  double epsilon = 1e-8;
};
/// Adam, and before each step w ← w − rate·decay·w. Loshchilov and Hutter, 2019.
struct AdamW {
  double rate = 0.001;
  double beta1 = 0.9, beta2 = 0.999;
  double epsilon = 1e-8;
  double decay = 0.01;
};
/// The limited-memory method of Broyden, Fletcher, Goldfarb and Shanno, for full batches: one step an epoch, along a
/// direction made from the last `memory` steps, to a point that satisfies the strong Wolfe conditions (Nocedal and Wright,
/// 2006, algorithms 7.4, 3.5 and 3.6).
struct Lbfgs {
  double rate = 1;  ///< the first step tried
  std::size_t memory = 10;
  std::size_t evaluations = 25;  ///< of the loss, in one step, at most
};
using OptimizerOptions = std::variant<Sgd, RmsProp, Adam, AdamW, Lbfgs>;

/// "sgd", "rmsprop", "adam", "adamw", "lbfgs".
std::string_view name_of(const OptimizerOptions& options);
/// One with its usual constants; "momentum" and "nesterov" are sgd with momentum 0.9. @throws UsageError that lists the
/// names
OptimizerOptions optimizer(std::string_view name);
std::vector<std::string_view> optimizer_names();
double rate_of(const OptimizerOptions& options);
void set_rate(OptimizerOptions& options, double rate);

/// What an optimizer remembers from step to step.
template <class T> struct OptimizerState {
  std::uint64_t steps = 0;
  std::vector<std::vector<T>> slots;  ///< as many numbers as there are parameters, in each
};

/// Changes parameters by gradients. T is float or double.
template <class T> class Optimizer {
 public:
  /// @throws UsageError if a constant is out of its range
  Optimizer(const OptimizerOptions& options, std::size_t parameters);

  const OptimizerState<T>& state() const { return state_; }
  /// @throws UsageError if the state is not one of this optimizer
  void restore(OptimizerState<T> state);

  /// One step of a method that needs the gradient only, in parts: `start` first, then each part of the parameters with its
  /// offset. `scale` multiplies the rate (a schedule), `gradient_scale` the gradient (clipping).
  /// @{
  void start() { ++state_.steps; }
  void update(std::size_t offset, std::span<T> parameters, std::span<const T> gradient, double scale = 1,
              double gradient_scale = 1);
  /// @}
  /// The same for all parameters at once.
  void step(std::span<T> parameters, std::span<const T> gradient, double scale = 1) {
    start();
    update(0, parameters, gradient, scale);
  }

  /// The loss at some parameters, with its gradient.
  using Evaluate = std::function<T(std::span<const T> parameters, std::span<T> gradient)>;
  /// One step of L-BFGS. `parameters` are left at the best point found. @returns the loss there
  T minimize(std::span<T> parameters, const Evaluate& evaluate, double scale = 1);

 private:
  OptimizerOptions options_;
  std::size_t parameters_;
  OptimizerState<T> state_;
};

extern template class Optimizer<float>;
extern template class Optimizer<double>;

}  // namespace slope
