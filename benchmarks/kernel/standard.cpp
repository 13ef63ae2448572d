// SPDX-License-Identifier: MIT
// Plain loops over the standard library, with the formulas that people write.
#include <cmath>

#include "contenders.hpp"

namespace slope::bench {
namespace {

template <class T>
void add(Contenders<T>& all, const std::string& function, T (*value)(T), T (*slope)(T, T)) {
  all.push_back(plain<T>(function, false, "std:: loop", [=](const T* x, T* y, T*, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) y[i] = value(x[i]);
  }));
  all.push_back(plain<T>(function, true, "std:: loop", [=](const T* x, T* y, T* d, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      y[i] = value(x[i]);
      d[i] = slope(x[i], y[i]);
    }
  }));
}

template <class T> T sigmoid(T x) { return 1 / (1 + std::exp(-x)); }
template <class T> T softplus(T x) { return std::fmax(x, T(0)) + std::log1p(std::exp(-std::fabs(x))); }
template <class T> T distribution(T x) { return std::erfc(x * T(-0.70710678118654752)) / 2; }

}  // namespace

template <class T> void add_standard(Contenders<T>& all) {
  add<T>(all, "sigmoid", sigmoid<T>, [](T, T y) { return y * (1 - y); });
  add<T>(all, "softplus", softplus<T>, [](T x, T) { return sigmoid(x); });
  add<T>(
      all, "logsigmoid", [](T x) { return -softplus(-x); }, [](T x, T) { return sigmoid(-x); });
  add<T>(
      all, "logit", [](T p) { return std::log(p / (1 - p)); }, [](T p, T) { return 1 / (p * (1 - p)); });
  add<T>(
      all, "tanh", [](T x) { return std::tanh(x); }, [](T, T y) { return 1 - y * y; });
  add<T>(
      all, "swish", [](T x) { return x * sigmoid(x); },
      [](T x, T y) { return sigmoid(x) + y * (1 - sigmoid(x)); });
  add<T>(
      all, "gelu", [](T x) { return x * distribution(x); },
      [](T x, T) { return distribution(x) + x * T(0.39894228040143268) * std::exp(-x * x / 2); });
}
template void add_standard(Contenders<float>&);
template void add_standard(Contenders<double>&);

}  // namespace slope::bench
