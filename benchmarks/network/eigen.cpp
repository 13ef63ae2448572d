// SPDX-License-Identifier: MIT
// The same by Eigen, written for it: row-major, noalias, activations as array expressions, all temporaries kept.
#include <Eigen/Core>
#include <memory>

#include "contenders.hpp"

namespace slope::bench {
namespace {

template <class T> struct Network {
  using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  using Row = Eigen::Matrix<T, 1, Eigen::Dynamic>;
  struct Layer {
    Matrix w, dw, y, seed;
    Row b, db;
  };
  explicit Network(const Problem<T>& p) : rate(p.rate) {
    const auto matrix = [](const std::vector<T>& v, std::size_t rows, std::size_t columns) {
      return Eigen::Map<const Matrix>(v.data(), static_cast<Eigen::Index>(rows),
                                      static_cast<Eigen::Index>(columns));
    };
    x = matrix(p.x, p.batch, p.sizes[0]);
    target = matrix(p.target, p.batch, p.sizes.back());
    for (std::size_t i = 0; i < p.w.size(); ++i) {
      Layer l;
      l.w = matrix(p.w[i], p.sizes[i], p.sizes[i + 1]);
      l.b = matrix(p.b[i], 1, p.sizes[i + 1]);
      layers.push_back(l);
    }
  }
  T step() {
    for (std::size_t i = 0; i < layers.size(); ++i) {
      Layer& l = layers[i];
      l.y.noalias() = (i == 0 ? x : layers[i - 1].y) * l.w;
      l.y.rowwise() += l.b;
      if (i + 1 < layers.size()) l.y = (1 + (-l.y.array()).exp()).inverse().matrix();
    }
    Layer& last = layers.back();
    const auto z = last.y.array();
    tail = (-z.abs()).exp().matrix();
    const T loss = (z.max(T(0)) - z * target.array() + tail.array().log1p()).sum();
    last.seed = ((1 + (-z).exp()).inverse() - target.array()).matrix();
    for (std::size_t i = layers.size(); i-- > 0;) {
      Layer& l = layers[i];
      const Matrix& in = i == 0 ? x : layers[i - 1].y;
      if (i > 0) {
        Layer& before = layers[i - 1];
        before.seed.noalias() = l.seed * l.w.transpose();
        before.seed.array() *= before.y.array() * (1 - before.y.array());
      }
      l.dw.noalias() = in.transpose() * l.seed;
      l.db.noalias() = l.seed.colwise().sum();
      l.w -= rate * l.dw;
      l.b -= rate * l.db;
    }
    return loss;
  }
  T rate;
  Matrix x, target, tail;
  std::vector<Layer> layers;
};

}  // namespace

template <class T> void add_eigen(Contenders<T>& all, const Problem<T>& problem) {
  auto network = std::make_shared<Network<T>>(problem);
  all.push_back({"Eigen", [network] { return network->step(); }});
}
template void add_eigen(Contenders<float>&, const Problem<float>&);
template void add_eigen(Contenders<double>&, const Problem<double>&);

}  // namespace slope::bench
