// SPDX-License-Identifier: MIT
// PyTorch's C++ interface on one thread: its linear layers, its loss, its optimiser.
#include <torch/torch.h>

#include <memory>

#include "contenders.hpp"

namespace slope::bench {
namespace {

template <class T> struct Network {
  explicit Network(const Problem<T>& p) {
    const auto options = torch::TensorOptions().dtype(c10::CppTypeToScalarType<T>::value);
    const auto matrix = [&](const std::vector<T>& v, std::size_t rows) {
      return torch::from_blob(const_cast<T*>(v.data()),
                              {static_cast<std::int64_t>(rows), static_cast<std::int64_t>(v.size() / rows)},
                              options)
          .clone();
    };
    x = matrix(p.x, p.batch);
    target = matrix(p.target, p.batch);
    const torch::NoGradGuard guard;
    for (std::size_t i = 0; i < p.w.size(); ++i) {
      layers.emplace_back(static_cast<std::int64_t>(p.sizes[i]), static_cast<std::int64_t>(p.sizes[i + 1]));
      layers.back()->to(c10::CppTypeToScalarType<T>::value);
      layers.back()->weight.copy_(matrix(p.w[i], p.sizes[i]).t());
      layers.back()->bias.copy_(matrix(p.b[i], 1)[0]);
      for (const torch::Tensor& parameter : layers.back()->parameters()) parameters.push_back(parameter);
    }
    optimiser = std::make_unique<torch::optim::SGD>(parameters,
                                                    torch::optim::SGDOptions(static_cast<double>(p.rate)));
  }
  T step() {
    optimiser->zero_grad();
    torch::Tensor y = x;
    for (std::size_t i = 0; i < layers.size(); ++i) {
      y = layers[i](y);
      if (i + 1 < layers.size()) y = torch::sigmoid(y);
    }
    const torch::Tensor loss = torch::binary_cross_entropy_with_logits(y, target, {}, {}, at::Reduction::Sum);
    loss.backward();
    optimiser->step();
    return loss.item<T>();
  }
  torch::Tensor x, target;
  std::vector<torch::nn::Linear> layers;
  std::vector<torch::Tensor> parameters;
  std::unique_ptr<torch::optim::SGD> optimiser;
};

}  // namespace

template <class T> void add_torch(Contenders<T>& all, const Problem<T>& problem) {
  torch::set_num_threads(1);
  auto network = std::make_shared<Network<T>>(problem);
  all.push_back({"PyTorch from C++", [network] { return network->step(); }});
}
template void add_torch(Contenders<float>&, const Problem<float>&);
template void add_torch(Contenders<double>&, const Problem<double>&);

}  // namespace slope::bench
