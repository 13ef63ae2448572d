// SPDX-License-Identifier: MIT
// The same with the products of a BLAS (OpenBLAS, on one thread) and loops that -ffast-math makes vectors of.
#include <cblas.h>

#include <cmath>
#include <memory>

#include "contenders.hpp"

namespace slope::bench {
namespace {

// C = A B + beta C, row by row, A or B transposed.
void product(bool ta, bool tb, int m, int n, int k, const double* a, int lda, const double* b, int ldb,
             double beta, double* c) {
  cblas_dgemm(CblasRowMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans, m, n, k, 1, a,
              lda, b, ldb, beta, c, n);
}
void product(bool ta, bool tb, int m, int n, int k, const float* a, int lda, const float* b, int ldb,
             float beta, float* c) {
  cblas_sgemm(CblasRowMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans, m, n, k, 1, a,
              lda, b, ldb, beta, c, n);
}

template <class T> struct Network {
  struct Layer {
    int in, out;
    std::vector<T> w, b, y, slope, seed, dw;
  };
  explicit Network(const Problem<T>& problem) : p(problem), batch(static_cast<int>(p.batch)) {
    for (std::size_t i = 0; i < p.w.size(); ++i) {
      const std::vector<T> outputs(p.batch * p.sizes[i + 1]);
      layers.push_back({static_cast<int>(p.sizes[i]), static_cast<int>(p.sizes[i + 1]), p.w[i], p.b[i],
                        outputs, outputs, outputs, p.w[i]});
    }
  }
  T step() {
    for (std::size_t i = 0; i < layers.size(); ++i) {
      Layer& l = layers[i];
      for (int r = 0; r < batch; ++r)
        for (int j = 0; j < l.out; ++j)
          l.y[static_cast<std::size_t>(r * l.out + j)] = l.b[static_cast<std::size_t>(j)];
      product(false, false, batch, l.out, l.in, input(i), l.in, l.w.data(), l.out, T(1), l.y.data());
      if (i + 1 < layers.size())
        for (std::size_t k = 0; k < l.y.size(); ++k) {
          const T e = std::exp(-std::fabs(l.y[k])), d = 1 / (1 + e);
          l.slope[k] = e * d * d;
          l.y[k] = l.y[k] < 0 ? e * d : d;
        }
    }
    Layer& last = layers.back();
    T loss = 0;
    for (std::size_t k = 0; k < last.y.size(); ++k) {
      const T z = last.y[k], t = p.target[k], e = std::exp(-std::fabs(z)), d = 1 / (1 + e);
      loss += (z > 0 ? z : T(0)) - z * t + std::log(1 + e);
      last.seed[k] = (z < 0 ? e * d : d) - t;
    }
    for (std::size_t i = layers.size(); i-- > 0;) {
      Layer& l = layers[i];
      if (i > 0) {
        Layer& before = layers[i - 1];
        product(false, true, batch, l.in, l.out, l.seed.data(), l.out, l.w.data(), l.out, T(0),
                before.seed.data());
        for (std::size_t k = 0; k < before.seed.size(); ++k) before.seed[k] *= before.slope[k];
      }
      product(true, false, l.in, l.out, batch, input(i), l.in, l.seed.data(), l.out, T(0), l.dw.data());
      for (std::size_t k = 0; k < l.w.size(); ++k) l.w[k] -= p.rate * l.dw[k];
      for (int j = 0; j < l.out; ++j) {
        T sum = 0;
        for (int r = 0; r < batch; ++r) sum += l.seed[static_cast<std::size_t>(r * l.out + j)];
        l.b[static_cast<std::size_t>(j)] -= p.rate * sum;
      }
    }
    return loss;
  }
  const T* input(std::size_t i) const { return i == 0 ? p.x.data() : layers[i - 1].y.data(); }
  Problem<T> p;
  int batch;
  std::vector<Layer> layers;
};

}  // namespace

template <class T> void add_blas(Contenders<T>& all, const Problem<T>& problem) {
  auto network = std::make_shared<Network<T>>(problem);
  all.push_back({"loops and OpenBLAS", [network] { return network->step(); }});
}
template void add_blas(Contenders<float>&, const Problem<float>&);
template void add_blas(Contenders<double>&, const Problem<double>&);

}  // namespace slope::bench
