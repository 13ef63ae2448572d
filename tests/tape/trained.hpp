// SPDX-License-Identifier: MIT
// A small network to be trained step by step.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

#include "normal_numbers.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/dense.hpp"
#include "slope/tape/loss.hpp"
#include "slope/tape/replay.hpp"

namespace slope {

inline constexpr std::size_t rows = 5, in = 3, hidden = 16, out = 4;

template <class T> std::vector<T> some(std::size_t n, unsigned seed) {
  const std::vector<double> x = numbers(n, seed);
  return {x.begin(), x.end()};
}

// Two layers and what is to be made small of them. A step changes the data first.
template <class T> struct Trained {
  using Matrix = VarMatrix<T>;
  using Loss = std::function<Var<T>(Trained&)>;
  explicit Trained(Loss of) : loss_of(std::move(of)) {
    const std::vector<std::pair<std::size_t, std::size_t>> shapes{
        {in, hidden}, {1, hidden}, {hidden, out}, {1, out}};
    for (unsigned i = 0; i < shapes.size(); ++i) {
      const auto [r, c] = shapes[i];
      p.push_back(tape.variables(some<T>(r * c, i), r, c));
    }
    start = tape.position();
  }
  void change_data(unsigned step) {
    std::ranges::copy(some<T>(rows * in, 10 + step), x.begin());
    std::ranges::transform(some<T>(rows * out, 50 + step), target.begin(),
                           [](T t) { return std::fabs(t) / (1 + std::fabs(t)); });
    for (std::size_t row = 0; row < rows; ++row) labels[row] = (row + step) % out;
  }
  template <class F> Matrix layers() {
    y = dense<Identity>(dense<F>(tape.constants_view(x, rows, in), p[0], p[1]), p[2], p[3]);
    return *y;
  }
  void record() {
    ++recordings;
    tape.rewind(start);
    loss = loss_of(*this);
  }
  // By a sweep and a change here, or by descending.
  void change(bool descends) {
    constexpr T rate = T(0.125);
    const std::pair<Var<T>, T> seeds[] = {{loss, T(0.5)}, {penalty, T(0.25)}};
    if (descends) return tape.descend(seeds, rate, p);
    tape.reverse(seeds);
  }
  std::vector<T> state() {
    std::vector<T> all{tape.value(loss)};
    for (const Matrix& m : p) all.insert(all.end(), m.values().begin(), m.values().end());
    if (y) all.insert(all.end(), y->values().begin(), y->values().end());
    return all;
  }
  std::vector<T> gradient() {
    std::vector<T> all;
    for (const Matrix& m : p) all.insert(all.end(), tape.adjoints(m).begin(), tape.adjoints(m).end());
    return all;
  }

  Tape<T> tape;
  std::vector<Matrix> p;
  typename Tape<T>::Position start;
  std::vector<T> x = std::vector<T>(rows * in), target = std::vector<T>(rows * out);
  std::vector<std::size_t> labels = std::vector<std::size_t>(rows);
  Loss loss_of;
  std::optional<Matrix> y;
  Var<T> loss, penalty;
  Replay<T> forward, backward;
  int recordings = 0;
};

using Net = Trained<double>;
inline Var<double> squares(Net& n) { return squared_error<double>(n.layers<Sigmoid>(), n.target); }

}  // namespace slope
