// SPDX-License-Identifier: MIT
// The compiled kernels, as tables of plain functions, one table per instruction set.
#pragma once

#include <cstddef>

namespace slope::kernel {

/// f(x) and f′(x).
template <class T> struct ValueAndSlope {
  T value;
  T slope;
};

/// One function of one argument: for a number, and for arrays of n numbers. An output array is the input array
/// or does not overlap it.
template <class T> struct Function {
  T (*value)(T);
  T (*slope)(T);
  ValueAndSlope<T> (*value_and_slope)(T);
  void (*values)(const T* in, T* value, std::size_t n);
  void (*slopes)(const T* in, T* slope, std::size_t n);
  void (*values_and_slopes)(const T* in, T* value, T* slope, std::size_t n);
};

template <class T> struct Functions { Function<T> sigmoid, logsigmoid, softplus, logit, tanh, swish, gelu; };

struct Table {
  Functions<float> of_float;
  Functions<double> of_double;
};

}  // namespace slope::kernel
