// SPDX-License-Identifier: MIT
// One training step of a network of sigmoid layers: forward, Σ binary cross-entropy of the logits, backward, and
// w −= rate · ∂loss/∂w; by whom it is done.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace slope::bench {

template <class T> struct Problem {
  std::vector<std::size_t> sizes;  ///< of the inputs, the hidden layers and the outputs
  std::size_t batch;
  std::vector<T> x, target;          ///< batch rows
  std::vector<std::vector<T>> w, b;  ///< of each layer: in×out, and out
  T rate = T(0.01);
};

/// A step @returns the loss before it.
template <class T> struct Contender {
  std::string name;
  std::function<T()> step;
};
template <class T> using Contenders = std::vector<Contender<T>>;

template <class T> void add_slope(Contenders<T>& all, const Problem<T>& problem);
template <class T> void add_hand(Contenders<T>& all, const Problem<T>& problem);
template <class T> void add_eigen(Contenders<T>& all, const Problem<T>& problem);
template <class T> void add_blas(Contenders<T>& all, const Problem<T>& problem);
template <class T> void add_fann(Contenders<T>& all, const Problem<T>& problem);
template <class T> void add_torch(Contenders<T>& all, const Problem<T>& problem);

}  // namespace slope::bench
