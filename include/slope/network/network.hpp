// SPDX-License-Identifier: MIT
// Small networks of dense layers.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "slope/network/activation.hpp"
#include "slope/network/data.hpp"
#include "slope/network/initialization.hpp"

namespace slope {

/// What comes after the last layer's x W + b.
enum class Output {
  automatic,  ///< chosen by `train` from the data: sigmoid for two classes, softmax for several, else identity
  activation,  ///< an activation, number by number
  softmax,     ///< e^zⱼ/Σ e^zₖ
};

struct NetworkOptions {
  Activation activation = "sigmoid";         ///< of all layers but the last
  std::vector<Activation> activations = {};  ///< instead, one for each of these layers
  std::string output = "automatic";          ///< "automatic", "softmax" or the name of an activation
  Initialization initialization = {};
  std::uint64_t seed = 1;
};

/// f(x W + b).
struct Layer {
  std::size_t inputs = 0, outputs = 0;
  Activation activation;
  std::size_t offset = 0;  ///< of its weights in the network's parameters; its bias follows them
};

/// A network of dense layers: net(x) = fₙ(… f₁(x W₁ + b₁) … Wₙ + bₙ). T is float or double.
///
///   Network net{2, 4, 1};                  // 2 inputs, 4 hidden units, 1 output
///   train(net, data, {.epochs = 500});     // slope/network/train.hpp
///   net({0, 1})                            // a std::vector with one number
///
/// A network takes inputs as they are in the data: a standardizer that `train` fitted is part of it.
template <class T = double> class Network {
 public:
  /// @throws UsageError unless there are two sizes or more, none of them 0, and as many activations as hidden layers if any;
  /// LimitError beyond 2^28 parameters
  /// @{
  Network(std::initializer_list<std::size_t> sizes, const NetworkOptions& options = {});
  Network(std::span<const std::size_t> sizes, const NetworkOptions& options);
  /// @}

  /// The output for one input. @throws UsageError if it has not as many numbers as the network has inputs
  /// @{
  std::vector<T> operator()(std::span<const T> x) const;
  std::vector<T> operator()(std::initializer_list<T> x) const {
    return (*this)(std::span(x.begin(), x.size()));
  }
  /// @}
  /// The outputs for several, row by row. @throws UsageError if these are not whole rows
  std::vector<T> predict(std::span<const T> rows) const;

  std::size_t inputs() const { return layers_.front().inputs; }
  std::size_t outputs() const { return layers_.back().outputs; }
  const std::vector<Layer>& layers() const { return layers_; }

  /// Of all layers, one after the other: weights (inputs × outputs, row by row), then bias.
  /// @{
  std::span<T> parameters() { return parameters_; }
  std::span<const T> parameters() const { return parameters_; }
  /// @}
  /// Of one layer, from 0. @throws UsageError if there is none
  /// @{
  std::span<T> weights(std::size_t layer);
  std::span<const T> weights(std::size_t layer) const;
  std::span<T> bias(std::size_t layer);
  std::span<const T> bias(std::size_t layer) const;
  /// @}

  Output output() const { return output_; }
  /// "automatic", "softmax", or the name of the last layer's activation.
  std::string_view output_name() const;
  /// @throws UsageError if there is no such output
  void set_output(std::string_view name);

  /// What is applied to inputs before the first layer, and, backwards, to outputs after the last.
  /// @throws UsageError if it has another number of columns
  /// @{
  const Standardizer& input_scaling() const { return input_scaling_; }
  const Standardizer& output_scaling() const { return output_scaling_; }
  void set_input_scaling(Standardizer scaling);
  void set_output_scaling(Standardizer scaling);
  /// @}

  /// The outputs as formulas of the inputs, with every parameter rounded to so many significant digits; 0: exact.
  /// @throws UsageError as operator() does
  std::vector<Expr> formula(std::span<const Expr> x, int digits = 0) const;

 private:
  std::vector<Layer> layers_;
  std::vector<T> parameters_;
  Output output_ = Output::automatic;
  Standardizer input_scaling_, output_scaling_;
};
Network(std::initializer_list<std::size_t>)->Network<double>;
Network(std::initializer_list<std::size_t>, NetworkOptions)->Network<double>;

extern template class Network<float>;
extern template class Network<double>;

}  // namespace slope
