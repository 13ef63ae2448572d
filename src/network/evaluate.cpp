// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>
#include <set>

#include "slope/network/metrics.hpp"
#include "slope/network/train.hpp"

namespace slope {

template <class T> std::size_t label_of(std::span<const T> outputs) {
  if (outputs.size() == 1) return outputs[0] >= T(0.5) ? 1 : 0;
  return static_cast<std::size_t>(std::max_element(outputs.begin(), outputs.end()) - outputs.begin());
}

template <class T> Evaluation evaluate(const Network<T>& network, const Dataset& data, Loss loss) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  if (loss == Loss::automatic) loss = loss_for(data.about.task);
  Evaluation out;
  const BatchStorage<T> rows = prepare(network, data, loss);
  out.loss = static_cast<double>(TapedNetwork<T>(network).record(rows.batch(), loss));
  std::vector<T> features;
  for (const double x : data.features) features.push_back(static_cast<T>(x));
  const std::vector<T> y = network.predict(features);
  out.outputs.assign(y.begin(), y.end());
  if (data.about.task == Task::regression) {
    out.rmse = root_mean_squared_error(out.outputs, data.targets);
    const bool varies = std::set(data.targets.begin(), data.targets.end()).size() > 1;
    out.r_squared = varies ? r_squared(out.outputs, data.targets) : nan;
    return out;
  }
  const std::size_t columns = network.outputs();
  for (std::size_t i = 0; i < data.rows; ++i)
    out.predicted.push_back(label_of(std::span<const T>(y).subspan(i * columns, columns)));
  out.accuracy = accuracy(out.predicted, data.labels);
  out.confusion = confusion_matrix(out.predicted, data.labels, data.about.classes.size());
  const bool are_probabilities = loss == Loss::binary_cross_entropy || loss == Loss::cross_entropy;
  out.log_loss = are_probabilities ? out.loss : nan;
  out.roc_area = nan;
  const auto ones =
      static_cast<std::size_t>(std::count(data.labels.begin(), data.labels.end(), std::size_t{1}));
  if (data.about.task == Task::binary && columns == 1 && ones > 0 && ones < data.rows)
    out.roc_area = roc_area(out.outputs, data.labels);
  return out;
}

template std::size_t label_of(std::span<const float>);
template std::size_t label_of(std::span<const double>);
template Evaluation evaluate(const Network<float>&, const Dataset&, Loss);
template Evaluation evaluate(const Network<double>&, const Dataset&, Loss);

}  // namespace slope
