// SPDX-License-Identifier: MIT
// An epoch of one batch by FANN, in float: its library for double has the same names. Its loss is the squared error, and
// its sigmoid a table or an exponential of its own.
#include <floatfann.h>

#include <memory>

#include "contenders.hpp"

namespace slope::bench {

template <class T> void add_fann(Contenders<T>&, const Problem<T>&) {}
template <> void add_fann(Contenders<float>& all, const Problem<float>& p) {
  std::vector<unsigned> sizes(p.sizes.begin(), p.sizes.end());
  const std::shared_ptr<fann> network(
      fann_create_standard_array(static_cast<unsigned>(sizes.size()), sizes.data()), fann_destroy);
  fann_set_training_algorithm(network.get(), FANN_TRAIN_BATCH);
  fann_set_activation_function_hidden(network.get(), FANN_SIGMOID);
  fann_set_activation_function_output(network.get(), FANN_SIGMOID);
  fann_set_learning_rate(network.get(), p.rate);
  const std::shared_ptr<fann_train_data> data(
      fann_create_train(static_cast<unsigned>(p.batch), sizes.front(), sizes.back()), fann_destroy_train);
  for (std::size_t r = 0; r < p.batch; ++r) {
    for (std::size_t i = 0; i < sizes.front(); ++i) data->input[r][i] = p.x[r * sizes.front() + i];
    for (std::size_t i = 0; i < sizes.back(); ++i) data->output[r][i] = p.target[r * sizes.back() + i];
  }
  all.push_back({"FANN", [network, data] { return fann_train_epoch(network.get(), data.get()); }});
}
template void add_fann(Contenders<double>&, const Problem<double>&);

}  // namespace slope::bench
