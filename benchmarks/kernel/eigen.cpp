// SPDX-License-Identifier: MIT
// Eigen's vectorised functions, compiled with AVX2 and FMA, or AVX-512 if the machine that builds has it.
#include <Eigen/Core>

#include "contenders.hpp"

namespace slope::bench {

template <class T> void add_eigen(Contenders<T>& all) {
  using Array = Eigen::Array<T, Eigen::Dynamic, 1>;
  using In = Eigen::Map<const Array>;
  using Out = Eigen::Map<Array>;
  const std::string name = "Eigen";
  const auto length = [](std::size_t n) { return static_cast<Eigen::Index>(n); };
  all.push_back(plain<T>("sigmoid", false, name, [=](const T* x, T* y, T*, std::size_t n) {
    Out(y, length(n)) = In(x, length(n)).logistic();
  }));
  all.push_back(plain<T>("sigmoid", true, name, [=](const T* x, T* y, T* d, std::size_t n) {
    Out value(y, length(n));
    value = In(x, length(n)).logistic();
    Out(d, length(n)) = value * (T(1) - value);
  }));
  all.push_back(plain<T>("tanh", false, name, [=](const T* x, T* y, T*, std::size_t n) {
    Out(y, length(n)) = In(x, length(n)).tanh();
  }));
  all.push_back(plain<T>("tanh", true, name, [=](const T* x, T* y, T* d, std::size_t n) {
    Out value(y, length(n));
    value = In(x, length(n)).tanh();
    Out(d, length(n)) = T(1) - value * value;
  }));
}
template void add_eigen(Contenders<float>&);
template void add_eigen(Contenders<double>&);

}  // namespace slope::bench
