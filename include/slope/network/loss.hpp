// SPDX-License-Identifier: MIT
// What training makes small, and its derivatives by a network's parameters.
#pragma once

#include <string_view>
#include <vector>

#include "slope/network/network.hpp"
#include "slope/network/random.hpp"
#include "slope/tape/dense.hpp"
#include "slope/tape/replay.hpp"

namespace slope {

/// A loss: the mean over rows (of squared_error and huber, over all numbers).
enum class Loss {
  automatic,             ///< by the task: binary_cross_entropy, cross_entropy or squared_error
  binary_cross_entropy,  ///< −t log σ(z) − (1 − t) log(1 − σ(z)); output sigmoid
  cross_entropy,         ///< log Σ e^zⱼ − z_label; output softmax
  squared_error,         ///< (y − t)²
  huber,                 ///< (y − t)²/2 where |y − t| ≤ 1, else |y − t| − 1/2
};
std::string_view name_of(Loss loss);
/// @throws UsageError that lists the names
Loss loss(std::string_view name);
std::vector<std::string_view> loss_names();
/// The loss that `automatic` stands for.
Loss loss_for(Task task);

/// Rows for a network, standardized as it wants them: for squared_error and huber targets, for binary_cross_entropy
/// targets 0 or 1, for cross_entropy labels.
template <class T> struct Batch {
  std::size_t rows = 0;
  std::span<const T> features, targets;
  std::span<const std::size_t> labels;
};

/// The rows of a data set in the form of a Batch.
template <class T> struct BatchStorage {
  std::size_t rows = 0;
  std::vector<T> features, targets;
  std::vector<std::size_t> labels;
  Batch<T> batch() const { return {rows, features, targets, labels}; }
};
/// @throws UsageError if data, network and loss do not go together
template <class T> BatchStorage<T> prepare(const Network<T>& network, const Dataset& data, Loss loss);

/// A network's parameters as variables of a tape.
///
///   TapedNetwork taped(net);
///   const auto loss = taped.record(batch, Loss::squared_error);   // a mean
///   taped.reverse();
///   taped.weight_gradient(0), taped.bias_gradient(0)
template <class T> class TapedNetwork {
 public:
  explicit TapedNetwork(const Network<T>& network);

  struct Options {
    double l2 = 0;  ///< adds l2/2 · Σ of the squares of all weights (not biases)
    double dropout =
        0;  ///< the part of each hidden layer's outputs that is set to 0; the others are scaled up
    Random* random = nullptr;  ///< for dropout
    double huber_delta = 1;
  };
  /// Records the network and its loss, and forgets what was recorded before. @returns the mean loss
  /// @throws UsageError if the batch does not fit
  T record(const Batch<T>& batch, Loss loss, const Options& options = {});
  /// The derivatives of what was recorded last.
  void reverse();
  /// A step of gradient descent for what was recorded last: parameters less `rate` times their derivatives, which are not
  /// kept (Tape::descend).
  void descend(T rate);

  /// The parameters, to be changed between recordings, and derivatives, of a layer.
  /// @{
  std::span<T> weights(std::size_t layer) { return tape_.values(parameters_[2 * layer]); }
  std::span<T> bias(std::size_t layer) { return tape_.values(parameters_[2 * layer + 1]); }
  std::span<const T> weight_gradient(std::size_t layer) const {
    return tape_.adjoints(parameters_[2 * layer]);
  }
  std::span<const T> bias_gradient(std::size_t layer) const {
    return tape_.adjoints(parameters_[2 * layer + 1]);
  }
  /// @}
  /// All of them, in the order of Network::parameters().
  /// @{
  void get_parameters(std::span<T> out);
  void set_parameters(std::span<const T> values);
  void get_gradient(std::span<T> out) const;
  /// @}
  /// What the last layer gave in the last recording, before a sigmoid or softmax that the loss includes.
  std::span<const T> outputs() const { return outputs_.back().values(); }
  /// The first layer, from 0, of whose outputs in the last recording one is not finite; the number of layers if none.
  std::size_t first_bad_layer() const;

 private:
  VarMatrix<T> dropped(const VarMatrix<T>& x, const Options& options);
  // What a recording is made of.
  struct Source {
    Batch<T> batch;
    Loss loss = Loss::automatic;
    T l2 = 0, huber_delta = 0;
    bool operator==(const Source& other) const;
  };
  void record_anew(const Options& options);

  std::vector<Layer> layers_;
  Output output_;
  Tape<T> tape_;
  std::vector<VarMatrix<T>> parameters_, outputs_;  // weights and bias of each layer, and what it gives
  typename Tape<T>::Position start_;
  std::vector<std::vector<T>> masks_;
  std::vector<typename Tape<T>::Seed> loss_;  // terms and their factors
  Replay<T> forward_, backward_, descent_;
  Source source_;  // of forward_
  T rate_ = 0;     // of descent_
};

extern template class TapedNetwork<float>;
extern template class TapedNetwork<double>;

/// The loss of a network and the derivatives by its parameters, in their order.
template <class T> struct LossAndGradient {
  T loss;
  std::vector<T> gradient;
};
/// @throws UsageError if data, network and loss do not go together
template <class T> LossAndGradient<T> loss_and_gradient(const Network<T>& network, const Dataset& data,
                                                        Loss loss = Loss::automatic);

/// ‖∂L/∂W‖ of each layer: the Euclidean norm of the derivatives by its weights.
template <class T>
std::vector<double> gradient_norms(const Network<T>& network, const std::vector<T>& gradient);

}  // namespace slope
