// SPDX-License-Identifier: MIT
#include "slope/network/network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "slope/core/error.hpp"
#include "slope/function/catalog.hpp"

namespace slope {

namespace {

constexpr std::size_t max_parameters = std::size_t{1} << 28U;

std::vector<Layer> layers_of(std::span<const std::size_t> sizes, const NetworkOptions& options) {
  if (sizes.size() < 2)
    throw UsageError("a network needs at least two sizes: of its inputs and of its outputs");
  const std::vector<Activation>& own = options.activations;
  if (!own.empty() && own.size() != sizes.size() - 2)
    throw UsageError(
        fmt::format("{} activations are given for {} hidden layers", own.size(), sizes.size() - 2));
  std::vector<Layer> layers;
  std::size_t offset = 0;
  for (std::size_t i = 1; i < sizes.size(); ++i) {
    const std::size_t in = sizes[i - 1], out = sizes[i];
    if (in == 0 || out == 0) throw UsageError(fmt::format("layer {} of the network has size 0", i));
    if (in > max_parameters || out > max_parameters / (in + 1) || offset + (in + 1) * out > max_parameters)
      throw LimitError(fmt::format("a network may have {} parameters at most", max_parameters));
    const bool last = i + 1 == sizes.size();
    layers.push_back({in, out, last ? Activation() : own.empty() ? options.activation : own[i - 1], offset});
    offset += (in + 1) * out;
  }
  return layers;
}

template <class T> void softmax(std::span<T> z) {
  const T most = *std::max_element(z.begin(), z.end());
  T sum(0);
  for (T& x : z) sum += x = std::exp(x - most);
  for (T& x : z) x /= sum;
}

void check_columns(const char* what, const Standardizer& scaling, std::size_t columns) {
  if (!scaling.empty() && (scaling.mean.size() != columns || scaling.scale.size() != columns))
    throw UsageError(fmt::format("the standardizer of the {} has {} columns, and the network {}", what,
                                 scaling.mean.size(), columns));
}

Expr rounded(double x, int digits) {
  if (!std::isfinite(x)) throw UsageError("a parameter of the network is not finite: it has no formula");
  return digits <= 0 ? Expr(x) : Expr(Rational::from_decimal(fmt::format("{:.{}e}", x, digits - 1)));
}

}  // namespace

template <class T>
Network<T>::Network(std::initializer_list<std::size_t> sizes, const NetworkOptions& options)
    : Network(std::span(sizes.begin(), sizes.size()), options) {}

template <class T> Network<T>::Network(std::span<const std::size_t> sizes, const NetworkOptions& options)
    : layers_(layers_of(sizes, options)) {
  const Layer& last = layers_.back();
  parameters_.resize(last.offset + (last.inputs + 1) * last.outputs);
  set_output(options.output);
  Random random(options.seed);
  for (std::size_t i = 0; i < layers_.size(); ++i)
    initialize(options.initialization, layers_[i].inputs, layers_[i].outputs, weights(i), bias(i), random);
}

template <class T> std::vector<T> Network<T>::operator()(std::span<const T> x) const {
  if (x.size() != inputs())
    throw UsageError(fmt::format("the network has {} inputs, and is given {}", inputs(), x.size()));
  return predict(x);
}

template <class T> std::vector<T> Network<T>::predict(std::span<const T> rows) const {
  if (rows.size() % inputs() != 0)
    throw UsageError(fmt::format("the network has {} inputs, and {} numbers are no whole rows of them",
                                 inputs(), rows.size()));
  constexpr std::size_t some = 256;
  const std::size_t count = rows.size() / inputs();
  std::vector<T> out;
  out.reserve(count * outputs());
  std::vector<T> x;
  Tape<T> tape;
  const auto start = tape.position();
  for (std::size_t first = 0; first < count; first += some) {
    const std::size_t n = std::min(some, count - first);
    const auto part = rows.subspan(first * inputs(), n * inputs());
    x.assign(part.begin(), part.end());
    if (!input_scaling_.empty())
      for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = static_cast<T>(input_scaling_.standardized(i % inputs(), static_cast<double>(x[i])));
    tape.rewind(start);
    VarMatrix<T> y = tape.constants_view(x, n, inputs());
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      const Layer& layer = layers_[i];
      y = layer.activation.dense(y, tape.constants_view(weights(i), layer.inputs, layer.outputs),
                                 tape.constants_view(bias(i), 1, layer.outputs));
    }
    out.insert(out.end(), y.values().begin(), y.values().end());
  }
  if (output_ == Output::softmax)
    for (std::size_t row = 0; row < count; ++row) softmax(std::span(out).subspan(row * outputs(), outputs()));
  if (!output_scaling_.empty())
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] = static_cast<T>(output_scaling_.restored(i % outputs(), static_cast<double>(out[i])));
  return out;
}

template <class T> std::span<const T> Network<T>::weights(std::size_t layer) const {
  if (layer >= layers_.size())
    throw UsageError(fmt::format("there is no layer {}: the network has {}, from 0", layer, layers_.size()));
  return parameters().subspan(layers_[layer].offset, layers_[layer].inputs * layers_[layer].outputs);
}
template <class T> std::span<const T> Network<T>::bias(std::size_t layer) const {
  const std::span<const T> w = weights(layer);
  return {w.data() + w.size(), layers_[layer].outputs};
}
template <class T> std::span<T> Network<T>::weights(std::size_t layer) {
  const std::span<const T> w = std::as_const(*this).weights(layer);
  return parameters().subspan(layers_[layer].offset, w.size());
}
template <class T> std::span<T> Network<T>::bias(std::size_t layer) {
  const std::span<T> w = weights(layer);
  return {w.data() + w.size(), layers_[layer].outputs};
}

template <class T> std::string_view Network<T>::output_name() const {
  if (output_ == Output::automatic) return "automatic";
  return output_ == Output::softmax ? "softmax" : layers_.back().activation.name();
}

template <class T> void Network<T>::set_output(std::string_view name) {
  if (name == "automatic" || name == "softmax") {
    output_ = name == "softmax" ? Output::softmax : Output::automatic;
    layers_.back().activation = Activation();
  } else {
    layers_.back().activation = Activation(name);
    output_ = Output::activation;
  }
}

template <class T> void Network<T>::set_input_scaling(Standardizer scaling) {
  check_columns("inputs", scaling, inputs());
  input_scaling_ = std::move(scaling);
}
template <class T> void Network<T>::set_output_scaling(Standardizer scaling) {
  check_columns("outputs", scaling, outputs());
  output_scaling_ = std::move(scaling);
}

template <class T> std::vector<Expr> Network<T>::formula(std::span<const Expr> x, int digits) const {
  if (x.size() != inputs())
    throw UsageError(fmt::format("the network has {} inputs, and is given {}", inputs(), x.size()));
  const auto number = [&](auto value) { return rounded(static_cast<double>(value), digits); };
  std::vector<Expr> y(x.begin(), x.end());
  if (!input_scaling_.empty())
    for (std::size_t i = 0; i < y.size(); ++i)
      y[i] = (y[i] - number(input_scaling_.mean[i])) / number(input_scaling_.scale[i]);
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const Layer& layer = layers_[i];
    const auto w = weights(i), b = bias(i);
    std::vector<Expr> next;
    for (std::size_t k = 0; k < layer.outputs; ++k) {
      Expr z = number(w[k]) * y[0];
      for (std::size_t j = 1; j < layer.inputs; ++j) z += number(w[j * layer.outputs + k]) * y[j];
      next.push_back(layer.activation.formula(z + number(b[k])));
    }
    y = std::move(next);
  }
  if (output_ == Output::softmax) {
    Expr sum = exp(y[0]);
    for (std::size_t i = 1; i < y.size(); ++i) sum += exp(y[i]);
    for (Expr& z : y) z = exp(z) / sum;
  }
  if (!output_scaling_.empty())
    for (std::size_t i = 0; i < y.size(); ++i)
      y[i] = number(output_scaling_.mean[i]) + number(output_scaling_.scale[i]) * y[i];
  return y;
}

template class Network<float>;
template class Network<double>;

}  // namespace slope
