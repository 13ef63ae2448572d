// SPDX-License-Identifier: MIT
#include "slope/network/loss.hpp"

#include <algorithm>
#include <cmath>

#include "names.hpp"
#include "slope/tape/loss.hpp"

namespace slope {

namespace {

constexpr std::array<detail::Named<Loss>, 5> losses{{{"automatic", Loss::automatic},
                                                     {"binary_cross_entropy", Loss::binary_cross_entropy},
                                                     {"cross_entropy", Loss::cross_entropy},
                                                     {"squared_error", Loss::squared_error},
                                                     {"huber", Loss::huber}}};

void check_output(Output output, std::string_view activation, Loss loss) {
  const bool is_free = output == Output::automatic;
  if (loss == Loss::binary_cross_entropy && !is_free &&
      (output == Output::softmax || activation != "sigmoid"))
    throw UsageError("binary_cross_entropy needs a network whose output is sigmoid or automatic");
  if (loss == Loss::cross_entropy && !is_free && output != Output::softmax)
    throw UsageError("cross_entropy needs a network whose output is softmax or automatic");
  if ((loss == Loss::squared_error || loss == Loss::huber) && output == Output::softmax)
    throw UsageError(
        fmt::format("{} does not go with softmax: give the network another output, or take cross_entropy",
                    name_of(loss)));
}

void check_fit(const char* what, std::size_t network, std::size_t data) {
  if (network != data)
    throw UsageError(fmt::format("the network has {} {}, and the data need {}", network, what, data));
}

}  // namespace

std::string_view name_of(Loss loss) { return detail::name_in(losses, loss); }
Loss loss(std::string_view name) { return detail::value_named(losses, "loss", name); }
std::vector<std::string_view> loss_names() { return detail::names_in(losses); }

Loss loss_for(Task task) {
  switch (task) {
    case Task::regression: return Loss::squared_error;
    case Task::binary: return Loss::binary_cross_entropy;
    case Task::classes: return Loss::cross_entropy;
  }
  return Loss::squared_error;
}

template <class T> BatchStorage<T> prepare(const Network<T>& network, const Dataset& data, Loss loss) {
  data.check();
  if (loss == Loss::automatic) loss = loss_for(data.about.task);
  check_output(network.output(), network.output_name(), loss);
  check_fit("inputs", network.inputs(), data.inputs());
  const bool is_regression = data.about.task == Task::regression;
  if (is_regression && (loss == Loss::binary_cross_entropy || loss == Loss::cross_entropy))
    throw UsageError(
        fmt::format("{} needs data with classes, and these have numbers to predict", name_of(loss)));
  if (loss == Loss::binary_cross_entropy && data.about.task != Task::binary)
    throw UsageError("binary_cross_entropy needs data with two classes: take cross_entropy");
  if (loss == Loss::cross_entropy && data.about.classes.size() == 2 && network.outputs() == 1)
    throw UsageError(
        "cross_entropy needs an output for each class: with two classes and one output take "
        "binary_cross_entropy");
  check_fit("outputs", network.outputs(),
            loss == Loss::cross_entropy ? data.about.classes.size() : data.outputs());

  BatchStorage<T> out{data.rows, {}, {}, {}};
  for (std::size_t i = 0; i < data.features.size(); ++i)
    out.features.push_back(
        static_cast<T>(network.input_scaling().standardized(i % data.inputs(), data.features[i])));
  if (loss == Loss::cross_entropy) {
    out.labels = data.labels;
  } else if (is_regression) {
    for (std::size_t i = 0; i < data.targets.size(); ++i)
      out.targets.push_back(
          static_cast<T>(network.output_scaling().standardized(i % network.outputs(), data.targets[i])));
  } else {
    for (const std::size_t label : data.labels)
      for (std::size_t j = 0; j < network.outputs(); ++j)
        out.targets.push_back(label == (network.outputs() == 1 ? 1 : j) ? T(1) : T(0));
  }
  return out;
}

template <class T> TapedNetwork<T>::TapedNetwork(const Network<T>& network)
    : layers_(network.layers()), output_(network.output()), masks_(layers_.size()) {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    parameters_.push_back(tape_.variables(network.weights(i), layers_[i].inputs, layers_[i].outputs));
    parameters_.push_back(tape_.variables(network.bias(i), 1, layers_[i].outputs));
  }
  start_ = tape_.position();
}

template <class T> VarMatrix<T> TapedNetwork<T>::dropped(const VarMatrix<T>& x, const Options& options) {
  if (options.random == nullptr) throw UsageError("dropout needs a generator of random numbers");
  std::vector<T>& mask = masks_[outputs_.size() - 1];
  mask.resize(x.size());
  const T kept = static_cast<T>(1 / (1 - options.dropout));
  for (T& m : mask) m = options.random->uniform() < options.dropout ? T(0) : kept;
  return x * tape_.constants_view(mask, x.rows(), x.columns());
}

template <class T> bool TapedNetwork<T>::Source::operator==(const Source& other) const {
  const auto same = [](const auto& a, const auto& b) { return a.data() == b.data() && a.size() == b.size(); };
  return batch.rows == other.batch.rows && same(batch.features, other.batch.features) &&
         same(batch.targets, other.batch.targets) && same(batch.labels, other.batch.labels) &&
         loss == other.loss && l2 == other.l2 && huber_delta == other.huber_delta;
}

template <class T> T TapedNetwork<T>::record(const Batch<T>& batch, Loss loss, const Options& options) {
  const Source source{batch, loss, static_cast<T>(options.l2), static_cast<T>(options.huber_delta)};
  if (!(source == source_) || options.dropout > 0) forward_.forget();
  source_ = source;
  forward_(tape_, [&] { record_anew(options); });
  T sum(0);
  for (const auto& [term, factor] : loss_) sum += factor * tape_.value(term);
  return sum;
}

template <class T> void TapedNetwork<T>::record_anew(const Options& options) {
  const Batch<T>& batch = source_.batch;
  const Loss loss = source_.loss;
  check_output(output_, layers_.back().activation.name(), loss);
  tape_.rewind(start_);
  outputs_.clear();
  loss_.clear();
  VarMatrix<T> y = tape_.constants_view(batch.features, batch.rows, layers_.front().inputs);
  const bool on_logits = loss == Loss::binary_cross_entropy || loss == Loss::cross_entropy;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const bool is_last = i + 1 == layers_.size();
    const Activation& f = layers_[i].activation;
    y = (is_last && on_logits ? Activation() : f).dense(y, parameters_[2 * i], parameters_[2 * i + 1]);
    outputs_.push_back(y);
    if (!is_last && options.dropout > 0) y = dropped(y, options);
  }
  const auto sum = [&] {
    switch (loss) {
      case Loss::binary_cross_entropy: return binary_cross_entropy(y, batch.targets);
      case Loss::cross_entropy: return cross_entropy(y, batch.labels);
      case Loss::huber: return huber(y, batch.targets, source_.huber_delta);
      case Loss::squared_error: return squared_error(y, batch.targets);
      case Loss::automatic: break;
    }
    throw UsageError("a loss must be chosen to be recorded");
  };
  const std::size_t terms = loss == Loss::cross_entropy ? batch.rows : y.size();
  loss_.emplace_back(sum(), T(1) / static_cast<T>(terms));
  if (source_.l2 > 0)
    for (std::size_t i = 0; i < layers_.size(); ++i)
      loss_.emplace_back(sum_of_squares(parameters_[2 * i]), source_.l2 / 2);
}

template <class T> void TapedNetwork<T>::reverse() {
  backward_(tape_, [this] { tape_.reverse(loss_); });
}
template <class T> void TapedNetwork<T>::descend(T rate) {
  if (rate != rate_) descent_.forget();
  rate_ = rate;
  descent_(tape_, [this] { tape_.descend(loss_, rate_, parameters_); });
}

template <class T> void TapedNetwork<T>::get_parameters(std::span<T> out) {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const auto w = weights(i), b = bias(i);
    std::copy(w.begin(), w.end(), out.begin() + static_cast<std::ptrdiff_t>(layers_[i].offset));
    std::copy(b.begin(), b.end(), out.begin() + static_cast<std::ptrdiff_t>(layers_[i].offset + w.size()));
  }
}
template <class T> void TapedNetwork<T>::set_parameters(std::span<const T> values) {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const auto w = weights(i), b = bias(i);
    std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(layers_[i].offset), w.size(), w.begin());
    std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(layers_[i].offset + w.size()), b.size(),
                b.begin());
  }
}
template <class T> void TapedNetwork<T>::get_gradient(std::span<T> out) const {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const auto w = weight_gradient(i), b = bias_gradient(i);
    std::copy(w.begin(), w.end(), out.begin() + static_cast<std::ptrdiff_t>(layers_[i].offset));
    std::copy(b.begin(), b.end(), out.begin() + static_cast<std::ptrdiff_t>(layers_[i].offset + w.size()));
  }
}

template <class T> std::size_t TapedNetwork<T>::first_bad_layer() const {
  const auto is_bad = [](const VarMatrix<T>& y) {
    return std::any_of(y.values().begin(), y.values().end(), [](T x) { return !std::isfinite(x); });
  };
  return static_cast<std::size_t>(std::find_if(outputs_.begin(), outputs_.end(), is_bad) - outputs_.begin());
}

template <class T>
LossAndGradient<T> loss_and_gradient(const Network<T>& network, const Dataset& data, Loss loss) {
  if (loss == Loss::automatic) loss = loss_for(data.about.task);
  const BatchStorage<T> rows = prepare(network, data, loss);
  TapedNetwork<T> taped(network);
  LossAndGradient<T> out{taped.record(rows.batch(), loss), std::vector<T>(network.parameters().size())};
  taped.reverse();
  taped.get_gradient(out.gradient);
  return out;
}

template <class T>
std::vector<double> gradient_norms(const Network<T>& network, const std::vector<T>& gradient) {
  if (gradient.size() != network.parameters().size())
    throw UsageError(fmt::format("the network has {} parameters, and the gradient {} elements",
                                 network.parameters().size(), gradient.size()));
  std::vector<double> norms;
  for (const Layer& layer : network.layers()) {
    double norm = 0;
    for (std::size_t i = 0; i < layer.inputs * layer.outputs; ++i)
      norm = std::hypot(norm, static_cast<double>(gradient[layer.offset + i]));
    norms.push_back(norm);
  }
  return norms;
}

template class TapedNetwork<float>;
template class TapedNetwork<double>;
template BatchStorage<float> prepare(const Network<float>&, const Dataset&, Loss);
template BatchStorage<double> prepare(const Network<double>&, const Dataset&, Loss);
template LossAndGradient<float> loss_and_gradient(const Network<float>&, const Dataset&, Loss);
template LossAndGradient<double> loss_and_gradient(const Network<double>&, const Dataset&, Loss);
template std::vector<double> gradient_norms(const Network<float>&, const std::vector<float>&);
template std::vector<double> gradient_norms(const Network<double>&, const std::vector<double>&);

}  // namespace slope
