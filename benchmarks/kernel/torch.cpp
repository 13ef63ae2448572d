// SPDX-License-Identifier: MIT
// PyTorch's operators on one thread, into tensors that exist: the forward one, and then the backward one with
// gradient 1 for the slopes.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "contenders.hpp"

namespace slope::bench {
namespace {

struct Tensors {
  at::Tensor x, y, d, one, scratch;
};

template <class T>
void add(Contenders<T>& all, const char* function, void (*forward)(Tensors&), void (*backward)(Tensors&)) {
  const auto prepared = [](const T* x, T* y, T* d, std::size_t n) {
    const auto options = at::TensorOptions().dtype(c10::CppTypeToScalarType<T>::value);
    const auto length = static_cast<std::int64_t>(n);
    return Tensors{at::from_blob(const_cast<T*>(x), {length}, options), at::from_blob(y, {length}, options),
                   at::from_blob(d, {length}, options), at::ones({length}, options), at::empty({0}, options)};
  };
  all.push_back({function, false, "PyTorch", [=](const T* x, T* y, T* d, std::size_t n) {
                   return [forward, t = prepared(x, y, d, n)]() mutable { forward(t); };
                 }});
  if (backward != nullptr)
    all.push_back({function, true, "PyTorch", [=](const T* x, T* y, T* d, std::size_t n) {
                     return [=, t = prepared(x, y, d, n)]() mutable {
                       forward(t);
                       backward(t);
                     };
                   }});
}

}  // namespace

template <class T> void add_torch(Contenders<T>& all) {
  at::set_num_threads(1);
  using R = Tensors&;
  add<T>(
      all, "sigmoid", [](R t) { at::sigmoid_out(t.y, t.x); },
      [](R t) { at::sigmoid_backward_out(t.d, t.one, t.y); });
  add<T>(
      all, "tanh", [](R t) { at::tanh_out(t.y, t.x); }, [](R t) { at::tanh_backward_out(t.d, t.one, t.y); });
  add<T>(
      all, "softplus", [](R t) { at::softplus_out(t.y, t.x, 1, 20); },
      [](R t) { at::softplus_backward_out(t.d, t.one, t.x, 1, 20); });
  add<T>(
      all, "logsigmoid", [](R t) { at::log_sigmoid_out(t.y, t.x); }, nullptr);
  add<T>(
      all, "logit", [](R t) { at::logit_out(t.y, t.x); },
      [](R t) { at::logit_backward_out(t.d, t.one, t.x); });
  add<T>(
      all, "swish", [](R t) { at::silu_out(t.y, t.x); }, [](R t) { at::silu_backward_out(t.d, t.one, t.x); });
  add<T>(
      all, "gelu", [](R t) { at::gelu_out(t.y, t.x, "none"); },
      [](R t) { at::gelu_backward_out(t.d, t.one, t.x, "none"); });
}
template void add_torch(Contenders<float>&);
template void add_torch(Contenders<double>&);

}  // namespace slope::bench
