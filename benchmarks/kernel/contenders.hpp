// SPDX-License-Identifier: MIT
// Who computes what. Every contender reads x[0 … n) and writes y, and d if it computes slopes too.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace slope::bench {

template <class T> struct Contender {
  std::string function;  ///< "sigmoid"
  bool slopes;           ///< whether it computes the slopes too
  std::string name;
  /// Prepares for arrays of n numbers and returns what is timed.
  std::function<std::function<void()>(const T* x, T* y, T* d, std::size_t n)> prepare;
};

/// A contender that needs no preparation.
template <class T, class F> Contender<T> plain(std::string function, bool slopes, std::string name, F f) {
  return {std::move(function), slopes, std::move(name),
          [f](const T* x, T* y, T* d, std::size_t n) { return [=] { f(x, y, d, n); }; }};
}

template <class T> using Contenders = std::vector<Contender<T>>;
template <class T> void add_slope(Contenders<T>& all);
template <class T> void add_standard(Contenders<T>& all);
// Each is there if its library is.
template <class T> void add_eigen(Contenders<T>& all);
template <class T> void add_sleef(Contenders<T>& all);
template <class T> void add_torch(Contenders<T>& all);

}  // namespace slope::bench
